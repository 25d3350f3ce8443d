using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary><c>headwater laws</c>: the catalogue, or one law of it.</summary>
internal static class LawsCommand
{
    private const int Width = 80;

    public static Command Create(Terminal terminal)
    {
        Argument<string?> name = new("law") { Description = "The name of a law, or an equation.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output." };
        Command command = new("laws") { name, json };
        command.SetAction(parse =>
        {
            string? chosen = parse.GetValue(name);
            LawFamily[] laws = chosen is null ? [.. LawCatalogue.All] : [LawCatalogue.Find(chosen)];
            NaiveRival[] rivals = chosen is null ? [.. LawCatalogue.Rivals] : [];
            if (parse.GetValue(json))
            {
                WriteJson(terminal, laws, rivals);
            }
            else
            {
                WriteText(terminal, laws, rivals);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteText(Terminal terminal, LawFamily[] laws, NaiveRival[] rivals)
    {
        foreach (LawFamily law in laws)
        {
            terminal.Output.WriteLine(law.Name);
            WriteLines(terminal, law.Name == law.Equation ? [] : [law.Equation]);
            WriteLines(terminal, [.. law.Use.Length == 0 ? [] : new[] { law.Use }, string.Join(", ", law.Coefficients.Select(DomainOf)), law.Source, $"fit: {law.ErrorModel}; delta {Number(law.HuberDelta)}"]);
            terminal.Output.WriteLine();
        }

        foreach (NaiveRival rival in rivals)
        {
            terminal.Output.WriteLine($"{rival.Name} (a naive rival that laws are compared with)");
            WriteLines(terminal, [rival.Description, rival.Use]);
            terminal.Output.WriteLine();
        }

        WriteLines(terminal, ["D pretraining_tokens, N parameters, F finetuning_examples or finetuning_tokens, C compute, U unique_tokens, L the cross-entropy measured on the same model, rate_X the mixing rate of corpus X."]);
    }

    private static void WriteLines(Terminal terminal, IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            string line = " ";
            foreach (string word in text.Split(' '))
            {
                if (line.Length + 1 + word.Length > Width)
                {
                    terminal.Output.WriteLine(line);
                    line = "   ";
                }

                line += " " + word;
            }

            terminal.Output.WriteLine(line);
        }
    }

    private static string DomainOf(LawCoefficient coefficient) => $"{coefficient.Name} {NameOf(coefficient.Domain)}{(coefficient.Maximum is { } maximum ? $" to {Number(maximum)}" : "")}";

    private static string NameOf(CoefficientDomain domain) => domain switch
    {
        CoefficientDomain.Positive => "positive",
        CoefficientDomain.NonNegative => "non-negative",
        CoefficientDomain.UnitInterval => "unit",
        _ => "real",
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void WriteJson(Terminal terminal, LawFamily[] laws, NaiveRival[] rivals) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("laws");
        foreach (LawFamily law in laws)
        {
            WriteLaw(json, law);
        }

        json.WriteEndArray();
        json.WriteStartArray("rivals");
        foreach (NaiveRival rival in rivals)
        {
            json.WriteStartObject();
            json.WriteString("rival", rival.Name);
            json.WriteString("description", rival.Description);
            json.WriteString("use", rival.Use);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteLaw(Utf8JsonWriter json, LawFamily law)
    {
        json.WriteStartObject();
        json.WriteString("law", law.Name);
        json.WriteString("equation", law.Equation);
        json.WriteString("target", law.Target);
        WriteNames(json, "variables", law.Symbols);
        WriteNames(json, "coefficients", law.Coefficients.Select(coefficient => coefficient.Name));
        json.WriteStartObject("domains");
        foreach (LawCoefficient coefficient in law.Coefficients)
        {
            json.WriteString(coefficient.Name, DomainOf(coefficient)[(coefficient.Name.Length + 1)..]);
        }

        json.WriteEndObject();
        json.WriteNumber("huber_delta", law.HuberDelta);
        json.WriteString("error_model", law.ErrorModel);
        json.WriteString("source", law.Source);
        json.WriteString("use", law.Use);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
