using System.Text;

namespace Headwater.Data.Tests;

public sealed class TextSampleTests
{
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 2000).Select(number => $"document {number:0000}")];   // 13 bytes each

    [Fact]
    public void Of_MoreBytesThanTheTextHas_HoldsEveryDocumentOnce()
    {
        TextSample sample = TextSample.Of(Numbers, long.MaxValue, seed: 1);

        Assert.Equal(Numbers.Order(StringComparer.Ordinal), sample.Passages.Order(StringComparer.Ordinal));
        Assert.NotEqual(Numbers, sample.Passages);
        Assert.Equal(26_000, sample.Bytes);
    }

    [Fact]
    public void Of_Budget_HoldsTheFewestPassagesThatFillIt()
    {
        TextSample sample = TextSample.Of(Numbers, 1000, seed: 1);

        Assert.Equal(77, sample.Passages.Length);   // 77 × 13 = 1001
        Assert.Equal(77, sample.Passages.Distinct().Count());
    }

    [Fact]
    public void Of_SameSeed_DrawsTheSameAndAnotherSeedOthers()
    {
        TextSample first = TextSample.Of(Numbers, 1000, seed: 1);

        Assert.Equal(first.Passages, TextSample.Of(Numbers, 1000, seed: 1).Passages);
        Assert.NotEqual(first.Passages, TextSample.Of(Numbers, 1000, seed: 2).Passages);
    }

    [Fact]
    public void Of_Budget_DrawsFromTheWholeText()
    {
        double mean = Enumerable.Range(0, 40)
            .SelectMany(seed => TextSample.Of(Numbers, 1000, (ulong)seed).Passages)
            .Average(passage => int.Parse(passage.AsSpan(9), System.Globalization.CultureInfo.InvariantCulture));

        Assert.InRange(mean, 950, 1050);   // 999.5 ± 10.4, the standard error of 3,080 uniform draws
    }

    [Fact]
    public void Of_LongDocument_IsCutAtSpacesAndLosesNoWord()
    {
        string document = string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"word{number}"));

        TextSample sample = TextSample.Of([document], long.MaxValue, seed: 1);

        Assert.All(sample.Passages, passage => Assert.InRange(passage.Length, 1, 1000));
        Assert.Equal(document.Split(' ').Order(StringComparer.Ordinal), sample.Passages.SelectMany(passage => passage.Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_LongDocumentWithoutSpaces_CutsNoCharacterInTwo()
    {
        string document = "x" + string.Concat(Enumerable.Repeat("\U0001F30A", 1200));

        TextSample sample = TextSample.Of([document], long.MaxValue, seed: 1);

        Assert.Equal(Encoding.UTF8.GetByteCount(document), sample.Bytes);
        Assert.All(sample.Passages, passage => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(passage))));
    }

    [Fact]
    public void Mix_Rates_TakesItsPartOfEach()
    {
        TextSample a = TextSample.Of(Numbers.Select(text => "a" + text), long.MaxValue, seed: 1);
        TextSample b = TextSample.Of(Numbers.Select(text => "b" + text), long.MaxValue, seed: 1);

        TextSample mixture = TextSample.Mix([(a, 0.25), (b, 0.75)], 2800);

        Assert.Equal(50, mixture.Passages.Count(passage => passage[0] == 'a'));   // 700 bytes of 14
        Assert.Equal(150, mixture.Passages.Count(passage => passage[0] == 'b'));
    }
}
