namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Price m) => Sentence($"{The(m.What, m.How)} coûte {Euros(m.Cost)}");

    public override string Say(Payment m) => Sentence($"{Have(m.Who)} payé {Euros(m.Cost)} pour {Count(m.Count, m.What, m.Colour)}");

    public override string Say(Sum m) =>
        Sentence($"{Words(m.First)} {(m.Operation == Operation.Plus ? "plus" : "moins")} {Words(m.Second)} font {Words(m.Result)}");

    public override string Say(Salary m) => Sentence(
        $"{Clause(m.Who, "travailler")} comme {Title(m.Occupation, m.Who)} à {Name(m.Where)} et {Finite(m.Who, "gagner")} {Euros(m.Euros)} par mois");

    public override string Say(Rent m) => Sentence(
        $"{Clause(m.Who, "louer")} à {Name(m.Where)} {A(Flat, m.How)} de {Words(m.Rooms)} pièces pour {Euros(m.Euros)} par mois");

    private static readonly FrenchNoun Flat = FrenchNoun.Le("appartement");

    private static string Title(Occupation occupation, Person who)
    {
        bool woman = People.IsWoman(who);
        return occupation switch
        {
            Occupation.Gardener => woman ? "jardinière" : "jardinier",
            Occupation.Teacher => woman ? "professeure" : "professeur",
            Occupation.Baker => woman ? "boulangère" : "boulanger",
            Occupation.Cook => woman ? "cuisinière" : "cuisinier",
            Occupation.Nurse => woman ? "infirmière" : "infirmier",
            Occupation.Waiter => woman ? "serveuse" : "serveur",
            Occupation.Engineer => woman ? "ingénieure" : "ingénieur",
            Occupation.Journalist => "journaliste",
            Occupation.Librarian => "bibliothécaire",
            Occupation.BusDriver => woman ? "conductrice de bus" : "conducteur de bus",
            Occupation.ShopAssistant => woman ? "vendeuse" : "vendeur",
            Occupation.Musician => woman ? "musicienne" : "musicien",
            Occupation.Painter => "peintre",
            Occupation.Carpenter => woman ? "menuisière" : "menuisier",
            Occupation.Pharmacist => woman ? "pharmacienne" : "pharmacien",
            Occupation.Translator => woman ? "traductrice" : "traducteur",
            Occupation.Photographer => "photographe",
            Occupation.Mechanic => woman ? "mécanicienne" : "mécanicien",
            Occupation.Accountant => "comptable",
            _ => woman ? "coiffeuse" : "coiffeur",
        };
    }
}
