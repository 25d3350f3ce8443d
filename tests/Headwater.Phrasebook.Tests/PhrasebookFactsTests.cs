namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookFactsTests
{
    public static TheoryData<string, int> Facts
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach (string language in PhraseGenerator.Languages)
                for (int matter = 0; matter < Matters.All.Length; matter++) rows.Add(language, matter);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void In_KnownMeaning_GivesTheExpectedTexts(string language, int matter)
    {
        PhrasebookFact known = PhrasebookFacts.All[matter];
        string expected = language switch
        {
            "en" => known.English,
            "de" => known.German,
            "fr" => known.French,
            _ => known.Romanian,
        };

        Fact fact = Matters.All[matter].In(PhraseGenerator.GrammarOf(language), known.Meaning);

        Assert.Equal(expected, $"{fact.Question} | {fact.Answer} | {Grammar.StatementOf(fact)}");
    }

    [Theory]
    [InlineData(Want.LookFor, "How many green cups are my friends looking for?", "Wie viele grüne Tassen suchen meine Freunde?",
        "Combien de tasses vertes mes amis cherchent-ils ?", "Câte cești verzi caută prietenii mei?")]
    [InlineData(Want.Buy, "How many green cups are my friends buying?", "Wie viele grüne Tassen kaufen meine Freunde?",
        "Combien de tasses vertes mes amis achètent-ils ?", "Câte cești verzi cumpără prietenii mei?")]
    [InlineData(Want.Order, "How many green cups are my friends ordering?", "Wie viele grüne Tassen bestellen meine Freunde?",
        "Combien de tasses vertes mes amis commandent-ils ?", "Câte cești verzi comandă prietenii mei?")]
    public void CountOf_EachWant_AsksWithItsVerb(object want, string english, string german, string french, string romanian)
    {
        Supply meaning = new(Person.Friends, (Want)want, new(3, Spelled: true), Noun.Cup, Adjective.Green);

        Assert.Equal(english, PhraseGenerator.GrammarOf("en").CountOf(meaning).Question);
        Assert.Equal(german, PhraseGenerator.GrammarOf("de").CountOf(meaning).Question);
        Assert.Equal(french, PhraseGenerator.GrammarOf("fr").CountOf(meaning).Question);
        Assert.Equal(romanian, PhraseGenerator.GrammarOf("ro").CountOf(meaning).Question);
    }

    [Fact]
    public void Change_AnyTwo_GivesTheFirstOneTheValueOfTheOther()
    {
        foreach (Passage passage in new PassageSampler(PhrasebookSplit.Train, seed: 3, []).Draw().Take(2000))
        {
            Meaning changed = passage.Matter.Change(passage.Asked, passage.Twin);

            Assert.True(passage.Matter.TellTheSame(changed, passage.Twin));
            Assert.False(passage.Matter.TellTheSame(changed, passage.Asked));
            foreach (string language in PhraseGenerator.Languages)
                Assert.Equal(passage.Fact(PhraseGenerator.GrammarOf(language)).Question, passage.Matter.In(PhraseGenerator.GrammarOf(language), changed).Question);
        }
    }
}
