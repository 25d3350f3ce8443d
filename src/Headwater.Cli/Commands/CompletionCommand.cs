using System.CommandLine;

namespace Headwater.Cli;

/// <summary><c>headwater completion</c>: the script that completes commands and options at the prompt of a shell.</summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add("bash", "zsh", "fish", "pwsh");
        Command command = new("completion") { shell };
        command.SetAction(parse =>
        {
            string name = parse.GetValue(shell)!;
            terminal.Output.Write(Completions.ScriptOf(name, terminal.Edition.Name) ?? throw new ArgumentException($"The shell is \"{name}\"; expected bash, zsh, fish or pwsh.\nhint: {terminal.Edition.Name} completion bash"));
            return ExitCode.Success;
        });
        return command;
    }
}
