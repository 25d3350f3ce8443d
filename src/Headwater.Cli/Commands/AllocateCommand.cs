using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater allocate</c>: the best parameter count and tokens for budgets of compute.</summary>
internal static class AllocateCommand
{
    public static Command Create(Terminal terminal)
    {
        TableInput input = new(terminal);
        AllocationOptions defaults = new();
        Option<string[]> compute = new("--compute") { Description = "Compute budgets in FLOPs, such as 1e21,1e22 (6 FLOPs per parameter and token).", AllowMultipleArgumentsPerToken = true };
        Option<string> law = new("--law") { Description = "A law in N and D to fit: a name or an equation.", DefaultValueFactory = _ => defaults.Law };
        Option<bool> isoFlop = new("--isoflop") { Description = "Use IsoFLOP curves instead of a law: a parabola through the runs of each budget, and a line through the minima." };
        Option<string?> metric = new("--metric") { Description = "The metric to fit. Default: every loss." };
        Option<double> level = new("--level") { Description = "Level of the intervals, such as 0.9.", DefaultValueFactory = _ => defaults.Level };
        Option<int> resamples = new("--resamples") { Description = "Number of bootstrap refits.", DefaultValueFactory = _ => defaults.Resamples };
        Option<ulong> seed = new("--seed") { Description = "Seed of the draws." };
        Option<bool> allowExtrapolation = new("--allow-extrapolation") { Description = "Allocate more than 100 times the largest budget measured." };
        Command command = new("allocate");
        input.AddTablesTo(command);
        foreach (Option option in new Option[] { compute, law, isoFlop, metric, level, resamples, seed, allowExtrapolation, input.Json })
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            AllocationOptions options = defaults with
            {
                Compute = [.. (parse.GetValue(compute) ?? []).SelectMany(text => text.Split(',')).Select(BudgetOf)],
                Approach = parse.GetValue(isoFlop) ? AllocationApproach.IsoFlop : AllocationApproach.Law,
                Law = parse.GetValue(law)!,
                Metric = parse.GetValue(metric),
                Level = parse.GetValue(level),
                Resamples = parse.GetValue(resamples),
                Seed = parse.GetValue(seed),
                AllowExtrapolation = parse.GetValue(allowExtrapolation),
            };
            if (options.Compute.IsEmpty)
            {
                throw new ArgumentException("allocate needs a compute budget; expected one or more numbers of FLOPs.\nhint: --compute 1e21");
            }

            ObservationTable table = input.Read(parse);
            ComputeAllocation result = ComputeAllocation.Of(table, options);
            Reading reading = Reading.Over(table, ["parameters", "pretraining_tokens"], options.Metric) with { Warnings = result.Warnings };
            ReadingOutput output = new(terminal);
            output.Write(reading);
            if (parse.GetValue(input.Json))
            {
                JsonOutput.Write(terminal, json => LawsJson.WriteAllocations(json, result, reading));
            }
            else
            {
                WriteText(terminal, result);
            }

            output.WriteRemarks(result.Warnings.Select(warning => $"warning: {warning}"));
            return result.Allocations.IsEmpty ? ExitCode.Failed : ExitCode.Success;
        });
        return command;
    }

    private static double BudgetOf(string text) => NumberText.TryParse(text, out double budget) && budget > 0
        ? budget
        : throw new ArgumentException($"--compute is \"{text}\"; expected a positive number of FLOPs such as 1e21.\nhint: --compute 1e21");

    private static void WriteText(Terminal terminal, ComputeAllocation result)
    {
        foreach (IGrouping<SeriesKey, IsoFlopMinimum> group in result.Minima.GroupBy(minimum => minimum.Series))
        {
            TablePrinter.Write(
                terminal,
                $"{group.Key.Name}: the best size of each budget that was run",
                ["Compute", "Sizes", "Parameters", "Tokens", "Loss"],
                group.Select(minimum => (IReadOnlyList<string>)
                [
                    Readable.Count(minimum.Compute), Readable.Count(minimum.Sizes), Text(minimum.Parameters, Readable.Count), Text(minimum.Tokens, Readable.Count), Text(minimum.Loss, Digits),
                ]));
        }

        foreach (IGrouping<(SeriesKey Series, string Law), BudgetAllocation> group in result.Allocations.GroupBy(allocation => (allocation.Series, allocation.Law)))
        {
            TablePrinter.Write(
                terminal,
                $"{group.Key.Series.Name}: best split of compute by {group.Key.Law}, with {Readable.Percent(group.First().Level)} intervals",
                ["Compute", "Parameters", "Tokens", "Tokens per parameter", "a of N ~ C^a", "Loss", "Factor"],
                group.Select(allocation => (IReadOnlyList<string>)
                [
                    Readable.Count(allocation.Compute), Text(allocation.Parameters, Readable.Count), Text(allocation.Tokens, Readable.Count),
                    Digits(allocation.Tokens.Value / allocation.Parameters.Value), Text(allocation.Exponent, Digits), allocation.Loss is { } loss ? Text(loss, Digits) : "–",
                    Readable.Factor(allocation.ExtrapolationFactor),
                ]));
        }
    }

    private static string Text(EstimatedValue estimate, Func<double, string> format) =>
        estimate is { Low: { } low, High: { } high } ? $"{format(estimate.Value)} [{format(low)}, {format(high)}]" : format(estimate.Value);

    private static string Digits(double value) => Readable.Significant(value, 4);
}
