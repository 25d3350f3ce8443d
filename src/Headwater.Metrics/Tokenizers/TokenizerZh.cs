namespace Headwater.Metrics;

/// <summary>Sets Chinese characters and full-width punctuation apart, then applies <see cref="WesternRules"/> to the rest.</summary>
internal sealed class TokenizerZh : SegmentTokenizer
{
    private readonly WesternRules _rules = new();
    private readonly Scratch<char> _separated = new();

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced)
    {
        _separated.Clear();
        foreach (char c in segment)
        {
            if (IsChinese(c))
                _separated.Add([' ', c, ' ']);
            else
                _separated.Add(c);
        }
        _rules.Append(_separated.Span, spaced);
    }

    // The reference tool writes its two ranges above U+FFFF with four hexadecimal digits and a stray fifth character, so what it compares
    // is U+2001..U+2A6D and U+2F81..U+2FA1. Kept, for equal scores: “ ” … are set apart, characters above U+FFFF are not.
    private static bool IsChinese(char c) => c is
        >= '\u3400' and <= '\u4DB5' or                   // ideographs, extension A
        >= '\u4E00' and <= '\u9FBB' or                   // ideographs
        >= '\uF900' and <= '\uFA2D' or >= '\uFA30' and <= '\uFA6A' or >= '\uFA70' and <= '\uFAD9' or // compatibility ideographs
        >= '\u2001' and <= '\u2A6D' or                   // meant: extension B; holds punctuation, symbols U+2600..U+27BF
        >= '\uFF00' and <= '\uFFEF' or                   // full width forms
        >= '\u2E80' and <= '\u2EFF' or >= '\u2F00' and <= '\u2FDF' or >= '\u2FF0' and <= '\u2FFF' or // radicals, structure
        >= '\u3000' and <= '\u303F' or                   // punctuation
        >= '\u3100' and <= '\u312F' or >= '\u31A0' and <= '\u31BF' or >= '\u31C0' and <= '\u31EF' or // phonetic symbols, strokes
        >= '\uFE10' and <= '\uFE1F' or >= '\uFE30' and <= '\uFE4F' or // vertical and compatibility forms
        >= '\u3200' and <= '\u33FF';                     // enclosed and squared
}
