using System.Text.RegularExpressions;

namespace Headwater.Cli.Tests;

/// <summary>What commands on tables print on a screen of 80 columns, and in a pipe.</summary>
public sealed partial class ScreenTests : CommandLineFixture
{
    [Theory]
    [InlineData("fit")]
    [InlineData("forecast", "--at", "128M")]
    [InlineData("forecast", "--at", "128M", "--law", "bleu-log")]
    [InlineData("backtest", "--fit-on", "5")]
    [InlineData("backtest", "--fit-below", "0.3")]
    [InlineData("advise", "--at", "32M")]
    public void Screen_80Columns_IsNeverWider(string command, params string[] rest)
    {
        string[] lines = OnScreen(80, [command, Table(), .. rest]);

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Screen_Advise_HasAChartAndNamesWhatHasNoRoom()
    {
        string[] lines = OnScreen(80, ["advise", Table(), "--at", "32M"]);

        Assert.Contains(lines, line => line.Contains("A de   B en", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains('┤'));
        Assert.Contains(OnScreen(80, ["advise", Table(), "--at", "64M", "--all"]), line => line.StartsWith("Columns omitted at this width (80): Verdict", StringComparison.Ordinal));
    }

    [Fact]
    public void Screen_BacktestOnSmallest_DrawsIntervals()
    {
        string[] lines = OnScreen(120, ["backtest", Table(), "--fit-on", "5"]);

        Assert.Contains(lines, line => line.Contains('○') && line.Contains('├'));
    }

    [Fact]
    public void Pipe_Advise_IsPlain()
    {
        string output = Run("advise", Table(), "--at", "32M").Output;

        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('┤', output);
        Assert.Contains("P(best)", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Contains("Verdict", Run("advise", Table(), "--at", "32M", "--all").Output, StringComparison.Ordinal);
    }

    private string Table() => Write("runs.csv", "pretraining_data,pretraining_tokens,finetuning_examples,metric,value,stderr\n" + string.Concat(
        from mixture in (string[])["en", "de"]
        from step in Enumerable.Range(0, 8)
        select FormattableString.Invariant($"{mixture},{250_000 * Math.Pow(2, step)},2000,bleu,{(mixture == "en" ? 4 : 3) + 2.2 * step + 0.2 * Math.Sin(5 * step):0.00},0.3\n")));

    private static string[] OnScreen(int width, string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using StringReader reader = new("");
        int exitCode = CommandTree.Invoke(args, new Terminal { Output = output, Error = error, Input = reader, Width = width, Colours = true });
        Assert.True(exitCode == 0, error.ToString());
        return Colours().Replace(output.ToString(), "").TrimEnd('\n').Split('\n');
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
