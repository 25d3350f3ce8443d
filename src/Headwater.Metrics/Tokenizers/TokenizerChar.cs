using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>Sets every code point apart.</summary>
internal sealed class TokenizerChar : SegmentTokenizer
{
    private readonly List<int> _codePoints = [];

    public override void Append(ReadOnlySpan<char> segment, List<char> spaced)
    {
        _codePoints.Clear();
        CodePoints.AppendWithoutWhitespace(segment, _codePoints);
        foreach (int codePoint in CollectionsMarshal.AsSpan(_codePoints))
        {
            CodePoints.Write(codePoint, spaced);
            spaced.Add(' ');
        }
    }
}
