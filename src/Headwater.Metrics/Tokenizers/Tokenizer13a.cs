using System.Buffers;

namespace Headwater.Metrics;

/// <summary>NIST's mteval-v13a: its SGML entities and line ends undone, then <see cref="WesternRules"/>.</summary>
internal sealed class Tokenizer13a : SegmentTokenizer
{
    private static readonly SearchValues<char> NormalisedMarks = SearchValues.Create("&<\n");

    private readonly WesternRules _rules = new();
    private readonly List<char> _padded = [];

    public override void Append(ReadOnlySpan<char> segment, List<char> spaced)
    {
        _padded.Clear();
        _padded.Add(' ');                                // the rules look at the neighbour of a first and last character
        if (segment.ContainsAny(NormalisedMarks))
            _padded.AddRange(Normalise(segment.ToString()).AsSpan());
        else
            _padded.AddRange(segment);
        _padded.Add(' ');
        _rules.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_padded), spaced);
    }

    // One replacement after the other, as the definition has it: "&amp;lt;" becomes "<".
    private static string Normalise(string segment) => segment
        .Replace("<skipped>", "", StringComparison.Ordinal)
        .Replace("-\n", "", StringComparison.Ordinal)
        .Replace("\n", " ", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal);
}
