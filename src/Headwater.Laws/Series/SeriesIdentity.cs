using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>
/// Which rows are of one series: those that agree in the <c>series</c> column, their source and their metric, or, without such a column, in all that
/// identifies them and is no scale variable of the law.
/// </summary>
internal sealed class SeriesIdentity : IEqualityComparer<Observation>
{
    private readonly bool _isOverRates;

    public SeriesIdentity(IReadOnlyCollection<string> scaleColumns)
    {
        _isOverRates = scaleColumns.Any(ScaleColumns.IsRate);
        Columns = [.. ObservationColumn.All.Where(column => IsIdentity(column.Name, scaleColumns))];
    }

    /// <summary>The columns that identify a series.</summary>
    public ObservationColumn[] Columns { get; }

    /// <summary>Whether the mixing rates of a row identify its series: those of a mixture without a name, unless the law goes over them.</summary>
    public bool IncludesRates(Observation row) => !_isOverRates && row.PretrainingData is null && row.Series is null;

    public bool Equals(Observation? x, Observation? y)
    {
        if (x is null || y is null)
        {
            return x == y;
        }

        return x.Series is not null || y.Series is not null
            ? x.Series == y.Series && x.Source == y.Source && x.Metric == y.Metric
            : Array.TrueForAll(Columns, column => column.AreEqual(x, y)) && (!IncludesRates(x) || RowComparer.AreEqual(x.Rates, y.Rates));
    }

    public int GetHashCode([DisallowNull] Observation obj)
    {
        if (obj.Series is not null)
        {
            return HashCode.Combine(obj.Series, obj.Source, obj.Metric);
        }

        HashCode hash = default;
        foreach (ObservationColumn column in Columns)
        {
            hash.Add(column.HashOf(obj));
        }

        return hash.ToHashCode();
    }

    private static bool IsIdentity(string column, IReadOnlyCollection<string> scaleColumns)
    {
        // The two finetuning sizes go together, and so do a model's name and its sizes, a mixture's name and its rates; compute and a measured loss
        // go with every size.
        bool any = scaleColumns.Contains("compute") || scaleColumns.Contains(ScaleColumns.MeasuredLoss);
        bool finetuning = scaleColumns.Contains(ScaleColumns.MeasuredLoss) || scaleColumns.Contains("finetuning_examples") || scaleColumns.Contains("finetuning_tokens");
        bool size = any || scaleColumns.Contains("parameters") || scaleColumns.Contains("parameters_without_embeddings");
        bool tokens = any || scaleColumns.Contains("pretraining_tokens") || scaleColumns.Contains("unique_tokens");
        return column switch
        {
            "source" or "series" or "finetuning_data" or "task" or "shots" or "metric" or "signature" => true,
            "pretraining_data" => !scaleColumns.Any(ScaleColumns.IsRate),
            "parameters" or "model" => !size,
            "pretraining_tokens" => !tokens,
            "finetuning_examples" or "finetuning_tokens" => !finetuning,
            _ => false,
        };
    }
}
