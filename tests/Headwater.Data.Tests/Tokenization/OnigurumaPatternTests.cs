namespace Headwater.Data.Tests;

/// <summary>What is found where, as Oniguruma 6.9 finds it (through the `tokenizers` library, 0.23.2); · stands between the parts.</summary>
public sealed class OnigurumaPatternTests
{
    [Theory]
    [InlineData(@"[[:alpha:]]+", "ab12", "ab·12")]
    [InlineData(@"[[:^alpha:]]+", "ab12", "ab·12")]
    [InlineData(@"[^[:alpha:][:digit:]]+", "ab12,.", "ab12·,.")]
    [InlineData(@"[^\s[.,!?]]+", "Hello, you", "Hello·, ·you")]
    [InlineData(@" ?[^(\s|[.,!?…。])]+", "ab cd. (e)", "ab· cd·. (·e·)")]
    [InlineData(@"[a-z&&[^aeiou]]+", "hello", "h·e·ll·o")]
    [InlineData(@"[a-c&&[^b]]+", "abcb", "a·b·c·b")]
    [InlineData(@"[]a]", "]a", "]·a")]
    [InlineData(@"a{,2}b", "aabab", "aab·ab")]
    [InlineData(@"x{,2", "x{,2", "x{,2")]
    [InlineData(@"a{2}?b", "aabab", "aab·a·b")]
    [InlineData(@"a++a", "aaa", "aaa")]
    [InlineData(@"(a|b)*+c", "abc", "abc")]
    [InlineData(@"[^\r\n\p{L}\p{N}]?+\p{L}+", " ab c", " ab· c")]
    [InlineData(@"\w+", "पढ़ना हि", "पढ़ना· ·हि")]
    [InlineData(@"\w+", "ⅣⓐX_9 -", "ⅣⓐX_9· -")]
    [InlineData(@"\w+|[^\w\s]+", "a½b", "a½b")] // ½ belongs to \w alone, and not in brackets
    [InlineData(@"[\w]+", "a½b", "a·½·b")]
    [InlineData(@"\b", "हि न", "हि· ·न")]
    [InlineData(@"\h+", "aF-g", "aF·-g")]
    [InlineData(@"a$", "a\nba\n", "a·\nb·a·\n")]
    [InlineData(@"^b", "a\nb", "a\n·b")]
    [InlineData(@"(?m:.)+", "a\nb", "a\nb")]
    [InlineData(@".", "a\nb", "a·\n·b")]
    [InlineData(@"(?i:[s])+", "sSſ", "sSſ")]
    [InlineData(@"(?i:'K)", "'\u212A'k", "'\u212A·'k")]
    [InlineData(@"a(?i)b|c", "aB C c", "aB· C c")]
    [InlineData(@"(?x) a b # c", "ab", "ab")]
    [InlineData(@"\p{^L}+", "ab12", "ab·12")]
    [InlineData(@"\P{L}", "1a", "1·a")]
    [InlineData(@"\p{letter}", "a1", "a·1")]
    [InlineData(@"(?<!a|bb)c", "ac bbc c", "ac bbc ·c")]
    [InlineData(@"\p{L}+", "𠀀𐐀a😀", "𠀀𐐀a·😀")] // beyond U+FFFF
    [InlineData(@"\p{N}{1,3}", "𝟏𝟐𝟑𝟒", "𝟏𝟐𝟑·𝟒")]
    [InlineData(@"[^\s\p{L}]+", "a🄰😀 b", "a·🄰😀· b")]
    [InlineData(@"\w+", "x🄰😀", "x🄰·😀")]
    [InlineData(@"\s*", "a b", "a· ·b")]
    public void Cut_PatternsOfOniguruma_FindTheSame(string pattern, string text, string expected)
    {
        List<TextPart> parts = [];
        PatternMatcher.Of(pattern).Cut(text, parts);

        Assert.Equal(expected, string.Join('·', parts.Where(part => part.End > part.Start).Select(part => text[part.Start..part.End])));
    }

    [Theory]
    [InlineData(@"\p{Han}+", @"the property \p{Han}")]
    [InlineData(@"[[:nothing:]]", "the bracket [:nothing:]")]
    [InlineData(@"a\Kb", @"\K")]
    [InlineData(@"\X", @"\X")]
    [InlineData(@"(?~a)", "the group (?~a…)")]
    [InlineData(@"[😀]", "a character beyond U+FFFF in a set")]
    [InlineData(@"(?i:ß)", "ß in any case")]
    [InlineData(@"(?i:ss)", "ss in any case")]
    [InlineData(@"\303\251", "a number of more than one digit behind a backslash")]
    [InlineData(@"\xe9", @"\xE9, a byte that is no character,")]
    [InlineData(@"(a", "a parenthesis that is not closed")]
    [InlineData(@"a)", "a closing parenthesis without an opening one")]
    [InlineData(@"[a", "a set that is not closed")]
    [InlineData(@"*a", "a * with nothing before it")]
    public void Of_WhatHasNoTranslation_IsRefusedByName(string pattern, string what)
    {
        string message = Assert.Throws<InvalidDataException>(() => PatternMatcher.Of(pattern)).Message;

        Assert.StartsWith($"the pattern {pattern} holds {what} at character ", message);
    }
}
