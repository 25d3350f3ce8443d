using System.CommandLine;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater select</c>: which pretrained model to finetune, from results on small finetuning subsets; or how well such choices would have been.</summary>
internal static class SelectCommand
{
    private const string AllMethods = "all";

    public static Command Create(Terminal terminal)
    {
        TableInput input = new(terminal);
        Option<string?> at = new("--at") { Description = "The size of the full finetuning set, in the table's unit (examples or tokens): 1.6M." };
        Option<string> method = new("--method")
        {
            Description = $"{string.Join(", ", SelectionMethods.All.Select(SelectionMethods.NameOf))}; with --fit-below also {AllMethods}.",
            DefaultValueFactory = _ => SelectionMethods.NameOf(SelectionMethods.All[0]),
        };
        Option<string?> metric = new("--metric") { Description = "The metric to rank by. Default: every metric, with one ranking each." };
        Option<double> level = new("--level") { Description = "Level of the intervals: the share of measurements that they should contain.", DefaultValueFactory = _ => SelectionOptions.DefaultLevel };
        Option<bool> allowExtrapolation = new("--allow-extrapolation") { Description = "Rank at more than 100 times the largest size measured." };
        Option<string[]> fitBelow = new("--fit-below")
        {
            Description = "Evaluate the methods instead: rank from the sizes up to these shares of the largest size (0.125, or 1/8,1/16), and compare with the results at the largest size.",
            AllowMultipleArgumentsPerToken = true,
        };
        Command command = new("select");
        input.AddTablesTo(command);
        foreach (Option option in new Option[] { at, method, metric, level, allowExtrapolation, fitBelow, input.Json })
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = parse.GetValue(method)!;
            bool isJson = parse.GetValue(input.Json);
            ObservationTable table = input.Read(parse);
            Reading reading = Reading.OfSelection(table, parse.GetValue(metric));
            if (parse.GetValue(fitBelow) is { Length: > 0 } shares)
            {
                bool isAll = string.Equals(name, AllMethods, StringComparison.OrdinalIgnoreCase);
                SelectionMethod[] methods = isAll ? [.. SelectionMethods.All] : [SelectionMethods.Find(name)];
                double[] fractions = [.. shares.SelectMany(text => text.Split(',')).Select(ShareOf)];
                SelectOutput.Write(terminal, SelectionEvaluation.Of(table, parse.GetValue(metric), methods, fractions), reading, isJson);
                return ExitCode.Success;
            }

            SelectionOptions options = new()
            {
                FullSize = SizeOf(parse.GetValue(at)),
                Method = SelectionMethods.Find(name),
                Metric = parse.GetValue(metric),
                Level = parse.GetValue(level),
                AllowExtrapolation = parse.GetValue(allowExtrapolation),
            };
            SelectOutput.Write(terminal, ModelSelection.Of(table, options), reading, isJson);
            return ExitCode.Success;
        });
        return command;
    }

    private static double SizeOf(string? text) => text is null
        ? throw new ArgumentException(
            "select needs the size of the full finetuning set; expected --at with a number such as 1.6M, or --fit-below with a share to evaluate a table that has it.")
        : NumberText.TryParse(text, out double size) && size > 0 ? size
        : throw new ArgumentException($"--at is \"{text}\"; expected a positive number such as 1.6M.\nhint: --at 1.6M");

    // 0.125 or 1/8.
    private static double ShareOf(string text)
    {
        string[] parts = text.Split('/');
        double[] numbers = [.. parts.Select(part => NumberText.TryParse(part, out double number) ? number : double.NaN)];
        double share = numbers is [var above, var below] ? above / below : numbers is [var only] ? only : double.NaN;
        return share is > 0 and < 1 ? share : throw new ArgumentException($"--fit-below is \"{text}\"; expected a share between 0 and 1, such as 0.125 or 1/8.\nhint: --fit-below 0.125");
    }
}
