using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(OpeningHours m)
    {
        bool feminine = FrenchLexicon.Places[m.What].Feminine;
        return Sentence(
            $"{The(m.What)} {From(m.Where)} est {(feminine ? "ouverte" : "ouvert")} de {Clock(m.From)} à {Clock(m.To)}, mais " +
            $"{(feminine ? "elle" : "il")} est " +
            $"{(feminine ? "fermée" : "fermé")} le {Name(m.Closed)}");
    }

    public override string Say(Construction m) => Sentence(
        $"{The(m.What, m.How)} {From(m.Where)} a été {(FrenchLexicon.Places[m.What].Feminine ? "construite" : "construit")} en " +
        $"{FrenchNumbers.Year(m.Year)}");

    public override string Say(Town m) => Sentence(
        $"{FrenchLexicon.Countries[m.Where].In}, il y a {A(TownNoun, m.How)} de {Write(m.Inhabitants)} habitants");

    public override string Say(Audience m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)}, {Write(m.People)} personnes sont venues {To(The(m.What))} {At(m.Where)}");

    public override string Say(Sight m) => Sentence(
        $"{By(m.Side, The(m.Where, m.How))}, il y a {Count(m.Counts.First, m.Plants.First, m.PlantHow)} et " +
        $"{Count(m.Counts.Second, m.Plants.Second)}");

    public override string Say(Visit m)
    {
        string verb = Finite(m.Who, See(m.How));
        string finite = m.Not ? $"{Elide("ne", verb)} pas" : verb;
        return Sentence($"{Subject(m.Who, finite)} {The(m.What, m.Quality)} {From(m.Where)}");
    }

    public override string Say(Closure m)
    {
        string state = m.Open ? "ouvert" : "fermé";
        return Sentence($"{The(m.What)} {From(m.Where)} est {state}{(FrenchLexicon.Places[m.What].Feminine ? "e" : "")} le {Day(m.When)}");
    }

    private static readonly FrenchVerb KnowSight = new("connaître", "connais", "connaît", "connaissons", "connaissent");

    private static FrenchVerb See(Seeing seeing) => seeing switch
    {
        Seeing.Visit => "visiter",
        Seeing.Know => KnowSight,
        Seeing.Like => "aimer",
        Seeing.Photograph => "photographier",
        _ => FrenchLexicon.Paint,
    };

    private static readonly FrenchNoun TownNoun = FrenchNoun.La("ville");
}
