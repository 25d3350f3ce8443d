using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Price m) => Sentence($"{The(Nominative, m.What, m.How)} kostet {Euros(m.Cost)}");

    public override string Say(Payment m) => Sentence(
        $"für {Write(m.Count)} {Many(Accusative, m.What, m.Colour)} {Haben(m.Who)} {Who(m.Who)} {Euros(m.Cost)} bezahlt");

    public override string Say(Sum m) =>
        Sentence($"{Words(m.First)} {(m.Operation == Operation.Plus ? "plus" : "minus")} {Words(m.Second)} ist {Words(m.Result)}");

    public override string Say(Salary m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, "arbeiten")} in {Name(m.Where)} als {Title(m.Occupation, m.Who)} und {Verb(m.Who, "verdienen")} " +
        $"{Euros(m.Euros)} im Monat");

    public override string Say(Rent m) => Sentence(
        $"für {Euros(m.Euros)} im Monat {Verb(m.Who, "mieten")} {Who(m.Who)} in {Name(m.Where)} " +
        $"{Phrase(Accusative, GermanArticle.Indefinite, Flat, m.How)} " +
        $"mit {Words(m.Rooms)} Zimmern");

    private static readonly GermanNoun Flat = GermanNoun.Die("Wohnung", "Wohnungen");

    private static string Title(Occupation occupation, Person who) => (occupation, People.IsWoman(who)) switch
    {
        (Occupation.Cook, false) => "Koch",
        (Occupation.Cook, true) => "Köchin",
        (_, false) => Title(occupation),
        (_, true) => $"{Title(occupation)}in",
    };

    private static string Title(Occupation occupation) => occupation switch
    {
        Occupation.Gardener => "Gärtner",
        Occupation.Teacher => "Lehrer",
        Occupation.Baker => "Bäcker",
        Occupation.Nurse => "Krankenpfleger",
        Occupation.Waiter => "Kellner",
        Occupation.Engineer => "Ingenieur",
        Occupation.Journalist => "Journalist",
        Occupation.Librarian => "Bibliothekar",
        Occupation.BusDriver => "Busfahrer",
        Occupation.ShopAssistant => "Verkäufer",
        Occupation.Musician => "Musiker",
        Occupation.Painter => "Maler",
        Occupation.Carpenter => "Tischler",
        Occupation.Pharmacist => "Apotheker",
        Occupation.Translator => "Übersetzer",
        Occupation.Photographer => "Fotograf",
        Occupation.Mechanic => "Mechaniker",
        Occupation.Accountant => "Buchhalter",
        _ => "Friseur",
    };
}
