using System.Text.RegularExpressions;

namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookGrammarTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (string language in PhraseGenerator.Languages)
                for (int example = 0; example < PhrasebookExamples.All.Length; example++) rows.Add(language, example);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Say_KnownMeaning_GivesTheExpectedText(string language, int example)
    {
        PhrasebookExample known = PhrasebookExamples.All[example];
        string expected = language switch
        {
            "en" => known.English,
            "de" => known.German,
            "fr" => known.French,
            _ => known.Romanian,
        };

        Assert.Equal(expected, known.Meaning.In(PhraseGenerator.GrammarOf(language)));
    }

    [Theory]
    [InlineData("en", @"\ba [aeio]|\ban [^aeiou]")]
    [InlineData("en", @"\b([a-z]+)(?<!teen) \1\b|  ")]
    [InlineData("de", @"\b(ein|kein|mein|sein) \w+e (Katze|Lampe|Küche|Frau|Schwester)\b|  ")]
    [InlineData("de", @"\b(in|an|zu|von|bei) dem\b|\bzu der\b|\b(in|an) das\b")]
    [InlineData("de", @"\beine[rmns]? (Hund|Tisch|Mantel|Hut|Bett|Buch)\b|\b(de[mn]|einen|einem) \w+e (Tisch|Hund|Buch|Bett)\b")]
    [InlineData("de", @"einshundert|einszig|einstausend|einsund")]
    [InlineData("fr", @"\b[dD]e les? |\b[àÀ] les? |  ")]
    [InlineData("fr", @"\b(le|la|de|que|je|ne|me|se) (?!onze)[aeiouéèêàâîôœ]|\bce [aeiouéèœ]")]
    [InlineData("fr", @"\b[ld]'(h?[bcdfgjklmnpqrstvwxz]|hamster|haricot|hanche)")]
    [InlineData("fr", @"\b([uU]n|[lL]e|[cC]e|son) (vieux|beau|nouveau) [aeiouéèâœ]|marchés\b")]
    [InlineData("fr", @"\b(du|au|le|un) (table|chaise|gare|lampe|sœur|rose|église)\b|\b(la|une|ma) (père|livre|lit|chien)\b")]
    [InlineData("ro", @"[şţŞŢ]|  |\b(un|acest) \w+ă\b|\bo (scaun|palton|câine|pat|tort|roman)\b")]
    [InlineData("ro", @"\b((?<![,\d])\d*([2-9]\d|00)|\w+zeci|sute|mii|sută|mie) (pagini|zile|ani|euro|grade|minute|săptămâni|luni|oameni|locuitori|scaune|cămăși|bilete)\b")]
    [InlineData("ro", @"\b(unsprezece|\w+sprezece|doi|două|trei|patru|cinci|șase|șapte|opt|nouă|zece|una|unu) de (?=zile|ani|grade|oameni)(?<!și \w+ de )")]
    [InlineData("ro", @"\b(doi|doisprezece)( de)? (pagini|zile|săptămâni|luni|scaune|grade|minute|cămăși|persoane|bilete|kilograme|ori|mese)\b|\b(două|douăsprezece)( de)? (ani|litri|euro|cenți|oameni|câini|invitați|trandafiri)\b")]
    [InlineData("ro", @"\b(în|la|din|lângă|după|până la) (bucătăria|pivnița|gara|spitalul|muzeul|biserica|primăria|garajul|piața)( (este|sunt|cu|de|a|și|drumul|timp|din)\b|[.,?!])")]
    [InlineData("ro", @"\b(masa|lampa|rochia|biserica|sora|umbrela) (mic|vechi|nou|alb|roșu|negru|frumos|meu)\b|\b(patul|câinele|podul|paltonul|fratele) (mică|veche|nouă|albă|roșie|neagră|frumoasă|mea)\b")]
    [InlineData("ro", @"\b(că|ca) c")]
    [InlineData("ro", @"\bîn (fața|spatele) (?!\w+(ui|ei|ii)\b)")]
    [InlineData("ro", @"\b(eu|noi) (a|are|au|trebuie să (citească|meargă|cumpere|ia))\b|\b(el|ea) (am|avem|au|trebuie să (citesc|merg|cumpăr|iau|citește|merge|cumpără))\b")]
    public void Phrases_TwentyThousand_KeepTheRulesOfTheLanguage(string language, string forbidden)
    {
        Regex mistake = new(forbidden, RegexOptions.CultureInvariant);

        IEnumerable<string> phrases = PhrasebookSampler.Phrases(language, PhrasebookSplit.Corpus, seed: 8).Take(20_000);
        string? bad = phrases.FirstOrDefault(phrase => mistake.IsMatch(phrase));

        Assert.Null(bad);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("ro")]
    public void Phrases_TwentyThousand_AreSentencesOfFourToTwentySixWords(string language)
    {
        foreach (string phrase in PhrasebookSampler.Phrases(language, PhrasebookSplit.Corpus, seed: 9).Take(20_000))
        {
            Assert.True(char.IsUpper(phrase[0]) || char.IsDigit(phrase[0]), phrase);
            Assert.True(phrase[^1] is '.' or '?' or '!', phrase);
            Assert.InRange(phrase.Split(' ').Length, 4, 26);
        }
    }
}
