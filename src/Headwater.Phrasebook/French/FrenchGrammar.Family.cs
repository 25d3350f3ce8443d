using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Pets m) => Sentence(
        $"{Have(m.Who)} {Count(m.Counts.First, m.Animals.First)} et {Count(m.Counts.Second, m.Animals.Second, m.How)}");

    public override string Say(AnimalScene m) => Sentence(
        $"{The(m.What, m.How)} {Of(Who(m.Whose))} {Doing(m.Does)} {By(m.Side, The(m.By, m.ByHow))}");

    public override string Say(Appearance m) => Sentence(
        $"{Have(m.Who)} les cheveux {(m.Long ? "longs" : "courts")} et {HairColour(m.Hair)} et {Finite(m.Who, "porter")} " +
        $"{A(m.Wears.First, m.First)} et " +
        A(m.Wears.Second, m.Second));

    public override string Say(AgeDifference m) => Sentence(
        $"{Have(m.People.First)} {Words(m.Years)} ans de {(m.Older ? "plus" : "moins")} et {Words(m.Centimetres)} centimètres de " +
        $"{(m.Taller ? "plus" : "moins")} " +
        Que(Who(m.People.Second)));

    public override string Say(Present m) => Sentence(
        $"{When(m.When)}, {Have(m.Who)} {Participle(m.How)} {To(Who(m.Whom))} {A(m.What, m.Quality)} {FrenchLexicon.Countries[m.From].From}");

    public override string Say(Identification m) => Sentence(
        $"{(People.IsWoman(m.Who) ? "la femme" : "l'homme")} qui {Waiting(m)} {By(m.Side, The(m.Where))} avec {The(m.With, m.How)} est {Who(m.Who)}");

    private static string HairColour(Adjective colour) => colour == Adjective.Red ? "roux" : FrenchLexicon.Adjectives[colour].MasculinePlural;

    private static string Waiting(Identification m) => (m.Sits, People.IsWoman(m.Who)) switch
    {
        (false, _) => "attend",
        (true, false) => "est assis",
        _ => "est assise",
    };

    private static string Doing(AnimalDeed deed) => deed switch
    {
        AnimalDeed.Sleep => "dort",
        AnimalDeed.Wait => "attend",
        AnimalDeed.Play => "joue",
        AnimalDeed.Eat => "mange",
        _ => "rêve",
    };

    private static string Participle(Handover handover) => handover switch
    {
        Handover.Send => "envoyé",
        Handover.Bring => "rapporté",
        Handover.Give => "offert",
        _ => "montré",
    };
}
