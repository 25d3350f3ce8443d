using System.Collections.Immutable;

namespace Headwater.Cli;

/// <summary>Segments with the name of where they come from.</summary>
internal sealed record SegmentStream(string Name, string[] Segments);

/// <summary>What is scored: reference streams and systems, all of one length.</summary>
internal sealed record ScoreInput(ImmutableArray<SegmentStream> References, ImmutableArray<SegmentStream> Systems)
{
    public IReadOnlyList<IReadOnlyList<string>> ReferenceStreams => [.. References.Select(reference => reference.Segments)];

    /// <summary>Throws where a stream is empty, or its length differs from the first reference's.</summary>
    public void Check()
    {
        SegmentStream first = References[0];
        if (first.Segments.Length == 0)
        {
            throw new InvalidDataException($"{first.Name} has no lines; expected one segment a line.");
        }

        foreach (SegmentStream other in References.Skip(1).Concat(Systems).Where(other => other.Segments.Length != first.Segments.Length))
        {
            (SegmentStream longer, SegmentStream shorter) = other.Segments.Length > first.Segments.Length ? (other, first) : (first, other);
            throw new InvalidDataException(
                $"{other.Name} has {Lines(other)} and {first.Name} has {Lines(first)}; expected as many in each. Line {shorter.Segments.Length + 1} of {longer.Name} is the first without a partner.");
        }
    }

    private static string Lines(SegmentStream stream) => stream.Segments.Length == 1 ? "1 line" : $"{stream.Segments.Length} lines";
}
