using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// The mean of scores that were given to every segment, by a model such as COMET or by people, as a score of the test set. Its unit is that of
/// the scores. Immutable.
/// </summary>
public sealed record SegmentMean : MetricScore
{
    /// <summary>The number of segments.</summary>
    public required int Segments { get; init; }

    /// <summary>
    /// The mean of a table of segment scores. The signature says that it is one, over how many segments, and what made the scores,
    /// <paramref name="version"/>, if that is known. Throws when <paramref name="name"/> or the version holds <c>|</c>.
    /// </summary>
    public static SegmentMean Of(SegmentTable scores, string name, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains('|', StringComparison.Ordinal) || version?.Contains('|', StringComparison.Ordinal) == true)
            throw new ArgumentException($"The metric is called \"{name}\" of version \"{version}\"; expected names without |, which parts a signature.");

        string signature = string.Create(CultureInfo.InvariantCulture, $"segments:{scores.Count}|mean:yes|version:{version ?? "unknown"}");
        return new SegmentMean
        {
            Name = name,
            Score = scores.Score(),
            Segments = scores.Count,
            Signature = signature,
            ShortSignature = signature,
        };
    }
}
