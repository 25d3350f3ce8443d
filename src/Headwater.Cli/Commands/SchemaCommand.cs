using System.CommandLine;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater schema</c>: the JSON Schema of the study file, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("schema");
        command.SetAction(_ =>
        {
            terminal.Output.Write(StudySchema.Json);
            return ExitCode.Success;
        });
        return command;
    }
}
