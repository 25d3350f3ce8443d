using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Birthday m) => Sentence(
        $"{Who(m.Who)} wird am {Day(m.When)} {Words(m.Age)} Jahre alt, und wir schenken {Pronoun(Dative, People.FormOf(m.Who))} " +
        $"{A(Accusative, m.Gift, m.How)}");

    public override string Say(Appointment m) => Sentence(
        $"am {Day(m.When)} {Haben(m.Who)} {Who(m.Who)} um {Clock(m.At)} einen Termin beim {Name(m.With)}");

    public override string Say(Postponement m) => Sentence(
        $"{The(Nominative, m.What)} {At(m.Where)} wurde von {Name(m.Days.First)} auf {Name(m.Days.Second)} um {Clock(m.At)} verschoben");

    public override string Say(Deadline m) => Sentence(
        $"bis zum {Day(m.Until)} {Muss(m.Who)} {Who(m.Who)} noch {Write(m.Count)} {Assignment(m.What)}");

    public override string Say(Belief m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, Saying(m.How))}, dass {The(Nominative, m.What)} am {Name(m.When)} um {Clock(m.At)} beginnt");

    public override string Say(Rendezvous m) => Sentence(
        $"am {Name(m.When)} um {Clock(m.At)} {Verb(m.Who, Meet)} {Who(m.Who)} {Who(Accusative, m.Whom)} {Preposition(m.Side)} " +
        $"{The(Dative, m.Where)}");

    private static readonly GermanVerb Meet = new("treffen", He: "trifft");

    private static readonly GermanVerb Know = new("wissen", He: "weiß", I: "weiß");

    private static string Name(Office office) => office switch
    {
        Office.Dentist => "Zahnarzt",
        Office.Doctor => "Arzt",
        Office.Hairdresser => "Friseur",
        Office.Lawyer => "Anwalt",
        Office.EyeDoctor => "Augenarzt",
        Office.Tailor => "Schneider",
        Office.TaxAdviser => "Steuerberater",
        Office.Vet => "Tierarzt",
        Office.Notary => "Notar",
        Office.Optician => "Optiker",
        _ => "Tischler",
    };

    private static string Assignment(Assignment assignment) => assignment switch
    {
        Phrasebook.Assignment.ReadPages => "Seiten lesen",
        Phrasebook.Assignment.WriteLetters => "Briefe schreiben",
        Phrasebook.Assignment.LearnWords => "Wörter lernen",
        Phrasebook.Assignment.SellTickets => "Eintrittskarten verkaufen",
        Phrasebook.Assignment.BakeCakes => "Kuchen backen",
        Phrasebook.Assignment.RepairBicycles => "Fahrräder reparieren",
        Phrasebook.Assignment.SendInvitations => "Einladungen verschicken",
        Phrasebook.Assignment.PlantTrees => "Bäume pflanzen",
        Phrasebook.Assignment.PaintChairs => "Stühle streichen",
        Phrasebook.Assignment.IronShirts => "Hemden bügeln",
        Phrasebook.Assignment.CleanWindows => "Fenster putzen",
        Phrasebook.Assignment.TranslateTexts => "Texte übersetzen",
        Phrasebook.Assignment.SignContracts => "Verträge unterschreiben",
        _ => "Geschenke einpacken",
    };

    private static GermanVerb Saying(Saying saying) => saying switch
    {
        Phrasebook.Saying.Say => "sagen",
        Phrasebook.Saying.Think => "glauben",
        Phrasebook.Saying.Know => Know,
        Phrasebook.Saying.Write => "schreiben",
        _ => "behaupten",
    };
}
