using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>A folder of its own for each test, and calls of the command inside this process.</summary>
public abstract class CommandLineFixture : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("headwater-cli-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal static CommandResult Run(params string[] args) => RunWithInput("", args);

    internal static CommandResult RunWithInput(string input, params string[] args) => RunWith([], input, args);

    internal static CommandResult RunWith(Dictionary<string, string> variables, string input, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using StringReader reader = new(input);
        int exitCode = CommandTree.Invoke(args, new Terminal { Output = output, Error = error, Input = reader, Variable = variables.GetValueOrDefault });
        return new CommandResult(exitCode, output.ToString(), error.ToString().Replace("\n  ", " ", StringComparison.Ordinal)) { Lines = error.ToString().TrimEnd('\n').Split('\n') };
    }
}

/// <summary>What a call of the command left; remarks that were broken into lines are whole in <see cref="Error"/>.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard error by its lines.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
