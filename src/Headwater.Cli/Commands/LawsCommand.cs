using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary><c>headwater laws</c>: the catalogue.</summary>
internal static class LawsCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output." };
        Command command = new("laws", "List the laws that have a name.") { json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(json))
            {
                WriteJson(terminal);
            }
            else
            {
                TablePrinter.Write(
                    terminal,
                    "Laws",
                    ["law", "equation", "source"],
                    LawCatalogue.All.Select(law => (IReadOnlyList<string>)[law.Name, law.Equation, law.Source]));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteJson(Terminal terminal) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("laws");
        foreach (LawFamily law in LawCatalogue.All)
        {
            json.WriteStartObject();
            json.WriteString("law", law.Name);
            json.WriteString("equation", law.Equation);
            json.WriteStartArray("coefficients");
            foreach (LawCoefficient coefficient in law.Coefficients)
            {
                json.WriteStringValue(coefficient.Name);
            }

            json.WriteEndArray();
            json.WriteNumber("huber_delta", law.HuberDelta);
            json.WriteString("source", law.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
