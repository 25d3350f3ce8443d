using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(ClothesStory m) => Sentence(
        $"{When(m.When)} {Haben(m.Who)} {Who(m.Who)} {A(Accusative, m.Clothes.First, m.How.First)} und " +
        $"{A(Accusative, m.Clothes.Second, m.How.Second)} " +
        Participle(m.What));

    public override string Say(HomeWish m) => Sentence(
        $"für {The(Accusative, m.Room, m.RoomHow)} {Verb(m.Who, Wanting(m.What))} {Who(m.Who)} {A(Accusative, m.Thing, m.How)}");

    public override string Say(Comparison m) => Sentence(
        $"{The(Nominative, m.Things.First, m.First)} ist {(m.Much ? "viel " : "")}{Comparative(m.How)} als " +
        $"{The(Nominative, m.Things.Second, m.Second)}");

    public override string Say(SizeQuestion m) => Sentence(
        $"haben Sie {This(Accusative, m.What, m.Colours.First)} auch in {Colour(m.Colours.Second)}, in Größe {Write(m.Size)}, für weniger als " +
        $"{Euros(m.Euros)}?");

    public override string Say(Supply m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, Wanting(m.What))} {Write(m.Count)} {Many(Accusative, m.Thing, m.How)}");

    private static string Colour(Adjective colour)
    {
        string stem = GermanLexicon.Adjectives[colour].Stem;
        return char.ToUpperInvariant(stem[0]) + stem[1..];
    }

    private static string Participle(Deed deed) => deed switch
    {
        Deed.Buy => "gekauft",
        Deed.Find => "gefunden",
        Deed.Lose => "verloren",
        Deed.Sell => "verkauft",
        Deed.Forget => "vergessen",
        Deed.Wash => "gewaschen",
        _ => "ausgeliehen",
    };

    private static GermanVerb Wanting(Want want) => want switch
    {
        Want.LookFor => "suchen",
        Want.Need => "brauchen",
        Want.Buy => "kaufen",
        _ => "bestellen",
    };
}
