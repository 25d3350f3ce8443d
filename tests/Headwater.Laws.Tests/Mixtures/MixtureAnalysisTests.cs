using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests.Mixtures;

public sealed class MixtureAnalysisTests
{
    [Fact]
    public void Of_KnownTruth_ProposesNearlyTheBestMixture()
    {
        MixtureDesign design = MixtureTruths.Design(6, 60, 2);
        double[] values = MixtureTruths.Values(design, MixtureTruths.Roots, 0.01);

        MixtureAnalysis analysis = MixtureAnalysis.Of(MixtureTruths.Runs(design, values), new());

        double best = 3 - Math.Sqrt(Enumerable.Range(0, 6).Sum(j => MixtureTruths.RootOf(j) * MixtureTruths.RootOf(j)));
        double reached = MixtureTruths.Roots(analysis.Proposal.Rates.AsSpan());
        double tried = Enumerable.Range(0, 60).Min(run => MixtureTruths.Roots(design[run]));
        Assert.True(reached - best < tried - best, $"{reached} {tried} {best}");
        Assert.InRange(reached - best, 0, 0.02);
        double gain = MixtureTruths.Roots(analysis.Proposal.Natural.AsSpan()) - reached;
        Assert.InRange(gain, analysis.Proposal.Gain.Low, analysis.Proposal.Gain.High);
    }

    // At 5%, some of forty tables of noise are taken for more; a true response of the size of the noise is not missed.
    [Fact]
    public void IsDistinguishable_Noise_IsRarelyTakenForAResponse()
    {
        int taken = Enumerable.Range(1, 40).Count(seed => Analysis(seed, 0).IsDistinguishable);
        int found = Enumerable.Range(1, 10).Count(seed => Analysis(seed, 1).IsDistinguishable);

        Assert.InRange(taken, 0, 4);
        Assert.Equal(10, found);

        static MixtureAnalysis Analysis(int seed, double response)
        {
            MixtureDesign design = MixtureTruths.Design(4, 30, (ulong)seed, 2);
            double[] values = MixtureTruths.Values(design, rates => response * MixtureTruths.Roots(rates), 0.1, (ulong)(100 + seed));
            return MixtureAnalysis.Of(MixtureTruths.Runs(design, values), new() { Surrogate = "ridge" });
        }
    }

    [Fact]
    public void Of_TwoTargets_AutoIsAboutAsGoodAsTheBestSurrogate()
    {
        MixtureDesign design = MixtureTruths.Design(5, 50, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Exponential, 0.01), MixtureTruths.Values(design, rates => rates[1] > 0.2 ? 1 : 2, 0.02));

        MixtureAnalysis auto = MixtureAnalysis.Of(runs, new());

        foreach (int target in new[] { 0, 1 })
        {
            double least = MixtureSurrogates.Names.Skip(1).Min(name => MixtureAnalysis.Of(runs, new() { Surrogate = name }).Fits[target].CrossValidation.MeanAbsoluteError);
            Assert.True(auto.Fits[target].CrossValidation.MeanAbsoluteError < 1.35 * least, $"{target}: {auto.Fits[target].CrossValidation.MeanAbsoluteError} {least}");
        }

