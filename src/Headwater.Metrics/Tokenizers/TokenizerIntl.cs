using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// The international rules of mteval-v14, by Unicode category, in passes as in <see cref="WesternRules"/>: punctuation apart after what is
/// not a number; then before what is not a number; every symbol apart.
/// </summary>
internal sealed class TokenizerIntl : SegmentTokenizer
{
    private readonly Scratch<int> _from = new();
    private readonly Scratch<int> _to = new();

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        _from.Clear();
        CodePoints.Append(segment, _from);
        _to.Clear();
        SeparateAfterNonNumber(_from.Span, _to);
        _from.Clear();
        SeparateBeforeNonNumber(_to.Span, _from);
        SeparateSymbols(_from.Span, spaced);
    }

    private static void SeparateAfterNonNumber(ReadOnlySpan<int> text, Scratch<int> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            output.Add(text[i]);
            if (!IsNumber(text[i]) && i + 1 < text.Length && IsPunctuation(text[i + 1]))
                output.Add([' ', text[++i], ' ']);
        }
    }

    private static void SeparateBeforeNonNumber(ReadOnlySpan<int> text, Scratch<int> output)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPunctuation(text[i]) && i + 1 < text.Length && !IsNumber(text[i + 1]))
                output.Add([' ', text[i], ' ', text[++i]]);
            else
                output.Add(text[i]);
        }
    }

    private static void SeparateSymbols(ReadOnlySpan<int> text, Scratch<char> output)
    {
        foreach (int codePoint in text)
        {
            bool isSymbol = IsSymbol(codePoint);
            if (isSymbol)
                output.Add(' ');
            CodePoints.Write(codePoint, output);
            if (isSymbol)
                output.Add(' ');
        }
    }

    private static bool IsNumber(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsPunctuation(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;
}
