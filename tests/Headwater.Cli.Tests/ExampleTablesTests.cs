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

    private static string Table(string example) => Repository.PathOf("examples", example, "observations.csv");

    private static JsonElement Advice(string example, params string[] more) => Run(["advise", Table(example), "--json", .. more]).Json().GetProperty("advice");
}
