namespace Headwater.Metrics;

/// <summary>The sufficient statistics of TER for one segment or, added up, for any set of segments. Immutable.</summary>
public sealed record TerStatistics
{
    /// <summary>Words inserted, deleted and substituted, and blocks of words shifted; the fewest over a segment's references.</summary>
    public required long Edits { get; init; }

    /// <summary>Words in the references, the mean over a segment's references.</summary>
    public required double ReferenceLength { get; init; }

    /// <summary>References per segment; null when the segments added up differ in it.</summary>
    public required int? ReferenceCount { get; init; }

    /// <summary>The statistics of both sets of segments together.</summary>
    public static TerStatistics operator +(TerStatistics left, TerStatistics right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        return new TerStatistics
        {
            Edits = left.Edits + right.Edits,
            ReferenceLength = left.ReferenceLength + right.ReferenceLength,
            ReferenceCount = left.ReferenceCount == right.ReferenceCount ? left.ReferenceCount : null,
        };
    }
}
