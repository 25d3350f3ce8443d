using System.Text.RegularExpressions;

namespace Headwater.Cli.Tests;

/// <summary>The page on a table of one's own: its table, its commands, and what it says they print.</summary>
public sealed partial class DocumentedTableTests : CommandLineFixture
{
    [Fact]
    public void OwnTable_CommandsOfThePage_PrintWhatItShows()
    {
        (string Language, string Text)[] blocks = [.. Block().Matches(File.ReadAllText(Repository.PathOf("docs", "own-table.md"))).Select(match => (match.Groups["language"].Value, match.Groups["text"].Value))];
        string table = Write("runs.csv", Assert.Single(blocks, block => block.Language == "csv").Text);
        string[] commands = [.. blocks.Where(block => block.Language == "sh").SelectMany(block => block.Text.Split('\n')).Where(line => line.StartsWith("headwater ", StringComparison.Ordinal))];

        string printed = "";
        foreach (string command in commands)
        {
            string[] words = [.. command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word => word == "runs.csv" ? table : word)];
            CommandResult result = Run(words[0] == "report" ? [.. words, "--out", Path.Combine(Folder, "report")] : words);
            Assert.True(result.ExitCode == 0, $"{command}\n{result.Error}");
            printed += $"{result.Output}{string.Join('\n', result.Lines)}\n";
        }

        Assert.Equal(4, commands.Length);
        Assert.All(blocks.Where(block => block.Language.Length == 0), block => Assert.Contains(block.Text.TrimEnd(), printed, StringComparison.Ordinal));
        Assert.Equal(2, blocks.Count(block => block.Language.Length == 0));
    }

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
