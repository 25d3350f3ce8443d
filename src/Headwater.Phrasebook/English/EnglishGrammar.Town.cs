namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(OpeningHours m) => Sentence(
        $"{The(m.What)} in {Name(m.Where)} is open from {Clock(m.From)} to {Clock(m.To)}, but it is closed on {Label.Of(m.Closed)}s");

    public override string Say(Construction m) => Sentence(
        $"{The(m.What, m.How)} in {Name(m.Where)} was built in {EnglishNumbers.Year(m.Year)}");

    public override string Say(Town m) => Sentence(
        $"in {Name(m.Where)} there is {Indefinite($"{Adjective(m.How)} town")} with {Write(m.Inhabitants)} inhabitants");

    public override string Say(Audience m) => Sentence(
        $"{Write(m.People)} people came to {The(m.What)} {At(m.Where)} on {Label.Of(m.Day)} {Name(m.Part)}");

    public override string Say(Sight m) => Sentence(
        $"{Preposition(m.Side)} {The(m.Where, m.How)} there are {Write(m.Counts.First)} {Adjective(m.PlantHow)} {Many(m.Plants.First)} and " +
        $"{Write(m.Counts.Second)} {Many(m.Plants.Second)}");

    public override string Say(Visit m)
    {
        string verb = Name(m.How);
        string finite = m.Not ? $"{Verb(m.Who, "do", "does")} not {verb}" : Verb(m.Who, verb, $"{verb}s");
        return Sentence($"{Who(m.Who)} {finite} {The(m.What, m.Quality)} in {Name(m.Where)}");
    }

    public override string Say(Closure m) => Sentence(
        $"{The(m.What)} in {Name(m.Where)} is {(m.Open ? "open" : "closed")} on {The(m.When)}");

    private static string Name(Seeing seeing) => seeing switch
    {
        Seeing.Visit => "visit",
        Seeing.Know => "know",
        Seeing.Like => "like",
        Seeing.Photograph => "photograph",
        _ => "paint",
    };
}
