using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(OpeningHours m) => Sentence(
        $"{The(Nominative, m.What)} in {Name(m.Where)} ist von {Clock(m.From)} bis {Clock(m.To)} geöffnet, aber {Every(m.Closed)} bleibt " +
        $"{Pronoun(Nominative, GermanLexicon.Places[m.What].Noun)} geschlossen");

    public override string Say(Construction m) => Sentence(
        $"{The(Nominative, m.What, m.How)} in {Name(m.Where)} wurde im Jahr {GermanNumbers.Year(m.Year)} gebaut");

    public override string Say(Town m) => Sentence(
        $"in {GermanLexicon.Countries[m.Where].Dative} gibt es {Phrase(Accusative, GermanArticle.Indefinite, TownNoun, m.How)} mit " +
        $"{Write(m.Inhabitants)} Einwohnern");

    public override string Say(Audience m) => Sentence(
        $"{Join("zu", The(Dative, m.What))} {At(m.Where)} kamen am {Name(m.Day)}{Name(m.Part)} {Write(m.People)} Menschen");

    public override string Say(Sight m) => Sentence(
        $"{Preposition(m.Side)} {The(Dative, m.Where, m.How)} gibt es {Write(m.Counts.First)} {Many(Accusative, m.Plants.First, m.PlantHow)} und " +
        $"{Write(m.Counts.Second)} {Many(Accusative, m.Plants.Second)}");

    public override string Say(Visit m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, See(m.How))} {The(Accusative, m.What, m.Quality)} in {Name(m.Where)}{(m.Not ? " nicht" : "")}");

    public override string Say(Closure m) => Sentence(
        $"am {Day(m.When)} ist {The(Nominative, m.What)} in {Name(m.Where)} {(m.Open ? "geöffnet" : "geschlossen")}");

    private static readonly GermanVerb Like = new("mögen", He: "mag", I: "mag");

    private static GermanVerb See(Seeing seeing) => seeing switch
    {
        Seeing.Visit => "besuchen",
        Seeing.Know => "kennen",
        Seeing.Like => Like,
        Seeing.Photograph => "fotografieren",
        _ => "malen",
    };

    private static readonly GermanNoun TownNoun = GermanNoun.Die("Stadt", "Städte");

    private static string Pronoun(GermanCase grammaticalCase, GermanNoun noun) => noun.Gender switch
    {
        GermanGender.Masculine => Pronoun(grammaticalCase, Form.He),
        GermanGender.Feminine => Pronoun(grammaticalCase, Form.She),
        _ => "es",
    };
}
