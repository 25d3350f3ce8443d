namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(ClothesStory m) => Sentence(
        $"{When(m.When)} {Did(m.Who, Participle(m.What))} {A(m.Clothes.First, m.How.First)} și {A(m.Clothes.Second, m.How.Second)}");

    public override string Say(HomeWish m) => Sentence($"{Wants(m.Who, m.What)} {A(m.Thing, m.How)} pentru {The(m.Room, m.RoomHow)}");

    public override string Say(Comparison m) => Sentence(
        $"{The(m.Things.First, m.First)} este {(m.Much ? "mult " : "")}mai {Quality(m.How).One(IsFeminine(m.Things.First))} decât " +
        The(m.Things.Second, m.Second));

    public override string Say(SizeQuestion m) => Sentence(
        $"aveți {(IsFeminine(m.What) ? "această" : "acest")} {Entry(m.What).Singular} {Quality(m.Colours.First).One(IsFeminine(m.What))} și în " +
        $"{Quality(m.Colours.Second).Masculine}, mărimea {Write(m.Size)}, la mai puțin de {Euros(m.Euros)}?");

    public override string Say(Supply m) => Sentence($"{Wants(m.Who, m.What)} {Count(m.Count, m.Thing, m.How)}");

    private static readonly RomanianVerb LookFor = new("caut", "caută", "căutăm", "caută", "caute");
    private static readonly RomanianVerb Order = new("comand", "comandă", "comandăm", "comandă", "comande");

    private static string Participle(Deed deed) => deed switch
    {
        Deed.Buy => "cumpărat",
        Deed.Find => "găsit",
        Deed.Lose => "pierdut",
        Deed.Sell => "vândut",
        Deed.Forget => "uitat",
        Deed.Wash => "spălat",
        _ => "împrumutat",
    };

    private static string Wants(Person who, Want want) => want switch
    {
        Want.LookFor => Clause(who, LookFor),
        Want.Need => $"{Have(who)} nevoie de",
        Want.Buy => Clause(who, Buy),
        _ => Clause(who, Order),
    };
}
