namespace Headwater.Metrics;

/// <summary>Sets every code point apart.</summary>
internal sealed class TokenizerChar : SegmentTokenizer
{
    private readonly Scratch<int> _codePoints = new();

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        _codePoints.Clear();
        CodePoints.AppendWithoutWhitespace(segment, _codePoints);
        foreach (int codePoint in _codePoints.Span)
        {
            CodePoints.Write(codePoint, spaced);
            spaced.Add(' ');
        }
    }
}
