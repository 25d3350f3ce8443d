using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Birthday m) => Sentence(
        $"{Who(m.Who)} împlinește {Count(m.Age, Masculine, "ani")} pe {Day(m.When)}, iar noi îi dăruim {A(m.Gift, m.How)}");

    public override string Say(Appointment m) => Sentence(
        $"{Have(m.Who)} o programare la {Name(m.With)} pe {Day(m.When)} la {Clock(m.At)}");

    public override string Say(Postponement m) => Sentence(
        $"{The(m.What)} {OfPlace(m.Where)} a fost {(IsFeminine(m.What) ? "mutată" : "mutat")} de {Name(m.Days.First)} pe {Name(m.Days.Second)} " +
        $"la {Clock(m.At)}");

    public override string Say(Deadline m) => Sentence(
        $"{Who(m.Who)} mai {Finite(m.Who, Having)} {Assignment(m.What, m.Count)} până pe {Day(m.Until)}");

    // The verb comes before its subject, because "că con…" does not sound well.
    public override string Say(Belief m) => Sentence(
        $"{Clause(m.Who, Saying(m.How))} că {Name(m.When)} la {Clock(m.At)} începe {The(m.What)}");

    public override string Say(Rendezvous m) => Sentence(
        $"{Name(m.When)} la {Clock(m.At)} {Clause(m.Who, Meet)} cu {Who(m.Whom)} {By(m.Side, m.Where)}");

    private static readonly RomanianVerb Meet = new("întâlnesc", "întâlnește", "întâlnim", "întâlnesc", "întâlnească", Reflexive: true);
    private static readonly RomanianVerb Tell = new("spun", "spune", "spunem", "spun", "spună");
    private static readonly RomanianVerb Think = new("cred", "crede", "credem", "cred", "creadă");
    private static readonly RomanianVerb Know = new("știu", "știe", "știm", "știu", "știe");
    private static readonly RomanianVerb Claim = new("susțin", "susține", "susținem", "susțin", "susțină");

    private static string Name(Office office) => office switch
    {
        Office.Dentist => "dentist",
        Office.Doctor => "doctor",
        Office.Hairdresser => "frizer",
        Office.Lawyer => "avocat",
        Office.EyeDoctor => "oftalmolog",
        Office.Tailor => "croitor",
        Office.TaxAdviser => "consultantul fiscal",
        Office.Vet => "veterinar",
        Office.Notary => "notar",
        Office.Optician => "optician",
        _ => "tâmplar",
    };

    private static string Assignment(Assignment assignment, Quantity count) => assignment switch
    {
        Phrasebook.Assignment.ReadPages => $"de citit {RomanianNumbers.Count(count, Feminine, "pagini")}",
        Phrasebook.Assignment.WriteLetters => $"de scris {RomanianNumbers.Count(count, Feminine, "scrisori")}",
        Phrasebook.Assignment.LearnWords => $"de învățat {RomanianNumbers.Count(count, Neuter, "cuvinte")}",
        Phrasebook.Assignment.SellTickets => $"de vândut {RomanianNumbers.Count(count, Neuter, "bilete")}",
        Phrasebook.Assignment.BakeCakes => $"de copt {RomanianNumbers.Count(count, Feminine, "prăjituri")}",
        Phrasebook.Assignment.RepairBicycles => $"de reparat {RomanianNumbers.Count(count, Feminine, "biciclete")}",
        Phrasebook.Assignment.SendInvitations => $"de trimis {RomanianNumbers.Count(count, Feminine, "invitații")}",
        Phrasebook.Assignment.PlantTrees => $"de plantat {RomanianNumbers.Count(count, Masculine, "copaci")}",
        Phrasebook.Assignment.PaintChairs => $"de vopsit {RomanianNumbers.Count(count, Neuter, "scaune")}",
        Phrasebook.Assignment.IronShirts => $"de călcat {RomanianNumbers.Count(count, Feminine, "cămăși")}",
        Phrasebook.Assignment.CleanWindows => $"de curățat {RomanianNumbers.Count(count, Feminine, "ferestre")}",
        Phrasebook.Assignment.TranslateTexts => $"de tradus {RomanianNumbers.Count(count, Neuter, "texte")}",
        Phrasebook.Assignment.SignContracts => $"de semnat {RomanianNumbers.Count(count, Neuter, "contracte")}",
        _ => $"de împachetat {RomanianNumbers.Count(count, Neuter, "cadouri")}",
    };

    private static RomanianVerb Saying(Saying saying) => saying switch
    {
        Phrasebook.Saying.Say => Tell,
        Phrasebook.Saying.Think => Think,
        Phrasebook.Saying.Know => Know,
        Phrasebook.Saying.Write => RomanianActivities.Write,
        _ => Claim,
    };
}
