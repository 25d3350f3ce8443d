namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Pets m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} {Write(m.Counts.First)} {Many(m.Animals.First)} and {Write(m.Counts.Second)} {Adjective(m.How)} " +
        $"{Many(m.Animals.Second)}");

    public override string Say(AnimalScene m) => Sentence(
        $"{Whose(m.Whose)} {Adjective(m.How)} {One(m.What)} is {Doing(m.Does)} {Preposition(m.Side)} {The(m.By, m.ByHow)}");

    public override string Say(Appearance m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} {(m.Long ? "long" : "short")} {Adjective(m.Hair)} hair and {Verb(m.Who, "wear", "wears")} " +
        $"{A(m.Wears.First, m.First)} and {A(m.Wears.Second, m.Second)}");

    public override string Say(AgeDifference m) => Sentence(
        $"{Who(m.People.First)} is {Words(m.Years)} years {(m.Older ? "older" : "younger")} and {Words(m.Centimetres)} centimetres " +
        $"{(m.Taller ? "taller" : "shorter")} than {Whom(m.People.Second)}");

    public override string Say(Present m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} {Past(m.How)} {Whom(m.Whom)} {A(m.What, m.Quality)} from {Name(m.From)}");

    public override string Say(Identification m) => Sentence(
        $"the {(People.IsWoman(m.Who) ? "woman" : "man")} who is {(m.Sits ? "sitting" : "waiting")} {Preposition(m.Side)} {The(m.Where)} with " +
        $"{The(m.With, m.How)} is {Whom(m.Who)}");

    private static string Doing(AnimalDeed deed) => deed switch
    {
        AnimalDeed.Sleep => "sleeping",
        AnimalDeed.Wait => "waiting",
        AnimalDeed.Play => "playing",
        AnimalDeed.Eat => "eating",
        _ => "dreaming",
    };

    private static string Past(Handover handover) => handover switch
    {
        Handover.Send => "sent",
        Handover.Bring => "brought",
        Handover.Give => "gave",
        _ => "showed",
    };
}
