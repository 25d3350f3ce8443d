using static Headwater.Data.GermanCase;

namespace Headwater.Data;

internal sealed partial class GermanGrammar
{
    public override string Say(OpeningHours m) => Sentence(
        $"{The(Nominative, m.What)} in {Name(m.Where)} ist von {Clock(m.From)} bis {Clock(m.To)} geöffnet, aber {Every(m.Closed)} bleibt " +
        $"{Pronoun(Nominative, GermanLexicon.Places[m.What].Noun)} geschlossen");

    public override string Say(Construction m) => Sentence(
        $"{The(Nominative, m.What, m.How)} in {Name(m.Where)} wurde im Jahr {GermanNumbers.Year(m.Year)} gebaut");

    public override string Say(Village m) => Sentence(
        $"in {GermanLexicon.Countries[m.Where].Dative} gibt es {Phrase(Accusative, GermanArticle.Indefinite, Hamlet, m.How)} mit {Write(m.Inhabitants)} Einwohnern");

    public override string Say(Audience m) => Sentence(
        $"{Join("zu", The(Dative, m.What))} {At(m.Where)} kamen am {Name(m.Day)}{Name(m.Part)} {Write(m.People)} Menschen");

    public override string Say(Sight m) => Sentence(
        $"{Preposition(m.Side)} {The(Dative, m.Where, m.How)} gibt es {Write(m.Counts.First)} {Many(Accusative, m.Plants.First, m.PlantHow)} und " +
        $"{Write(m.Counts.Second)} {Many(Accusative, m.Plants.Second)}");

    private static readonly GermanNoun Hamlet = GermanNoun.Das("Dorf", "Dörfer");

    private static string Pronoun(GermanCase grammaticalCase, GermanNoun noun) => noun.Gender switch
    {
        GermanGender.Masculine => Pronoun(grammaticalCase, Form.He),
        GermanGender.Feminine => Pronoun(grammaticalCase, Form.She),
        _ => "es",
    };
}
