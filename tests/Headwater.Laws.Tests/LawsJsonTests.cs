using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class LawsJsonTests
{
    private static readonly SeriesKey Key = new([new("pretraining_data", "en"), new("metric", "bleu")]);

    private static readonly Forecast Ahead = new()
    {
        Series = Key,
        Law = "power",
        At = ImmutableSortedDictionary<string, double>.Empty.Add("pretraining_tokens", 8e6),
        Value = 2.5,
        Low = 2,
        High = 3,
        Level = 0.9,
        IntervalMethod = IntervalMethod.Profile,
        ExtrapolationFactor = 2,
        Warnings = ["far"],
    };

    [Fact]
    public void WriteFits_OneFit_HasTheShape()
    {
        LawFit fit = new()
        {
            Series = Key,
            Law = LawCatalogue.Find("power"),
            Status = FitStatus.AtBound,
            Message = "",
            Coefficients = [new("E", 1, 0.5, 0, 2), new("A", double.NaN, null, null, null)],
            IntervalMethod = IntervalMethod.BootstrapOverRuns,
            Objective = 0.25,
            Points = 5,
            RootMeanSquareLog = 0.125,
        };

        Assert.Equal(
            """{"fits":[{"series":{"pretraining_data":"en","metric":"bleu"},"law":"power","equation":"loss = E + A / D^alpha","status":"at_bound","coefficients":{"E":{"value":1,"stderr":0.5,"low":0,"high":2},"A":{"value":null,"stderr":null,"low":null,"high":null}},"interval_method":"bootstrap_over_runs","loss":"huber","objective":0.25,"points":5,"rmse_log":0.125,"warnings":[]}]}""",
            Text(writer => LawsJson.WriteFits(writer, [fit])));
    }

    [Fact]
    public void WriteFits_BinomialWithTwoMinima_HasTheLinkAndBoth()
    {
        LawFit fit = new()
        {
            Series = Key,
            Law = LawFamily.Parse("score = A * D^alpha"),
            Status = FitStatus.NotIdentified,
            Message = "",
            Coefficients = [new("A", 1, null, null, null), new("alpha", 2, null, null, double.PositiveInfinity)],
            Loss = LossKind.Binomial,
            Chance = 0.25,
            Ceiling = 1,
            OtherMinimum = [3, 4],
            Objective = 0.5,
            Points = 5,
            RootMeanSquareLog = 0.125,
        };

        Assert.Contains(
            """
            "alpha":{"value":2,"stderr":null,"low":null,"high":null}},"interval_method":null,"loss":"binomial","chance":0.25,"ceiling":1,"other_minimum":{"A":3,"alpha":4},"objective":0.5
            """,
            Text(writer => LawsJson.WriteFits(writer, [fit])), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteForecasts_OneForecast_HasTheShape() => Assert.Equal(
        """{"forecasts":[{"series":{"pretraining_data":"en","metric":"bleu"},"law":"power","at":{"pretraining_tokens":8000000},"value":2.5,"low":2,"high":3,"level":0.9,"interval_method":"profile","extrapolation_factor":2,"warnings":["far"]}]}""",
        Text(writer => LawsJson.WriteForecasts(writer, [Ahead])));

    [Fact]
    public void WriteBacktests_TwoOfOneLaw_HaveTheShapeAndASummary()
    {
        Backtest first = new() { Series = Key, Law = "power", Cutoff = 4, PointsFitted = 4, Targets = [new(8, 2, 2.5, 1, Math.E)], Error = 0.25 };
        Backtest second = first with { Series = new([new("pretraining_data", "de")]), Targets = [new(8, 9, 2.5, 1, Math.E)], Error = 0.75 };

        Assert.Equal(
            """{"backtests":[{"series":{"pretraining_data":"en","metric":"bleu"},"law":"power","cutoff":4,"points_fitted":4,"targets":[{"x":8,"actual":2,"forecast":2.5,"low":1,"high":2.718281828459045}],"error":0.25},{"series":{"pretraining_data":"de"},"law":"power","cutoff":4,"points_fitted":4,"targets":[{"x":8,"actual":9,"forecast":2.5,"low":1,"high":2.718281828459045}],"error":0.75}],"summary":{"power":{"median_error":0.5,"mean_error":0.5,"coverage":0.5,"interval_width":1,"interval_score":12.972245773362198,"series":2}}}""",
            Text(writer => LawsJson.WriteBacktests(writer, [first, second])));
    }

    [Fact]
    public void WriteAdvice_OneMixture_HasTheShape()
    {
        Advice advice = new() { Action = AdviceAction.ChooseOtherMixture, Mixture = "en", Reason = "so", ProbabilityBest = 0.75, WhatWouldChangeIt = "more", At = 8e6, SharedNoise = 0.5, FurtherRuns = [new() { Runs = [new("en", 4e6, true)], ProbabilitySettles = 0.5, ProbabilityFlips = 0.25, ExpectedGain = 0.125 }] };
        MixtureValuation mixture = new()
        {
            Series = Key,
            Mixture = "en",
            FinetuningExamples = 2000,
            Trend = new(Trend.Improving, ["up"]) { IsPredictable = true, Explained = 0.5, Chance = 0.25, Breaks = [new(2, 1, -1)] },
            Verdict = "good",
            Forecasts = [Ahead],
            ProbabilityBest = 0.75,
            GainOverScratch = 1.5,
            Alignment = new() { Verdict = AlignmentVerdict.Aligned, Reason = "so", Agreement = 0.5, DiscordantSteps = 1 },
            Reach = new() { Target = 30, Scale = 4, Low = 2, Probability = 0.75, Horizon = 8, Level = 0.9 },
            MoreData = new() { Transferred = new(double.PositiveInfinity, 4, double.PositiveInfinity), GainOfPretraining = new(1, 0, 2) },
            Evidence = ["up"],
        };

        Assert.Equal(
            """{"advice":{"action":"choose","mixture":"en","reason":"so","probability_best":0.75,"what_would_change_it":"more","metric":null,"task":null,"cannot_tell":null,"compute_gain":null,"shortlist":[],"at_pretraining_tokens":8000000,"shared_noise":0.5,"further_runs":[{"runs":[{"mixture":"en","pretraining_tokens":4000000,"repeat":true}],"probability_settles":0.5,"probability_flips":0.25,"expected_gain":0.125}]},"mixtures":[{"mixture":"en","finetuning_examples":2000,"finetuning_tokens":null,"trend":"improving","verdict":"good","forecasts":[{"series":{"pretraining_data":"en","metric":"bleu"},"law":"power","at":{"pretraining_tokens":8000000},"value":2.5,"low":2,"high":3,"level":0.9,"interval_method":"profile","extrapolation_factor":2,"warnings":["far"]}],"probability_best":0.75,"gain_over_scratch":1.5,"evidence":["up"],"gain_stderr":null,"predictable":true,"explained":0.5,"chance":0.25,"probability_saturated":null,"breaks":[{"at":2,"gain_before":1,"gain_after":-1}],"alignment":{"verdict":"aligned","reason":"so","score_loss_agreement":0.5,"score_loss_partings":1,"law_error":null,"plain_error":null},"target":{"value":30,"measured_at":null,"pretraining_tokens":4,"low":2,"high":null,"level":0.9,"probability":0.75,"probability_never":0.25,"horizon":8},"more_data":{"transferred":{"value":null,"low":4,"high":null},"gain_of_doubling_pretraining":{"value":1,"low":0,"high":2},"gain_of_doubling_finetuning":null,"probability_finetuning_gains_more":null}}]}""",
            Text(writer => LawsJson.WriteAdvice(writer, advice, [mixture])));
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
