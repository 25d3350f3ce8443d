using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Birthday m) => Sentence(
        $"{Who(m.Who)} aura {Words(m.Age)} ans le {Day(m.When)}, et nous lui offrons {A(m.Gift, m.How)}");

    public override string Say(Appointment m) => Sentence(
        $"{Have(m.Who)} rendez-vous chez {Elide("le", Name(m.With))} le {Day(m.When)} à {Clock(m.At)}");

    public override string Say(Postponement m) => Sentence(
        $"{The(m.What)} {At(m.Where)} a été {(IsFeminine(m.What) ? "reportée" : "reporté")} de {Name(m.Days.First)} à {Name(m.Days.Second)} " +
        $"à {Clock(m.At)}");

    public override string Say(Deadline m) => Sentence(
        $"{Clause(m.Who, Must)} encore {Assignment(m.What, m.Count)} d'ici au {Day(m.Until)}");

    public override string Say(Belief m) => Sentence(
        $"{Clause(m.Who, Saying(m.How))} {Que(The(m.What))} commence {Name(m.When)} à {Clock(m.At)}");

    public override string Say(Rendezvous m) => Sentence(
        $"{Name(m.When)} à {Clock(m.At)}, {Clause(m.Who, "retrouver")} {Who(m.Whom)} {By(m.Side, The(m.Where))}");

    private static readonly FrenchVerb Tell = new("dire", "dis", "dit", "disons", "disent");

    private static readonly FrenchVerb Know = new("savoir", "sais", "sait", "savons", "savent");

    private static string Name(Office office) => office switch
    {
        Office.Dentist => "dentiste",
        Office.Doctor => "médecin",
        Office.Hairdresser => "coiffeur",
        Office.Lawyer => "avocat",
        Office.EyeDoctor => "ophtalmologue",
        Office.Tailor => "tailleur",
        Office.TaxAdviser => "conseiller fiscal",
        Office.Vet => "vétérinaire",
        Office.Notary => "notaire",
        Office.Optician => "opticien",
        _ => "menuisier",
    };

    private static string Assignment(Assignment assignment, Quantity count)
    {
        string masculine = FrenchNumbers.Write(count);
        string feminine = FrenchNumbers.Write(count, feminine: true);
        return assignment switch
        {
            Phrasebook.Assignment.ReadPages => $"lire {feminine} pages",
            Phrasebook.Assignment.WriteLetters => $"écrire {feminine} lettres",
            Phrasebook.Assignment.LearnWords => $"apprendre {masculine} mots",
            Phrasebook.Assignment.SellTickets => $"vendre {masculine} billets",
            Phrasebook.Assignment.BakeCakes => $"faire {masculine} gâteaux",
            Phrasebook.Assignment.RepairBicycles => $"réparer {masculine} vélos",
            Phrasebook.Assignment.SendInvitations => $"envoyer {feminine} invitations",
            Phrasebook.Assignment.PlantTrees => $"planter {masculine} arbres",
            Phrasebook.Assignment.PaintChairs => $"peindre {feminine} chaises",
            Phrasebook.Assignment.IronShirts => $"repasser {feminine} chemises",
            Phrasebook.Assignment.CleanWindows => $"nettoyer {feminine} fenêtres",
            Phrasebook.Assignment.TranslateTexts => $"traduire {masculine} textes",
            Phrasebook.Assignment.SignContracts => $"signer {masculine} contrats",
            _ => $"emballer {masculine} cadeaux",
        };
    }

    private static FrenchVerb Saying(Saying saying) => saying switch
    {
        Phrasebook.Saying.Say => Tell,
        Phrasebook.Saying.Think => "penser",
        Phrasebook.Saying.Know => Know,
        Phrasebook.Saying.Write => FrenchLexicon.Write,
        _ => "affirmer",
    };
}
