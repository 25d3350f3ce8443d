using System.CommandLine;

namespace Headwater.Cli.Tests;

/// <summary>The list of commands, which is not made from their options, beside the one that is.</summary>
public sealed class CommandListTests : CommandLineFixture
{
    [Fact]
    public void Help_OfTheProgram_IsWhatItsCommandsMake()
    {
        using StringWriter made = new();
        using StringReader nothing = new("");
        Terminal terminal = new() { Output = made, Error = made, Input = nothing };

        CommandTree.Create(terminal).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = made, Error = made });

        string program = RootCommand.ExecutableName;
        Assert.Equal(made.ToString().Replace($"  {program} [command]", "  headwater [command]", StringComparison.Ordinal), Run("--help").Output);
        Assert.Equal(Run("--help").Output, Run("-h").Output);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Write_NarrowScreen_BreaksTextBetweenWordsInsideItsColumn(int width)
    {
        CommandEntry entry = new("fit", "<table>", "Fit a law to each series of a table: coefficients with intervals, one line for each of them.");
        using StringWriter output = new();

        CommandList.Write(output, "headwater-lite", "Predicts how much a pretrained model will help on a task, and recommends which data to pretrain on.", [entry], width);

        string[] lines = output.ToString().Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Contains("  headwater-lite [command] [options]", lines);
        int at = Array.FindIndex(lines, line => line.StartsWith("  fit <table>  Fit a law", StringComparison.Ordinal));
        Assert.Equal(entry.Description, string.Join(' ', lines[at..].TakeWhile(line => line.Length > 0).Select(line => line[15..])));
        Assert.All(lines[(at + 1)..].TakeWhile(line => line.Length > 0), line => Assert.StartsWith(new string(' ', 15), line, StringComparison.Ordinal));
    }

    [Fact]
    public void List_OfCommands_LeavesOutWhatOnlyProgramsCall() => Assert.DoesNotContain("calibrate", Run("--help").Output, StringComparison.Ordinal);
}
