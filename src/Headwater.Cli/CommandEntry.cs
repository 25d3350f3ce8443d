using System.CommandLine;

namespace Headwater.Cli;

/// <summary>A command as the list of commands shows it, without its options.</summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Arguments">Its arguments, as the list shows them behind the name; may be empty.</param>
/// <param name="Description">What it does.</param>
/// <param name="Make">Makes it with its options.</param>
internal sealed record CommandEntry(string Name, string Arguments, string Description, Func<Terminal, Command> Make)
{
    /// <summary>True for a command that only programs call: the list leaves it out.</summary>
    public bool IsHidden { get; init; }

    public Command Create(Terminal terminal)
    {
        Command command = Make(terminal);
        command.Description = Description;
        command.Hidden = IsHidden;
        return command;
    }
}
