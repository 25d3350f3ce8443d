using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// What the observations of one series have in common, as ordered pairs of column name and text: <c>pretraining_data = en</c>,
/// <c>finetuning_examples = 2000</c>, <c>metric = bleu</c>. Keys with equal pairs are equal.
/// </summary>
public sealed record SeriesKey(ImmutableArray<KeyValuePair<string, string>> Parts)
{
    private readonly string? _name;

    /// <summary>All pairs on one line: what identifies the series, whatever else a table holds.</summary>
    public string Label => string.Join(", ", Parts.Select(part => $"{part.Key} {part.Value}"));

    /// <summary>The mixture, the metric and what distinguishes the series from the others of its table, on one line; for a message.</summary>
    public string Name
    {
        get => _name ?? Label;
        init => _name = value;
    }

    /// <summary>The text of a column, or <c>null</c> where the series has none.</summary>
    public string? this[string column] => Parts.FirstOrDefault(part => part.Key == column).Value;

    /// <inheritdoc/>
    public bool Equals(SeriesKey? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, string> part in Parts)
        {
            hash.Add(part.Key);
            hash.Add(part.Value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
