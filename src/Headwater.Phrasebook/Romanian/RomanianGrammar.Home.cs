namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Whereabouts m) => Sentence(
        $"{The(m.What, m.How)} este {By(m.Side, m.By, m.ByHow)} din {Entry(m.Room).AfterPreposition}");

    public override string Say(PutAway m) => Sentence(
        $"te rog să pui {The(m.What, m.How)} {By(m.Side, m.By, m.ByHow)} din {Entry(m.Room).AfterPreposition}!");

    public override string Say(Chores m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)} {Who(m.Who)} {Do(m.Who, m.Work.First)}, în timp ce {Who(m.Other)} {Do(m.Other, m.Work.Second)}");

    public override string Say(Preferences m) => Sentence(
        $"{Habit(m.Day)} {Likes(m.Who, not: false)} {ToDo(m.Who, m.Pastimes.First)}, dar {Clause(m.Other, Prefer)} " +
        ToDo(m.Other, m.Pastimes.Second));

    public override string Say(DutyFirst m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} trebuie {ToDo(m.Who, m.Duty)} și abia apoi {Finite(m.Who, Can)} {ToDo(m.Who, m.Pleasure)} cu {Who(m.With)}");

    public override string Say(RoomQuestion m) => Sentence(
        $"este {Owned(m.What, m.How, m.Whose)} în {Entry(m.Room).AfterPreposition}?");

    public override string Say(OwnThing m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} {For(m.Who)}-{Auxiliary(m.Who)} {Participle(m.What)} {The(m.Thing, m.How)}");

    private static readonly RomanianVerb Prefer = new("prefer", "preferă", "preferăm", "preferă", "prefere");

    /// <summary>Whom something pleases: "mie îmi place", "surorii mele nu îi place".</summary>
    private static string Likes(Person who, bool not)
    {
        string pronoun = People.FormOf(who) switch
        {
            Form.I => "îmi",
            Form.We => "ne",
            Form.They => "le",
            _ => "îi",
        };
        return $"{Whose(who)} {(not ? "nu " : "")}{pronoun} place";
    }

    /// <summary>The pronoun that makes a thing one's own: "și-a pierdut umbrela".</summary>
    private static string For(Person who) => People.FormOf(who) switch
    {
        Form.I => "mi",
        Form.We => "ne",
        _ => "și",
    };
}
