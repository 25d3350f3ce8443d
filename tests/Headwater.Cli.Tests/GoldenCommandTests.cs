using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;

namespace Headwater.Cli.Tests;

/// <summary>
/// What commands print, word for word. Each file of tests/golden/cli lists commands on lines that begin with <c>$ headwater</c>, each followed by what it printed;
/// HEADWATER_GOLDEN=write writes the files anew, so a new command needs its line alone.
/// </summary>
public sealed partial class GoldenCommandTests : CommandLineFixture
{
    private const string Prompt = "$ headwater ";

    private static readonly string Golden = Repository.PathOf("tests", "golden", "cli");
    private static readonly string Inputs = Path.Combine(Golden, "inputs");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Golden, "*.txt").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Commands_PrintTheGoldenText(string file)
    {
        string path = Path.Combine(Golden, file);
        string expected = File.ReadAllText(path);
        string printed = string.Join("\n", expected.Split('\n').Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(Transcript));
        if (Environment.GetEnvironmentVariable("HEADWATER_GOLDEN") == "write")
        {
            File.WriteAllText(path, printed);
        }
        else
        {
            Assert.Equal(expected, printed);
        }
    }

    [Fact]
    public void Help_OfEveryCommand_IsGolden()
    {
        string[] named = [.. File.ReadAllLines(Path.Combine(Golden, "help.txt")).Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(line => line[Prompt.Length..].Replace("--help", "", StringComparison.Ordinal).Trim())];

        using StringWriter nowhere = new();
        using StringReader nothing = new("");
        Assert.Equal(PathsOf(CommandTree.Create(new Terminal { Output = nowhere, Error = nowhere, Input = nothing, Variable = _ => null }), "").Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    // The words that call a command and each command below it.
    private static IEnumerable<string> PathsOf(Command command, string path) =>
        command.Subcommands.SelectMany(child => PathsOf(child, $"{path} {child.Name}".Trim())).Prepend(path);

    // The command, its standard output, and what went to standard error with the exit code where it is not 0.
    private string Transcript(string line)
    {
        string[] arguments = [.. Words().Matches(line[Prompt.Length..]).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal))];
        CommandResult result = Run([.. arguments.Select(word => File.Exists(Path.Combine(Inputs, word)) ? Path.Combine(Inputs, word) : word.StartsWith("out/", StringComparison.Ordinal) ? Path.Combine(Folder, word) : word)]);
        StringBuilder text = new StringBuilder(line).Append('\n').Append(result.Output);
        if (result.Error.Length > 0)
        {
            text.Append("-- standard error\n").AppendJoin('\n', result.Lines).Append('\n');
        }

        if (result.ExitCode != 0)
        {
            text.Append("-- exit code ").Append(result.ExitCode).Append('\n');
        }

        return text.Replace(Inputs + Path.DirectorySeparatorChar, "").Replace(Folder + Path.DirectorySeparatorChar, "").ToString();
    }

    [GeneratedRegex("(?:\"[^\"]*\"|[^ \"])+")]
    private static partial Regex Words();
}
