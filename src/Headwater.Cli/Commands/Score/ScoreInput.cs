using System.Collections.Immutable;
using System.Text;

namespace Headwater.Cli;

/// <summary>Segments with the name of where they come from.</summary>
internal sealed record SegmentStream(string Name, string[] Segments);

/// <summary>What is scored: reference streams and systems, all of one length.</summary>
internal sealed record ScoreInput(ImmutableArray<SegmentStream> References, ImmutableArray<SegmentStream> Systems)
{
    public IReadOnlyList<IReadOnlyList<string>> ReferenceStreams => [.. References.Select(reference => reference.Segments)];

    /// <summary>Throws where a stream is empty, or its length differs from the first reference's.</summary>
    public void Check() => CheckLengths([.. References.Concat(Systems).Select(stream => (stream.Name, (long)stream.Segments.Length))]);

    /// <summary>The same of streams by name and length, the first reference first.</summary>
    public static void CheckLengths(ImmutableArray<(string Name, long Lines)> streams)
    {
        (string Name, long Lines) first = streams[0];
        if (first.Lines == 0)
        {
            throw new InvalidDataException($"{first.Name} has no lines; expected one segment per line.");
        }

        foreach ((string Name, long Lines) other in streams.Where(other => other.Lines != first.Lines))
        {
            ((string Name, long Lines) longer, (string Name, long Lines) shorter) = other.Lines > first.Lines ? (other, first) : (first, other);
            throw new InvalidDataException(
                $"{other.Name} has {Text(other.Lines)} and {first.Name} has {Text(first.Lines)}; expected the same number of lines. Line {shorter.Lines + 1} of {longer.Name} has no counterpart.");
        }
    }

    private static string Text(long lines) => lines == 1 ? "1 line" : $"{lines} lines";
}

/// <summary>Files that can be scored while they are read: one reference a line, one system a file.</summary>
internal sealed record ScoreFiles(ImmutableArray<string> References, ImmutableArray<string> Systems, Encoding Encoding);
