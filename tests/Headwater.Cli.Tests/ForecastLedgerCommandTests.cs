using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class ForecastLedgerCommandTests : CommandLineFixture
{
    private static readonly double[] Early = [1e6, 2e6, 4e6, 8e6, 16e6];

    private string Ledger => Path.Combine(Folder, "forecasts.jsonl");

    [Fact]
    public void Register_ThenScore_TellsHowItTurnedOut()
    {
        string early = Table("early.csv", Early), late = Table("late.csv", [.. Early, 64e6]);

        CommandResult registered = Run("forecast", early, "--at", "64M", "128M", "--register", Ledger, "--date", "2026-01-31", "--json");
        JsonElement forecasts = registered.Json().GetProperty("forecasts");
        JsonElement scored = Run("forecast", late, "--score", Ledger, "--json").Json();

        Assert.Contains("registered: 4 forecasts added to ", registered.Error, StringComparison.Ordinal);
        JsonElement score = scored.GetProperty("score");
        Assert.Equal(["registered", "measured", "open", "inside", "coverage", "expected_coverage", "mean_absolute_error", "mean_interval_score", "order"], score.EnumerateObject().Select(property => property.Name));
        Assert.Equal((4, 2, 2), (score.GetProperty("registered").GetInt32(), score.GetProperty("measured").GetInt32(), score.GetProperty("open").GetInt32()));
        Assert.Equal(1, score.GetProperty("order").GetProperty("pairs").GetInt32());
        JsonElement first = scored.GetProperty("measured")[0];
        Assert.Equal(
            ["date", "series", "metric", "at", "value", "low", "high", "level", "law", "measured", "stderr", "error", "inside", "interval_score"],
            first.EnumerateObject().Select(property => property.Name));
        Assert.Equal("2026-01-31", first.GetProperty("date").GetString());
        Assert.Equal(forecasts[0].GetProperty("value").GetDouble(), first.GetProperty("value").GetDouble());
        Assert.Equal(first.GetProperty("value").GetDouble() / first.GetProperty("measured").GetDouble() - 1, first.GetProperty("error").GetDouble(), 1e-9);
        Assert.All(scored.GetProperty("open").EnumerateArray(), open => Assert.Equal(128e6, open.GetProperty("at").GetProperty("pretraining_tokens").GetDouble()));
    }

    [Fact]
    public void Register_AnotherAnswer_ExitsWithTwoAndKeepsTheFile()
    {
        string early = Table("early.csv", Early), changed = Table("changed.csv", Early, factor: 1.2);
        Assert.Equal(0, Run("forecast", early, "--at", "64M", "--register", Ledger).ExitCode);
        byte[] before = File.ReadAllBytes(Ledger);

        CommandResult same = Run("forecast", early, "--at", "64M", "--register", Ledger), other = Run("forecast", changed, "--at", "64M", "--register", Ledger);

        Assert.Equal(0, same.ExitCode);
        Assert.Contains("0 forecasts added", same.Error, StringComparison.Ordinal);
        Assert.Contains("2 forecasts already registered with the same forecast", same.Error, StringComparison.Ordinal);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("A registered forecast is never replaced", other.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", other.Error, StringComparison.Ordinal);
        Assert.Empty(other.Output);
        Assert.Equal(before, File.ReadAllBytes(Ledger));
    }

    [Fact]
    public void Score_ForPeople_OpensWithTheCoverage()
    {
        string early = Table("early.csv", Early), late = Table("late.csv", [.. Early, 64e6]);
        Run("forecast", early, "--at", "64M", "--register", Ledger);

        CommandResult scored = Run("forecast", late, "--score", Ledger), open = Run("forecast", early, "--score", Ledger);

        Assert.Equal((0, 0), (scored.ExitCode, open.ExitCode));
        Assert.Contains("of 2 measured values are inside their intervals", scored.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.StartsWith("None of the 2 registered forecasts can be scored yet", open.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--score FILE --register FILE", "--score and --register were given together")]
    [InlineData("--score FILE --at 64M", "--score was given with --at")]
    [InlineData("--at 64M --date 2026-01-31", "--date was given without --register")]
    [InlineData("--at 64M --register FILE --date yesterday", "--date is \"yesterday\"")]
    [InlineData("--score FILE", "There is no ledger")]
    public void Options_ThatDoNotFit_ExitWithTwoAndAHint(string options, string expected)
    {
        string table = Table("early.csv", Early);

        CommandResult result = Run(["forecast", table, .. options.Replace("FILE", Ledger, StringComparison.Ordinal).Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    private string Table(string name, double[] scales, double factor = 1)
    {
        StringBuilder csv = new("pretraining_data,pretraining_tokens,task,metric,value\n");
        foreach (double tokens in scales)
        {
            csv.Append(CultureInfo.InvariantCulture, $"essays,{tokens},news,loss,{factor * (1.5 + (40 * Math.Pow(tokens, -0.25))):R}\n");
            csv.Append(CultureInfo.InvariantCulture, $"forums,{tokens},news,loss,{factor * (1.9 + (60 * Math.Pow(tokens, -0.27))):R}\n");
        }

        return Write(name, csv.ToString());
    }
}
