using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>What the tables of finished studies answer, which their pages in docs/studies say.</summary>
public sealed class ExampleTablesTests : CommandLineFixture
{
    [Theory]
    [InlineData("quickstart", "bleu", "continue", "de")]
    [InlineData("data-decision", "bits-per-byte", "continue", "software-en")]
    [InlineData("data-decision", "cross-entropy", "continue", "software-en")]
    public void Advise_FinishedStudy_Decides(string example, string metric, string action, string mixture)
    {
        JsonElement advice = Advice(example, "--metric", metric);

        Assert.Equal((action, mixture), (advice.GetProperty("action").GetString(), advice.GetProperty("mixture").GetString()));
        Assert.True(advice.GetProperty("probability_best").GetDouble() > 0.99);
    }

    // At these sizes nobody chooses the right answer more often than by guessing, and no ranking of guesses may decide.
    [Fact]
    public void Advise_AccuracyAtChance_IsUndecidedWithARemedy()
    {
        JsonElement advice = Advice("data-decision");

        Assert.Equal("undecided", advice.GetProperty("action").GetString());
        Assert.Equal("no model is distinguishable from chance", advice.GetProperty("cannot_tell").GetProperty("because").GetString());
        Assert.Contains("smoother metric", advice.GetProperty("cannot_tell").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains("By bits per byte, software-en leads", advice.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mix_Swarm_ProposesWhatWasTrained()
    {
        JsonElement proposal = Run("mix", Table("swarm"), "--objective", "help-de", "--cap", "software-de=0.4", "--json").Json().GetProperty("proposal");

        Assert.All(
            new[] { ("novels-de", 0.069), ("novels-en", 0), ("software-de", 0.4), ("software-en", 0.504), ("software-it", 0.028) },
            trained => Assert.Equal(trained.Item2, proposal.GetProperty("rates").GetProperty(trained.Item1).GetDouble(), 0.0015));
        Assert.InRange(5.727, proposal.GetProperty("low").GetDouble(), proposal.GetProperty("high").GetDouble());   // measured afterwards
    }

    [Fact]
    public void Allocate_Slices_HaveTheirBestSizesInside()
    {
        string output = Run("allocate", Table("isoflop"), "--isoflop", "--metric", "loss", "--compute", "3.6e13").Output;

        Assert.Contains("58K", output, StringComparison.Ordinal);
        Assert.Contains("114K", output, StringComparison.Ordinal);
        Assert.Contains("153K", output, StringComparison.Ordinal);
        Assert.Contains("300K [167K, 508K]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("optimal-rate", "The best batch goes as compute to the power 0.30 [0.00, 1.45].", "at bound")]
    [InlineData("optimal-batch", "The best batch is the smallest that was tried at 29.9B FLOPs and 100B FLOPs", "converged")]
    public void Fit_Sweep_GoesThroughItsBestRuns(string law, string sentence, string fit)
    {
        CommandResult result = Run("fit", Table("rate-sweep"), "--law", law);

        string text = string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("en help 300B 150K 404K 18 1 0.001 258 1.865", text, StringComparison.Ordinal);
        Assert.Contains("profile gaussian 3 ", text, StringComparison.Ordinal);
        Assert.EndsWith("RMSE is on logarithms: 0.01 is about 1%.", text, StringComparison.Ordinal);
        Assert.Contains($" {fit} Intervals", text, StringComparison.Ordinal);
    }

    // Standard input can be read once.
    [Fact]
    public void Fit_SweepFromStandardInput_SaysTheSame()
    {
        string table = Table("rate-sweep");

        CommandResult piped = RunWithInput(File.ReadAllText(table), "fit", "-", "--law", "optimal-rate");

        Assert.Equal(0, piped.ExitCode);
        Assert.Equal(Run("fit", table, "--law", "optimal-rate").Output, piped.Output);
    }

    // What one text or another is worth in BLEU is not seen at this scale; the table says so rather than rank noise.
    [Fact]
    public void Advise_OfficeHelp_IsUndecidedBetweenTexts()
    {
        JsonElement advice = Advice("office-help");

        Assert.Equal("undecided", advice.GetProperty("action").GetString());
        Assert.Equal("bleu", advice.GetProperty("metric").GetString());
    }

    // Forecasts that were committed before the runs of 16M tokens existed.
    [Fact]
    public void Score_OfficeHelpLedger_CoversWhatWasMeasured()
    {
        string folder = Repository.PathOf("examples", "office-help");

        CommandResult scored = Run("forecast", "--score", Path.Combine(folder, "forecasts", "auto-to-4M.jsonl"), Path.Combine(folder, "inverse-square-root.csv"));

        Assert.Equal(6, scored.Output.Split('\n').Count(line => line.TrimEnd().EndsWith(" yes", StringComparison.Ordinal)));
        Assert.Contains("The order of series is right in 3 of 3 pairs.", scored.Output, StringComparison.Ordinal);
    }

    private static string Table(string example) => Repository.PathOf("examples", example, "observations.csv");

    private static JsonElement Advice(string example, params string[] more) => Run(["advise", Table(example), "--json", .. more]).Json().GetProperty("advice");
}
