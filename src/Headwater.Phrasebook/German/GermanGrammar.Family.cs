using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Pets m) => Sentence(
        $"{Who(m.Who)} {Haben(m.Who)} {Write(m.Counts.First)} {Many(Accusative, m.Animals.First)} und {Write(m.Counts.Second)} " +
        Many(Accusative, m.Animals.Second, m.How));

    public override string Say(AnimalScene m) => Sentence(
        $"{Preposition(m.Side)} {The(Dative, m.By, m.ByHow)} {Doing(m.Does)} {The(Nominative, m.What, m.How)} {Who(Genitive, m.Whose)}");

    public override string Say(Appearance m) => Sentence(
        $"{Who(m.Who)} {Haben(m.Who)} {(m.Long ? "lange" : "kurze")} {GermanLexicon.Adjectives[m.Hair].Stem}e Haare und {Verb(m.Who, Wear)} " +
        $"{A(Accusative, m.Wears.First, m.First)} und {A(Accusative, m.Wears.Second, m.Second)}");

    public override string Say(AgeDifference m) => Sentence(
        $"{Who(m.People.First)} ist {Words(m.Years)} Jahre {(m.Older ? "älter" : "jünger")} und {Words(m.Centimetres)} Zentimeter " +
        $"{(m.Taller ? "größer" : "kleiner")} als {Who(m.People.Second)}");

    public override string Say(Present m) => Sentence(
        $"{When(m.When)} {Haben(m.Who)} {Who(m.Who)} {Who(Dative, m.Whom)} {A(Accusative, m.What, m.Quality)} aus " +
        $"{GermanLexicon.Countries[m.From].Dative} " +
        Participle(m.How));

    public override string Say(Identification m) => Sentence(
        $"{(People.IsWoman(m.Who) ? "die Frau, die" : "der Mann, der")} mit {The(Dative, m.With, m.How)} {Preposition(m.Side)} " +
        $"{The(Dative, m.Where)} " +
        $"{(m.Sits ? "sitzt" : "wartet")}, ist {Who(m.Who)}");

    private static readonly GermanVerb Wear = new("tragen", He: "trägt");

    private static string Doing(AnimalDeed deed) => deed switch
    {
        AnimalDeed.Sleep => "schläft",
        AnimalDeed.Wait => "wartet",
        AnimalDeed.Play => "spielt",
        AnimalDeed.Eat => "frisst",
        _ => "träumt",
    };

    private static string Participle(Handover handover) => handover switch
    {
        Handover.Send => "geschickt",
        Handover.Bring => "mitgebracht",
        Handover.Give => "geschenkt",
        _ => "gezeigt",
    };
}
