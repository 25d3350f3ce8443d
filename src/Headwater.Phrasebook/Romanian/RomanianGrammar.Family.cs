using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Pets m) => Sentence(
        $"{Have(m.Who)} {Count(m.Counts.First, m.Animals.First)} și {Count(m.Counts.Second, m.Animals.Second, m.How)}");

    public override string Say(AnimalScene m) => Sentence($"{Owned(m.What, m.How, m.Whose)} {Doing(m.Does)} {By(m.Side, m.By, m.ByHow)}");

    public override string Say(Appearance m) => Sentence(
        $"{Have(m.Who)} părul {(m.Long ? "lung" : "scurt")} și {HairColour(m.Hair)} și {Finite(m.Who, Wear)} {A(m.Wears.First, m.First)} și " +
        A(m.Wears.Second, m.Second));

    public override string Say(AgeDifference m) => Sentence(
        $"{Who(m.People.First)} este cu {Count(m.Years, Masculine, "ani")} {(m.Older ? "mai în vârstă" : Younger(m.People.First))} și cu " +
        $"{Count(m.Centimetres, Masculine, "centimetri")} {Height(m.People.First, m.Taller)} decât {Who(m.People.Second)}");

    public override string Say(Present m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} {(People.FormOf(m.Whom) == Form.They ? "le" : "i")}-{Auxiliary(m.Who)} {Participle(m.How)} {Whose(m.Whom)} " +
        $"{A(m.What, m.Quality)} {From(m.From)}");

    public override string Say(Identification m) => Sentence(
        $"{(People.IsWoman(m.Who) ? "femeia" : "bărbatul")} care {(m.Sits ? "stă jos" : "așteaptă")} {By(m.Side, m.Where)} cu " +
        $"{The(m.With, m.How)} este {Who(m.Who)}");

    private static readonly RomanianVerb Wear = new("port", "poartă", "purtăm", "poartă", "poarte");

    private static string HairColour(Adjective colour) => colour switch
    {
        Adjective.Red => "roșcat",
        Adjective.Brown => "castaniu",
        Adjective.Grey => "cărunt",
        Adjective.Dark => "închis la culoare",
        _ => Quality(colour).Masculine,
    };

    private static string Younger(Person who) => People.IsWoman(who) ? "mai tânără" : "mai tânăr";

    private static string Height(Person who, bool taller) => (taller, People.IsWoman(who)) switch
    {
        (true, false) => "mai înalt",
        (true, true) => "mai înaltă",
        (false, false) => "mai scund",
        _ => "mai scundă",
    };

    private static string Doing(AnimalDeed deed) => deed switch
    {
        AnimalDeed.Sleep => "doarme",
        AnimalDeed.Wait => "așteaptă",
        AnimalDeed.Play => "se joacă",
        AnimalDeed.Eat => "mănâncă",
        _ => "visează",
    };

    private static string Participle(Handover handover) => handover switch
    {
        Handover.Send => "trimis",
        Handover.Bring => "adus",
        Handover.Give => "dăruit",
        _ => "arătat",
    };
}