        Assert.Equal("boosted-trees", auto.Fits[1].Weights.MaxBy(weight => weight.Value).Key);
        Assert.Equal(1, auto.Fits[0].Weights.Values.Sum(), 1e-12);
    }

    [Fact]
    public void Forecast_FreshRuns_AreInsideTheIntervalsAsOftenAsSaid()
    {
        int inside = 0;
        int all = 0;
        for (ulong seed = 1; seed <= 4; seed++)
        {
            MixtureDesign design = MixtureTruths.Design(5, 120, seed);
            double[] values = MixtureTruths.Values(design, MixtureTruths.Roots, 0.03, seed);
            MixtureAnalysis analysis = MixtureAnalysis.Of(MixtureTruths.Runs(design.Of([.. Enumerable.Range(0, 50)]), values[..50]), new() { Level = 0.8 });
            for (int run = 50; run < 120; run++, all++)
            {
                MixtureForecast forecast = analysis.Objective.Forecast(design[run]);
                inside += values[run] >= forecast.Low && values[run] <= forecast.High ? 1 : 0;
            }
        }

        Assert.InRange(inside / (double)all, 0.7, 0.92);
    }

    [Fact]
    public void Of_RunCalledNatural_GivesTheNaturalRates()
    {
        MixtureDesign design = MixtureTruths.Design(4, 24, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02));
        MixtureRuns named = runs with { Names = runs.Names.SetItem(5, "natural") };

        Assert.Equal(design[5].ToArray(), MixtureAnalysis.Of(named, new()).Limits.Natural, (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.NotEqual(design[5].ToArray(), MixtureAnalysis.Of(runs, new()).Limits.Natural);
    }

    [Theory]
    [InlineData("loss:news", 0)]
    [InlineData("NEWS", 0)]
    [InlineData("accuracy", 1)]
    public void Of_ObjectiveByTaskOrMetric_IsFoundWhereOnlyOneTargetHasIt(string objective, int target)
    {
        MixtureDesign design = MixtureTruths.Design(4, 24, 3);
        double[] values = MixtureTruths.Values(design, MixtureTruths.Roots, 0.02);
        MixtureRuns runs = new(design, [.. Enumerable.Range(0, 24).Select(run => $"m{run}")],
            [new("first", "news", "loss", false, [.. values.Select(value => (double?)value)]), new("second", "quiz", "accuracy", true, [.. values.Select(value => (double?)-value)])]);

        Assert.Equal(runs.Targets[target].Name, MixtureAnalysis.Of(runs, new() { Objective = objective }).Objective.Target.Name);
    }

    [Fact]
    public void Of_Next_ProposesDifferentRunsWithinTheCaps()
    {
        MixtureDesign design = MixtureTruths.Design(4, 24, 3);
        MixtureOptions options = new() { Next = 4, Caps = MixtureTruths.Pairs(("c1", 0.3)) };

        MixtureAnalysis analysis = MixtureAnalysis.Of(MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02)), options);

        Assert.Equal(4, analysis.Next.Length);
        Assert.All(analysis.Next, candidate => Assert.True(candidate.Rates[1] <= 0.3 + 1e-9 && Math.Abs(candidate.Rates.Sum() - 1) < 1e-9));
        Assert.Equal(4, analysis.Next.Select(candidate => string.Join(' ', candidate.Rates.Select(rate => Math.Round(rate, 3)))).Distinct().Count());
    }

    [Fact]
    public void Of_SameInput_WritesTheSameBytes()
    {
        MixtureDesign design = MixtureTruths.Design(4, 24, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02), MixtureTruths.Values(design, MixtureTruths.Exponential, 0.02, 5));

        Assert.Equal(Json(MixtureAnalysis.Of(runs, new())), Json(MixtureAnalysis.Of(runs, new())));
    }

    [Fact]
    public void WriteMixtures_Shape_IsTheDocumentedOne()
    {
        MixtureDesign design = MixtureTruths.Design(3, 16, 3);
        MixtureAnalysis analysis = MixtureAnalysis.Of(MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02)), new());

        using JsonDocument json = JsonDocument.Parse(Json(analysis));

        JsonElement target = json.RootElement.GetProperty("targets").GetProperty("task-0");
        Assert.Equal("auto", target.GetProperty("surrogate").GetString());
        Assert.Equal(6, target.GetProperty("weights").EnumerateObject().Count());
        Assert.Equal(["rank_correlation", "decision_accuracy", "mean_absolute_error", "regret", "skill"], target.GetProperty("cross_validation").EnumerateObject().Select(property => property.Name));
        JsonElement prediction = json.RootElement.GetProperty("predictions")[0];
        Assert.Equal(["pretraining_data", "task", "metric", "value", "low", "high"], prediction.EnumerateObject().Select(property => property.Name));
        JsonElement proposal = json.RootElement.GetProperty("proposal");
        Assert.Equal(1, proposal.GetProperty("rates").EnumerateObject().Sum(rate => rate.Value.GetDouble()), 1e-9);
        Assert.True(proposal.GetProperty("low").GetDouble() < proposal.GetProperty("forecast").GetDouble());
        Assert.Equal(JsonValueKind.Number, proposal.GetProperty("gain").ValueKind);
    }

    [Fact]
    public void Of_FewerRunsThanCoefficients_SaysHowMany()
    {
        MixtureDesign design = MixtureTruths.Design(12, 10, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02));

        ArgumentException refused = Assert.Throws<ArgumentException>(() => MixtureAnalysis.Of(runs, new()));

        Assert.Contains("There are 10 different mixtures", refused.Message, StringComparison.Ordinal);
        Assert.Contains("12 corpora have 13 coefficients; expected at least 14 mixtures", refused.Message, StringComparison.Ordinal);
        Assert.Equal("gaussian-process", MixtureAnalysis.Of(runs, new() { Surrogate = "gaussian-process" }).Objective.Surrogate);
    }

    [Fact]
    public void Of_ConstantTarget_IsRefusedAsObjectiveAndLeftOutOtherwise()
    {
        MixtureDesign design = MixtureTruths.Design(3, 16, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02), [.. Enumerable.Repeat(1.5, 16)]);

        Assert.Contains("task-1 is 1.5 in every run", Assert.Throws<ArgumentException>(() => MixtureAnalysis.Of(runs, new() { Objective = "task-1" })).Message, StringComparison.Ordinal);
        MixtureAnalysis mean = MixtureAnalysis.Of(runs, new());
        Assert.Equal(["task-0"], mean.Fits.Select(fit => fit.Target.Name));
        Assert.Contains(mean.Warnings, warning => warning.Contains("task-1 has one value in every run", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_UnknownObjective_NamesTheTargets()
    {
        MixtureDesign design = MixtureTruths.Design(3, 16, 3);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, 0.02));

        ArgumentException refused = Assert.Throws<ArgumentException>(() => MixtureAnalysis.Of(runs, new() { Objective = "tasc" }));

        Assert.Contains("--objective is \"tasc\"; expected mean, worst, or a target: task-0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WorstOfOpposedTargets_ImprovesBoth()
    {
        MixtureDesign design = MixtureTruths.Design(4, 60, 6);
        MixtureRuns runs = MixtureTruths.Runs(design, MixtureTruths.Values(design, rates => 2 - Math.Sqrt(rates[0])), MixtureTruths.Values(design, rates => 2 - Math.Sqrt(rates[1])));

        MixtureAnalysis worst = MixtureAnalysis.Of(runs, new() { Objective = MixtureOptions.Worst });

        Assert.InRange(worst.Proposal.Rates[0], 0.3, 0.7);
        Assert.InRange(worst.Proposal.Rates[1], 0.3, 0.7);
    }

    private static string Json(MixtureAnalysis analysis)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            LawsJson.WriteMixtures(writer, analysis, analysis.Predict([new("other", [.. analysis.Limits.Natural])]), []);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
