using Headwater.Phrasebook;

namespace Headwater.Data.Tests;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "The harbour was quiet that morning, and the only sound came from the gulls above the boats that waited for the tide.")]
    [InlineData("de", "Am Hafen war es an diesem Morgen still, nur die Möwen schrien über den Booten, die auf die Flut warteten.")]
    [InlineData("fr", "Le port était calme ce matin-là, et l'on n'entendait que les mouettes au-dessus des bateaux qui attendaient la marée.")]
    [InlineData("ro", "Portul era liniștit în dimineața aceea și nu se auzeau decât pescărușii deasupra bărcilor care așteptau fluxul.")]
    [InlineData("cs", "V přístavu bylo toho rána ticho a ozývali se jen racci nad loděmi, které čekaly na příliv a na svého kapitána.")]
    public void Identify_Sentence_TellsItsLanguage(string language, string text)
    {
        Assert.Equal(language, LanguageIdentifier.Identify(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 345 :: 678")]
    public void Identify_TextWithoutLetters_IsNull(string text)
    {
        Assert.Null(LanguageIdentifier.Identify(text));
    }

    [Fact]
    public void Languages_Codes_AreSortedAndHoldThoseOfThePhrasebook()
    {
        Assert.Equal(LanguageIdentifier.Languages.Order(StringComparer.Ordinal), LanguageIdentifier.Languages);
        Assert.Superset(new HashSet<string> { "en", "de", "fr", "ro" }, new HashSet<string>(LanguageIdentifier.Languages));
    }

    [Fact]
    public void Shares_TwoLanguagesInEqualParts_HasBothNearOneHalf()
    {
        LanguageShares shares = LanguageShares.Of(TextSample.Of(Paragraphs("en", 60).Concat(Paragraphs("de", 60)), long.MaxValue, seed: 1), passages: 120);

        Assert.InRange(shares["en"].Share, 0.45, 0.55);   // the paragraphs are of nearly, not exactly, equal length
        Assert.InRange(shares["de"].Share, 0.45, 0.55);
        Assert.True(shares["en"].Low < 0.45 && shares["en"].High > 0.55);
        Assert.Equal(1, shares.All.Sum(share => share.Share), 12);
    }

    [Fact]
    public void Shares_LanguageThatIsNotInTheSample_MayStillBeInTheText()
    {
        LanguageShares shares = LanguageShares.Of(TextSample.Of(Paragraphs("de", 40), long.MaxValue, seed: 1));

        LanguageShare absent = shares["cs"];

        // Wilson's interval of 0 of n is [0, z² / (n + z²)], z² = 2.7055; n is a little below 40, since lengths differ.
        Assert.Equal(0, absent.Share);
        Assert.Equal(0, absent.Low);
        Assert.InRange(absent.High, 2.7055 / 42.7055, 2.7055 / 39);
        Assert.Equal(1 - absent.High, shares["de"].Low, 9);
    }

    [Fact]
    public void Mix_TwoTexts_WeighsSharesByTheRatesAndNarrowsTheInterval()
    {
        LanguageShares en = LanguageShares.Of(TextSample.Of(Paragraphs("en", 40), long.MaxValue, seed: 1));
        LanguageShares de = LanguageShares.Of(TextSample.Of(Paragraphs("de", 40), long.MaxValue, seed: 1));

        LanguageShares mixture = LanguageShares.Mix([(en, 0.25), (de, 0.75)]);

        Assert.Equal(0.25, mixture["en"].Share, 12);
        Assert.Equal(0.25 - (0.25 * (1 - en["en"].Low)), mixture["en"].Low, 12);
        Assert.Equal(0.25 + (0.75 * de["en"].High), mixture["en"].High, 12);
        Assert.Equal(["de", "en"], mixture.All.Select(share => share.Language));
    }

    // Five phrases a paragraph: the identifier is sure of those.
    private static IEnumerable<string> Paragraphs(string language, int count) =>
        PhrasebookSampler.Phrases(language, PhrasebookSplit.Corpus, seed: 5, ["travel", "family"]).Chunk(5).Take(count).Select(phrases => string.Join(' ', phrases));
}
