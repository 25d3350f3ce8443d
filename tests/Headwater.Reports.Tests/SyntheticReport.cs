using System.Collections.Immutable;

namespace Headwater.Reports.Tests;

/// <summary>Reports made by hand, around <see cref="SyntheticAnalysis"/>.</summary>
internal static class SyntheticReport
{
    public static ReportInput Study(Func<string, string>? rename = null) => new()
    {
        Title = (rename ?? (name => name))("captions-en-de"),
        Analysis = SyntheticAnalysis.Study(rename),
        Study = Evidence(rename ?? (name => name)),
    };

    public static ReportInput Bare() => new() { Title = "table.csv", Analysis = SyntheticAnalysis.Bare() };

    private static StudyEvidence Evidence(Func<string, string> rename) => new()
    {
        TextTables = [Table("shares", "Composition of each mixture", ("mixture", [rename("en+de"), rename("en+de")]), ("corpus", ["de", "en"]), ("rate", ["50%", "50%"]))],
        RunTables =
        [
            Table("settings", "Settings", ("setting", ["Seed", "Machines"]), ("value", ["1", "Linux, X64, 2 cores"])),
            Table("runs", "Runs", ("label", [rename("en+de"), "en+de at 4M, 2K examples", "cs at 1M, 8K examples"]), ("state", ["done", "done", "failed"]), ("note", ["1.29 passes over de.", "", "The loss was not finite at step 40."])),
        ],
        Notes = ["1 run failed: cs at 1M, 8K examples. Their measurements are missing here."],
        Comparisons = [Pair("en+de at 4M", "from scratch", 11.2), Pair("en+de at 4M", "cs at 4M", 9.1)],
        Cost = new StudyCost
        {
            SpentSeconds = 574, SpentFlops = 0, FinishedRuns = 2, PlannedRuns = 3, LeftSeconds = 0, FinetuningSeconds = 63, MixtureSeconds = null,
            SecondsByMixture = ImmutableSortedDictionary<string, double>.Empty, FlopsByMixture = ImmutableSortedDictionary<string, double>.Empty,
        },
        Finetuning = new FinetuningLength { Steps = 200, Batch = 32, Finished = 1, BestAtTheEnd = 0 },
        HasMixtures = true,
        Failed = 1,
    };

    private static ReportTable Table(string name, string title, params (string Name, ImmutableArray<string> Cells)[] columns) => new()
    {
        Name = name,
        Title = title,
        Columns = [.. columns.Select(column => new ReportColumn(column.Name, column.Name))],
        Rows = [.. Enumerable.Range(0, columns[0].Cells.Length).Select(row => (ImmutableArray<ReportCell>)[.. columns.Select(column => ReportCell.FromString(column.Cells[row]))])],
    };

    private static Comparison Pair(string left, string right, double difference) => new()
    {
        Metric = "bleu", Setting = "2K examples", Left = left, Right = right, LeftScore = 16.4, RightScore = 16.4 - difference, Difference = difference, StandardError = 0.41, PValue = 0.0002,
    };
}
