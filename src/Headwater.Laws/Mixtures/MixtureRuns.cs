using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Runs that differ in their mixing rates, with every target measured on them, at one scale.</summary>
/// <param name="Design">The rates.</param>
/// <param name="Names">The name of each run's mixture.</param>
/// <param name="Targets">What was measured.</param>
public sealed record MixtureRuns(MixtureDesign Design, ImmutableArray<string> Names, ImmutableArray<MixtureTarget> Targets)
{
    /// <summary>The scale of the runs, for people; empty where the table has none.</summary>
    public string Scale { get; init; } = "";

    /// <summary>What a reader should know, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Runs at their mixing rates, from a table with columns <c>rate_CORPUS</c>. Of several scales, the one with the most mixtures is taken, and the larger of two with as many.</summary>
    /// <param name="table">The observations.</param>
    /// <param name="metric">The one metric to take; <c>null</c> for all.</param>
    /// <exception cref="InvalidDataException">The table has no rates, rates that do not sum to 1, or no measured value of the metric.</exception>
    public static MixtureRuns Of(ObservationTable table, string? metric = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        Observation[] rows = [.. table.Rows.Where(row => row.Rates.Count > 0)];
        if (rows.Length == 0)
        {
            throw new InvalidDataException("The table has no mixing rates; expected a column rate_CORPUS for each corpus, such as rate_en and rate_de.\nhint: name the columns with --rates en,de, or rename them to rate_en and rate_de");
        }

        Observation[] kept = metric is null ? rows : [.. rows.Where(row => string.Equals(row.Metric, metric, StringComparison.OrdinalIgnoreCase))];
        if (kept.Length == 0)
        {
            throw new ArgumentException($"--metric is \"{metric}\"; expected one of {string.Join(", ", rows.Select(row => row.Metric).Distinct())}.");
        }

        List<string> warnings = [];
        if (rows.Length < table.Rows.Length)
        {
            warnings.Add($"{table.Rows.Length - rows.Length} of {table.Rows.Length} rows have no mixing rates and are left out.");
        }

        ImmutableArray<string> corpora = [.. kept.SelectMany(row => row.Rates.Keys).Distinct().Order(StringComparer.Ordinal)];
        MixtureScale scale = MixtureScale.OfMost(kept, warnings);
        return Of(corpora, [.. kept.Where(row => MixtureScale.Of(row) == scale)], warnings) with { Scale = scale.Label };
    }

    /// <summary>Warnings about a table of mixtures to predict: one where its runs are of another scale than those that are fitted.</summary>
    public IEnumerable<string> WarningsAbout(ObservationTable others)
    {
        ArgumentNullException.ThrowIfNull(others);
        string[] scales = [.. others.Rows.Where(row => row.Rates.Count > 0).Select(row => MixtureScale.Of(row).Label).Distinct()];
        return scales.All(scale => scale.Length == 0 || scale == Scale) ? []
            : [$"The runs fitted are at {(Scale.Length > 0 ? Scale : "an unknown scale")} and the mixtures to predict at {string.Join("; ", scales.Where(scale => scale.Length > 0 && scale != Scale).Take(3))}: forecasts are values at the scale of the fit. Their order may carry over; their size does not."];
    }

    private static MixtureRuns Of(ImmutableArray<string> corpora, Observation[] rows, List<string> warnings)
    {
        IGrouping<string, Observation>[] mixtures = [.. rows.GroupBy(MixtureRates.KeyOf)];
        string[] names = MixtureRates.NamesOf(mixtures.Select(mixture => mixture.First()));
        double[][] rates = [.. mixtures.Select((mixture, index) => MixtureRates.Checked(mixture.First().Rates, corpora, names[index]))];
        Dictionary<string, int> places = mixtures.Select((mixture, index) => (mixture.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        bool isOneMetric = rows.Select(row => row.Metric).Distinct().Take(2).Count() == 1;
        List<MixtureTarget> targets = [];
        foreach (IGrouping<(string? Task, string Metric, double? Examples), Observation> target in rows.GroupBy(row => (row.Task, row.Metric, row.FinetuningExamples)))
        {
            double?[] values = new double?[names.Length];
            foreach (IGrouping<string, Observation> replicates in target.GroupBy(MixtureRates.KeyOf))
            {
                values[places[replicates.Key]] = replicates.Average(row => row.Value);
            }

            string name = target.Key.Task is not { } task ? target.Key.Metric : isOneMetric ? task : $"{target.Key.Metric}:{task}";
            bool hasSizes = rows.Where(row => row.Task == target.Key.Task && row.Metric == target.Key.Metric).Select(row => row.FinetuningExamples).Distinct().Take(2).Count() > 1;
            name = hasSizes && target.Key.Examples is { } examples ? $"{name} on {Numerals.Size(examples)}" : name;
            bool? direction = target.Select(row => row.HigherIsBetter).FirstOrDefault(flag => flag is not null) ?? MetricTraits.Of(target.Key.Metric).HigherIsBetter;
            targets.Add(new(name, target.Key.Task, target.Key.Metric, direction, [.. values]) { Examples = target.Key.Examples });
        }

        foreach (MixtureTarget target in targets.Where(target => target.Measured.Length < names.Length).Take(3))
        {
            warnings.Add($"{target.Name} has values for {target.Measured.Length} of {names.Length} runs; the others do not enter its fit.");
        }

        return new(new(corpora, rates), [.. names], [.. targets]) { Warnings = [.. warnings] };
    }
}
