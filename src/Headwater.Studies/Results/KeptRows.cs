using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Rows of runs that were made elsewhere and whose folders are gone, such as those of an observations.csv in a repository. The id of a run holds everything
/// that determines its result, so rows count where their run is one that the study plans, and that run is not made again.
/// </summary>
internal sealed class KeptRows
{
    private readonly ILookup<string, Observation> _rows;

    private KeptRows(IEnumerable<Observation> rows) => _rows = rows.Where(row => row.Run is not null).ToLookup(row => row.Run!, StringComparer.Ordinal);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>What was brought into a study's folder.</summary>
    public static KeptRows Read(StudyFolder folder) => new(RowsOf(folder.KeptFile));

    /// <summary>The same with the rows that a study names, which may not have been brought yet.</summary>
    /// <exception cref="InvalidDataException">The file that it names is no table of observations.</exception>
    public static KeptRows Read(StudyFolder folder, StudySpec spec) => new(Merged(folder, spec));

    /// <summary>Copies the rows that a study names into its folder, beside those that are there; a file that is not there brings none.</summary>
    /// <exception cref="InvalidDataException">The file is no table of observations.</exception>
    public static void Bring(StudySpec spec, StudyFolder folder)
    {
        if (spec.Observations is { } file && File.Exists(file))
            RecordFile.WriteText(folder.KeptFile, new ObservationTable([.. Merged(folder, spec)]).ToCsv());
    }

    // What a study names comes first; what was brought earlier and is there no longer stays.
    private static IEnumerable<Observation> Merged(StudyFolder folder, StudySpec spec)
    {
        ImmutableArray<Observation> named = RowsOf(spec.Observations);
        HashSet<(string?, string)> known = [.. named.Select(row => (row.Run, row.Metric))];
        return [.. named, .. RowsOf(folder.KeptFile).Where(row => !known.Contains((row.Run, row.Metric)))];
    }

    private static ImmutableArray<Observation> RowsOf(string? file) => File.Exists(file) ? ObservationTable.Read(file).Rows : [];

    /// <summary>Whether a run's rows are here.</summary>
    public bool Holds(string run) => _rows.Contains(run);

    /// <summary>The rows of the finetuning that fills a cell.</summary>
    public IEnumerable<Observation> Of(StudyCell cell) => cell.Run is null ? [] : _rows[cell.Run];

    /// <summary>Whether every metric that the study asks for of a cell is here.</summary>
    public bool Cover(StudyPlan plan, StudyCell cell) => cell.Run is not null && Holds(cell.Run) && ObservationCollector.MetricsOf(plan, cell.Task)
        .Where(metric => metric != MetricNames.Forgetting || cell.Mixture != StudyPlan.Scratch)
        .All(metric => _rows[cell.Run].Any(row => row.Metric == metric));
}
