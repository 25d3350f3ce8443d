using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Studies;
using Headwater.Tables;

namespace Headwater.Cli;

/// <summary><c>headwater align</c>: how close corpora are to a translation task, before anything is trained; and whether that told the benefit that was measured.</summary>
internal static class AlignCommand
{
    private static readonly AlignmentOptions Defaults = new();

    public static Command Create(Terminal terminal)
    {
        AlignTexts texts = new(terminal);
        Option<string?> against = new("--against") { Description = "A table of observations or a study's folder: compares the order of the mixtures by each measure with their order by measured benefit." };
        Option<string?> csv = new("--csv") { Description = "Write each measure as an observation into this file." };
        Option<string> sample = new("--sample") { Description = "Bytes of text to sample from each mixture, such as 2M; the same for all mixtures.", DefaultValueFactory = _ => "2M" };
        Option<ulong> seed = new("--seed") { Description = "Seed of the draws.", DefaultValueFactory = _ => Defaults.Seed };
        Option<bool> json = StudyInput.Json();
        Command command = new("align");
        texts.AddTo(command);
        foreach (Option option in new Option[] { against, csv, sample, seed, json })
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            AlignmentOptions options = Defaults with { Bytes = BytesOf(parse.GetValue(sample)!), Seed = parse.GetValue(seed) };
            ImmutableArray<TransferBenefit> benefits = parse.GetValue(against) is { } table ? Benefits(table) : [];
            ImmutableSortedDictionary<string, TaskAlignment> alignments = texts.Measure(parse, options);
            if (parse.GetValue(csv) is { } file)
            {
                new ObservationTable([.. alignments.SelectMany(task => StudyAlignment.Observations(null, task.Key, task.Value))]).WriteCsv(file);
            }

            ImmutableArray<MeasureAgreement> agreements = [.. alignments.SelectMany(task => MeasureAgreement.Of(task.Key, task.Value, benefits))];
            AlignOutput.Write(terminal, alignments, agreements, parse.GetValue(json));
            if (!benefits.IsEmpty && agreements.IsEmpty)
            {
                terminal.Error.WriteLine($"warning: {parse.GetValue(against)} has fewer than three of these mixtures for the {(alignments.Count == 1 ? "task" : "tasks")} {string.Join(", ", alignments.Keys)}; the comparison is skipped.");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static ImmutableArray<TransferBenefit> Benefits(string table)
    {
        ImmutableArray<TransferBenefit> benefits = TransferBenefit.Of(TableReader.Read([table], new TableOptions(), TextReader.Null));
        return benefits.IsEmpty
            ? throw new ArgumentException($"--against {table}: no count of pretraining tokens has results for enough mixtures; expected at least three mixtures at one count.\nhint: give the table of a study that compares them.")
            : benefits;
    }

    private static long BytesOf(string text) => NumberText.TryParse(text, out double bytes) && bytes is >= 1000 and <= 1e9
        ? (long)bytes
        : throw new ArgumentException($"--sample is \"{text}\"; expected bytes from 1K to 1B, such as 2M.\nhint: --sample 2M");
}
