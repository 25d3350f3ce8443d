namespace Headwater.Metrics;

/// <summary>
/// White space as the reference tool sees it: Unicode's, and the four information separators U+001C to U+001F, which .NET does not count.
/// </summary>
internal static class Whitespace
{
    public static bool Has(char c) => c <= ' ' ? c is ' ' or >= '\t' and <= '\r' or >= '\u001C' : c > '~' && char.IsWhiteSpace(c);

    public static bool Has(int codePoint) => codePoint <= char.MaxValue && Has((char)codePoint);

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        int length = text.Length;
        while (length > 0 && Has(text[length - 1]))
            length--;
        return text[..length];
    }

    /// <summary>The parts of <paramref name="text"/> between runs of white space, without copying.</summary>
    public static Words Split(ReadOnlySpan<char> text) => new(text);

    internal ref struct Words(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Words GetEnumerator() => this;

        public bool MoveNext()
        {
            int start = 0;
            while (start < _rest.Length && Has(_rest[start]))
                start++;
            int end = start;
            while (end < _rest.Length && !Has(_rest[end]))
                end++;
            Current = _rest[start..end];
            _rest = _rest[end..];
            return !Current.IsEmpty;
        }
    }
}
