using System.Text.Json;

namespace Headwater.Laws;

internal static partial class LawsJson
{
    /// <summary>Writes <c>{"advice":{…},"mixtures":[…]}</c>, and after these what the caller adds.</summary>
    public static void WriteAdvice(Utf8JsonWriter writer, Advice? advice, IEnumerable<MixtureValuation> mixtures, Reading? reading = null, Action<Utf8JsonWriter>? more = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(mixtures);
        writer.WriteStartObject();
        writer.WritePropertyName("advice");
        WriteAdvice(writer, advice);
        writer.WriteStartArray("mixtures");
        foreach (MixtureValuation mixture in mixtures)
        {
            WriteMixture(writer, mixture);
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>An action as JSON and messages spell it: continue, stop, choose or undecided.</summary>
    public static string NameOf(AdviceAction action) => action switch
    {
        AdviceAction.Continue => "continue",
        AdviceAction.Stop => "stop",
        AdviceAction.ChooseOtherMixture => "choose",
        _ => "undecided",
    };

    private static void WriteAdvice(Utf8JsonWriter writer, Advice? advice)
    {
        if (advice is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("action", NameOf(advice.Action));
        writer.WriteString("mixture", advice.Mixture);
        writer.WriteString("reason", advice.Reason);
        WriteNumber(writer, "probability_best", advice.ProbabilityBest);
        writer.WriteString("what_would_change_it", advice.WhatWouldChangeIt);
        writer.WriteString("metric", advice.Metric);
        writer.WriteString("task", advice.Task);
        if (advice.CannotTell is { } reason)
        {
            writer.WriteStartObject("cannot_tell");
            writer.WriteString("because", reason.Because);
            writer.WriteString("remedy", reason.Remedy);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("cannot_tell");
        }

        WriteInterval(writer, "compute_gain", advice.ComputeGain is { } gain ? (gain.Value, gain.Low, gain.High) : null);

        WriteTexts(writer, "shortlist", advice.Shortlist);
        WriteNumber(writer, "at_pretraining_tokens", advice.At);
        WriteNumber(writer, "shared_noise", advice.SharedNoise);
        writer.WriteStartArray("further_runs");
        foreach (FurtherRuns set in advice.FurtherRuns)
        {
            WriteFurtherRuns(writer, set);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFurtherRuns(Utf8JsonWriter writer, FurtherRuns set)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("runs");
        foreach (FurtherRun run in set.Runs)
        {
            writer.WriteStartObject();
            writer.WriteString("mixture", run.Mixture);
            WriteNumber(writer, "pretraining_tokens", run.PretrainingTokens);
            writer.WriteBoolean("repeat", run.IsRepeat);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNumber(writer, "probability_settles", set.ProbabilitySettles);
        WriteNumber(writer, "probability_flips", set.ProbabilityFlips);
        WriteNumber(writer, "expected_gain", set.ExpectedGain);
        writer.WriteEndObject();
    }

    private static void WriteMixture(Utf8JsonWriter writer, MixtureValuation mixture)
    {
        writer.WriteStartObject();
        writer.WriteString("mixture", mixture.Mixture);
        WriteNumber(writer, "finetuning_examples", mixture.FinetuningExamples);
        WriteNumber(writer, "finetuning_tokens", mixture.FinetuningTokens);
        writer.WriteString("trend", mixture.Trend?.Trend.ToString().ToLowerInvariant());
        writer.WriteString("verdict", mixture.Verdict);
        WriteForecastArray(writer, mixture.Forecasts);
        WriteNumber(writer, "probability_best", mixture.ProbabilityBest);
        WriteNumber(writer, "gain_over_scratch", mixture.GainOverScratch);
        writer.WriteStartArray("evidence");
        foreach (string sentence in mixture.Evidence)
        {
            writer.WriteStringValue(sentence);
        }

        writer.WriteEndArray();
        WriteNumber(writer, "gain_stderr", mixture.GainStandardError);
        WriteTrend(writer, mixture.Trend);
        WriteAlignment(writer, mixture.Alignment);
        WriteReach(writer, mixture.Reach);
        WriteMoreData(writer, mixture.MoreData);
        writer.WriteEndObject();
    }

    private static void WriteTrend(Utf8JsonWriter writer, TrendVerdict? trend)
    {
        if (trend is null)
        {
            return;
        }

        writer.WriteBoolean("predictable", trend.IsPredictable);
        WriteNumber(writer, "explained", trend.Explained);
        WriteNumber(writer, "chance", trend.Chance);
        WriteNumber(writer, "probability_saturated", trend.ProbabilitySaturated);
        writer.WriteStartArray("breaks");
        foreach (SeriesBreak found in trend.Breaks)
        {
            writer.WriteStartObject();
            WriteNumber(writer, "at", found.Scale);
            WriteNumber(writer, "gain_before", found.Before);
            WriteNumber(writer, "gain_after", found.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAlignment(Utf8JsonWriter writer, Alignment? alignment)
    {
        if (alignment is null)
        {
            return;
        }

        writer.WriteStartObject("alignment");
        writer.WriteString("verdict", alignment.Verdict.ToString().ToLowerInvariant());
        writer.WriteString("reason", alignment.Reason);
        WriteNumber(writer, "score_loss_agreement", alignment.Agreement);
        WriteNumber(writer, "score_loss_partings", alignment.DiscordantSteps);
        WriteNumber(writer, "law_error", alignment.LawError);
        WriteNumber(writer, "plain_error", alignment.PlainError);
        writer.WriteEndObject();
    }

    private static void WriteReach(Utf8JsonWriter writer, TargetReach? reach)
    {
        if (reach is null)
        {
            return;
        }

        writer.WriteStartObject("target");
        WriteNumber(writer, "value", reach.Target);
        WriteNumber(writer, "measured_at", reach.Measured);
        WriteNumber(writer, "pretraining_tokens", reach.Scale);
        WriteNumber(writer, "low", reach.Low);
        WriteNumber(writer, "high", reach.High);
        WriteNumber(writer, "level", reach.Level);
        WriteNumber(writer, "probability", reach.Probability);
        WriteNumber(writer, "probability_never", 1 - reach.Probability);
        WriteNumber(writer, "horizon", reach.Horizon);
        writer.WriteEndObject();
    }

    private static void WriteMoreData(Utf8JsonWriter writer, MoreData? more)
    {
        if (more is null)
        {
            return;
        }

        writer.WriteStartObject("more_data");
        WriteInterval(writer, "transferred", more.Transferred);
        WriteInterval(writer, "gain_of_doubling_pretraining", more.GainOfPretraining);
        WriteInterval(writer, "gain_of_doubling_finetuning", more.GainOfFinetuning);
        WriteNumber(writer, "probability_finetuning_gains_more", more.ProbabilityFinetuningGainsMore);
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, IntervalEstimate? estimate) =>
        WriteInterval(writer, name, estimate is { } known ? (known.Value, known.Low, known.High) : null);
}
