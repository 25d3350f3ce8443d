namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(ClothesStory m) => Sentence(
        $"{Who(m.Who)} {Past(m.What)} {A(m.Clothes.First, m.How.First)} and {A(m.Clothes.Second, m.How.Second)} {When(m.When)}");

    public override string Say(HomeWish m) => Sentence(
        $"{Who(m.Who)} {Wants(m.Who, m.What)} {A(m.Thing, m.How)} for {The(m.Room, m.RoomHow)}");

    public override string Say(Comparison m) => Sentence(
        $"{The(m.Things.First, m.First)} is {(m.Much ? "much " : "")}{Comparative(m.How)} than {The(m.Things.Second, m.Second)}");

    public override string Say(SizeQuestion m) => Sentence(
        $"do you also have this {Adjective(m.Colours.First)} {One(m.What)} in {Adjective(m.Colours.Second)}, in size {Write(m.Size)}, for less " +
        $"than {Euros(m.Euros)}?");

    public override string Say(Supply m) => Sentence(
        $"{Who(m.Who)} {Wants(m.Who, m.What)} {Write(m.Count)} {Adjective(m.How)} {Many(m.Thing)}");

    private static string Past(Deed deed) => deed switch
    {
        Deed.Buy => "bought",
        Deed.Find => "found",
        Deed.Lose => "lost",
        Deed.Sell => "sold",
        Deed.Forget => "forgot",
        Deed.Wash => "washed",
        _ => "borrowed",
    };

    private static string Wants(Person who, Want want) => want switch
    {
        Want.LookFor => $"{Be(who)} looking for",
        Want.Need => Verb(who, "need", "needs"),
        Want.Buy => $"{Be(who)} buying",
        _ => $"{Be(who)} ordering",
    };
}
