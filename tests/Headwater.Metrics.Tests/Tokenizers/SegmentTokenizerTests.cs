using System.Text.RegularExpressions;
using CsCheck;

namespace Headwater.Metrics.Tests;

public class SegmentTokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("A river, a stream.", "A river , a stream .")]
    [InlineData("It costs 3.50, or 1,000.", "It costs 3.50 , or 1,000 .")]
    [InlineData("a.,5", "a . ,5")]                                    // the point uses the letter up, so the comma is not looked at
    [InlineData("well-known 10-fold", "well-known 10 - fold")]
    [InlineData("(yes) [no] {so}", "( yes ) [ no ] { so }")]
    [InlineData("it's $5 & 7%", "it's $ 5 & 7 %")]
    [InlineData("&quot;a&quot; &amp;lt; b&gt;", "\" a \" < b >")]
    [InlineData("one<skipped>two", "onetwo")]
    [InlineData("split-\nword and\nline", "splitword and line")]
    [InlineData("„Fluß“ – ja…", "„Fluß“ – ja…")]                      // only ASCII punctuation is known
    [InlineData("a\u00A0b\u001Fc", "a b c")]
    public void Append_13a_SeparatesWesternPunctuation(string segment, string expected) =>
        Assert.Equal(expected, Tokens.Of(segment, BleuTokenizer.V13a));

    [Theory]
    [InlineData("A river, a stream.", "A river , a stream .")]
    [InlineData("It costs 3.50, or €1,000 now.", "It costs 3.50 , or € 1,000 now .")]
    [InlineData("„Fluß“ – ja…", "„ Fluß “ – ja …")]
    [InlineData("it's 5 𝟙.𝟙 👍", "it ' s 5 𝟙.𝟙 👍")]
    [InlineData("7.", "7.")]                                          // nothing follows the point, and a number precedes it
    public void Append_Intl_SeparatesUnicodePunctuation(string segment, string expected) =>
        Assert.Equal(expected, Tokens.Of(segment, BleuTokenizer.Intl));

    [Theory]
    [InlineData("ab c", "a b c")]
    [InlineData("河👍流", "河 👍 流")]
    public void Append_Char_SeparatesCodePoints(string segment, string expected) =>
        Assert.Equal(expected, Tokens.Of(segment, BleuTokenizer.Char));

    [Theory]
    [InlineData("河流有3.5公里。", "河 流 有 3.5 公 里 。")]
    [InlineData("用iPhone 5,很好", "用 iPhone 5 , 很 好")]
    [InlineData("他说“好”…", "他 说 “ 好 ” …")]
    [InlineData("𠀀𠀁", "𠀀𠀁")]                                        // above U+FFFF stays whole, as in the reference tool
    public void Append_Zh_SeparatesChineseCharacters(string segment, string expected) =>
        Assert.Equal(expected, Tokens.Of(segment, BleuTokenizer.Zh));

    [Fact]
    public void Append_None_KeepsTheText() => Assert.Equal("a,b (c)", Tokens.Of(" a,b  (c) ", BleuTokenizer.None));

    [Fact]
    public void Append_13aOnAnyText_EqualsThePublishedExpressions() =>
        Gen.Char["ab1 2.,-('&;<é$/[}"].Array[0, 30].Select(characters => new string(characters))
            .Sample(text => Assert.Equal(Plain13a(text), Tokens.Of(text, BleuTokenizer.V13a)), iter: 20_000);

    [Fact]
    public void Append_IntlOnAnyText_EqualsThePublishedExpressions() =>
        Gen.Char["ab1 2.,-('+é€²½”…"].Array[0, 30].Select(characters => new string(characters))
            .Sample(text => Assert.Equal(PlainIntl(text), Tokens.Of(text, BleuTokenizer.Intl)), iter: 20_000);

    // The rules as regular expressions: slow and plain, the oracle for the passes. Good for text without entities and without surrogates.
    private static string Plain13a(string text)
    {
        text = Regex.Replace($" {text} ", @"([\{-\~\[-\` -\&\(-\+\:-\@\/])", " $1 ");
        text = Regex.Replace(text, @"([^0-9])([\.,])", "$1 $2 ");
        text = Regex.Replace(text, @"([\.,])([^0-9])", " $1 $2");
        text = Regex.Replace(text, @"([0-9])(-)", "$1 $2 ");
        return string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string PlainIntl(string text)
    {
        text = Regex.Replace(text, @"(\P{N})(\p{P})", "$1 $2 ");
        text = Regex.Replace(text, @"(\p{P})(\P{N})", " $1 $2");
        text = Regex.Replace(text, @"(\p{S})", " $1 ");
        return string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
