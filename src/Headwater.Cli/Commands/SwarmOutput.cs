using System.Globalization;
using System.Text.Json;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>How the proposal of a swarm came out: sentences for people, and JSON.</summary>
internal static class SwarmOutput
{
    /// <summary>The forecast beside what was measured, then each larger scale, one sentence each.</summary>
    public static IEnumerable<string> Sentences(SwarmOutcome swarm)
    {
        SwarmProposal proposal = swarm.Proposal;
        SwarmScale small = swarm.Scales[0];
        SwarmMeasurement measured = small.Mixtures[0];
        string target = proposal.Objective == MixtureOptions.Mean ? $"mean {proposal.Metric}" : $"{proposal.Objective} ({proposal.Metric})";
        yield return $"Proposed for {target}: {string.Join(", ", proposal.Rates.OrderByDescending(rate => rate.Value).Select(rate => $"{rate.Key} {Readable.Percent(rate.Value)}"))}.";
        string gain = swarm.Gain is { } own
            ? $" The gain over the natural mixture was forecast at {MixtureSentences.Interval(proposal.Gain)} and measured at {Gain(own)}, {(swarm.IsGainInside == true ? "inside" : "outside")} the interval."
            : "";
        yield return $"At {NumberText.Format(small.Tokens)} tokens, the scale of the swarm, the proposal was forecast at {MixtureSentences.Interval(proposal.Forecast)} {target} and measured at {Value(measured)}.{gain}";
        foreach (SwarmScale scale in swarm.Scales.Skip(1))
        {
            string comparison = string.Join(", ", new[] { (Name: "the natural mixture", Of: proposal.Natural), (Name: $"the best mixture tried, {proposal.BestTried}", Of: proposal.BestTried) }
                .DistinctBy(other => other.Of).Select(other => scale.GainOver(other.Of) is { } over ? $"{Gain(over)} over {other.Name}" : "").Where(text => text.Length > 0));
            string order = scale.Right is { } right ? $" Pairs of the swarm's mixtures in the same order as at the scale of the swarm: {right.ToString("0.#", CultureInfo.InvariantCulture)} of {scale.Pairs}." : "";
            yield return $"At {NumberText.Format(scale.Tokens)} tokens the proposal was measured at {Value(scale.Mixtures[0])}{(comparison.Length > 0 ? $", a gain of {comparison}" : "")}; its regret is {Readable.Significant(scale.Regret, 2)}.{order}";
        }
    }

    public static void Write(Terminal terminal, SwarmOutcome swarm)
    {
        foreach (string sentence in Sentences(swarm))
        {
            terminal.Output.WriteLine(sentence);
        }

        TablePrinter.Write(
            terminal,
            $"{swarm.Proposal.Metric} of {swarm.Proposal.Objective} by mixture and scale, the mean over seeds",
            ["tokens", "mixture", "value", "seeds"],
            swarm.Scales.SelectMany(scale => scale.Mixtures.Take(MostMixtures).Select(mixture => (IReadOnlyList<string>)
            [
                NumberText.Format(scale.Tokens), mixture.Mixture, Value(mixture), mixture.Seeds.ToString(CultureInfo.InvariantCulture),
            ])));
    }

    public static void WriteJson(Utf8JsonWriter json, SwarmOutcome swarm)
    {
        SwarmProposal proposal = swarm.Proposal;
        json.WriteStartObject("proposal");
        json.WriteString("objective", proposal.Objective);
        json.WriteString("metric", proposal.Metric);
        json.WriteStartObject("rates");
        foreach ((string corpus, double rate) in proposal.Rates)
        {
            json.WriteNumber(corpus, rate);
        }

        json.WriteEndObject();
        json.WriteNumber("forecast", proposal.Forecast.Value);
        json.WriteNumber("low", proposal.Forecast.Low);
        json.WriteNumber("high", proposal.Forecast.High);
        json.WriteNumber("gain", proposal.Gain.Value);
        json.WriteNumber("gain_low", proposal.Gain.Low);
        json.WriteNumber("gain_high", proposal.Gain.High);
        json.WriteString("best_tried", proposal.BestTried);
        json.WriteEndObject();
        json.WriteStartArray("scales");
        foreach (SwarmScale scale in swarm.Scales)
        {
            WriteScale(json, scale, proposal);
        }

        json.WriteEndArray();
    }

    private const int MostMixtures = 8;

    private static void WriteScale(Utf8JsonWriter json, SwarmScale scale, SwarmProposal proposal)
    {
        json.WriteStartObject();
        json.WriteNumber("pretraining_tokens", scale.Tokens);
        WriteGain(json, "gain", scale.GainOver(proposal.Natural));
        WriteGain(json, "gain_over_best_tried", scale.GainOver(proposal.BestTried));
        json.WriteNumber("regret", scale.Regret);
        json.WriteNumber("pairs", scale.Pairs);
        ReportJson.WriteNumber(json, "decision_accuracy", scale.Right / scale.Pairs);
        json.WriteStartArray("mixtures");
        foreach (SwarmMeasurement mixture in scale.Mixtures)
        {
            json.WriteStartObject();
            json.WriteString("pretraining_data", mixture.Mixture);
            json.WriteNumber("value", mixture.Value);
            ReportJson.WriteNumber(json, "stderr", mixture.StandardError);
            json.WriteNumber("seeds", mixture.Seeds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGain(Utf8JsonWriter json, string name, MeasuredGain? gain)
    {
        ReportJson.WriteNumber(json, name, gain?.Value);
        ReportJson.WriteNumber(json, $"{name}_stderr", gain?.StandardError);
    }

    private static string Value(SwarmMeasurement measured) => WithError(measured.Value, measured.StandardError);

    private static string Gain(MeasuredGain gain) => WithError(gain.Value, gain.StandardError);

    // Two significant digits of the error, and the value to the same place.
    private static string WithError(double value, double? error)
    {
        int digits = error is > 0 and var known ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(known)), 0, 6) : 3;
        string format = "F" + digits.ToString(CultureInfo.InvariantCulture);
        return value.ToString(format, CultureInfo.InvariantCulture) + (error is { } se ? $" ± {se.ToString(format, CultureInfo.InvariantCulture)}" : "");
    }
}
