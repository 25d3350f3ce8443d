using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(OpeningHours m) => Sentence(
        $"{The(m.What)} din {Name(m.Where)} este {Agree(m.What, "deschis")} de la {Clock(m.From)} la {Clock(m.To)}, dar {Habit(m.Closed)} este " +
        Agree(m.What, "închis"));

    public override string Say(Construction m) => Sentence(
        $"{The(m.What, m.How)} din {Name(m.Where)} a fost {Agree(m.What, "construit")} în anul {Year(m.Year)}");

    public override string Say(Town m) => Sentence(
        $"{In(m.Where)} există un oraș {Quality(m.How).Masculine} cu {RomanianNumbers.Count(m.Inhabitants, Masculine, "locuitori")}");

    public override string Say(Audience m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)} au venit {RomanianNumbers.Count(m.People, Masculine, "oameni")} la {The(m.What)} {OfPlace(m.Where)}");

    public override string Say(Sight m) => Sentence(
        $"{By(m.Side, m.Where, m.How)} sunt {Count(m.Counts.First, m.Plants.First, m.PlantHow)} și {Count(m.Counts.Second, m.Plants.Second)}");

    public override string Say(Visit m)
    {
        string clause = m.How == Seeing.Like ? Likes(m.Who, m.Not) : $"{Who(m.Who)} {(m.Not ? "nu " : "")}{Finite(m.Who, See(m.How))}";
        return Sentence($"{clause} {The(m.What, m.Quality)} din {Name(m.Where)}");
    }

    public override string Say(Closure m) => Sentence(
        $"{The(m.What)} din {Name(m.Where)} este {Agree(m.What, m.Open ? "deschis" : "închis")} pe {Day(m.When)}");

    private static readonly RomanianVerb VisitSight = new("vizitez", "vizitează", "vizităm", "vizitează", "viziteze");
    private static readonly RomanianVerb KnowSight = new("cunosc", "cunoaște", "cunoaștem", "cunosc", "cunoască");
    private static readonly RomanianVerb Photograph = new("fotografiez", "fotografiază", "fotografiem", "fotografiază", "fotografieze");

    private static string Agree(Place place, string participle) => Entry(place).IsFeminine ? participle + "ă" : participle;

    private static string Year(Quantity year) => Write(year);

    private static RomanianVerb See(Seeing seeing) => seeing switch
    {
        Seeing.Visit => VisitSight,
        Seeing.Know => KnowSight,
        Seeing.Photograph => Photograph,
        _ => RomanianActivities.Paint,
    };
}
