namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Birthday m) => Sentence(
        $"{Who(m.Who)} turns {Words(m.Age)} on {The(m.When)}, and we are giving {ObjectPronoun(m.Who)} {A(m.Gift, m.How)}");

    public override string Say(Appointment m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} an appointment with the {Name(m.With)} on {The(m.When)} at {Clock(m.At)}");

    public override string Say(Postponement m) => Sentence(
        $"{The(m.What)} {At(m.Where)} has been moved from {Label.Of(m.Days.First)} to {Label.Of(m.Days.Second)} at {Clock(m.At)}");

    public override string Say(Deadline m) => Sentence(
        $"{Who(m.Who)} still {Have(m.Who)} to {Assignment(m.What, Write(m.Count))} by {The(m.Until)}");

    public override string Say(Belief m) => Sentence(
        $"{Who(m.Who)} {Saying(m.Who, m.How)} that {The(m.What)} starts on {Label.Of(m.When)} at {Clock(m.At)}");

    public override string Say(Rendezvous m) => Sentence(
        $"{Who(m.Who)} {Be(m.Who)} meeting {Whom(m.Whom)} {Preposition(m.Side)} {The(m.Where)} on {Label.Of(m.When)} at {Clock(m.At)}");

    private static string Name(Office office) => office switch
    {
        Office.EyeDoctor => "eye doctor",
        Office.TaxAdviser => "tax adviser",
        _ => Label.Lower(office),
    };

    private static string Assignment(Assignment assignment, string count) => assignment switch
    {
        Phrasebook.Assignment.ReadPages => $"read {count} pages",
        Phrasebook.Assignment.WriteLetters => $"write {count} letters",
        Phrasebook.Assignment.LearnWords => $"learn {count} words",
        Phrasebook.Assignment.SellTickets => $"sell {count} tickets",
        Phrasebook.Assignment.BakeCakes => $"bake {count} cakes",
        Phrasebook.Assignment.RepairBicycles => $"repair {count} bicycles",
        Phrasebook.Assignment.SendInvitations => $"send {count} invitations",
        Phrasebook.Assignment.PlantTrees => $"plant {count} trees",
        Phrasebook.Assignment.PaintChairs => $"paint {count} chairs",
        Phrasebook.Assignment.IronShirts => $"iron {count} shirts",
        Phrasebook.Assignment.CleanWindows => $"clean {count} windows",
        Phrasebook.Assignment.TranslateTexts => $"translate {count} texts",
        Phrasebook.Assignment.SignContracts => $"sign {count} contracts",
        _ => $"wrap {count} presents",
    };

    private static string Saying(Person who, Saying saying) => saying switch
    {
        Phrasebook.Saying.Say => Verb(who, "say", "says"),
        Phrasebook.Saying.Think => Verb(who, "think", "thinks"),
        Phrasebook.Saying.Know => Verb(who, "know", "knows"),
        Phrasebook.Saying.Write => Verb(who, "write", "writes"),
        _ => Verb(who, "claim", "claims"),
    };
}
