using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(ClothesStory m) => Sentence(
        $"{When(m.When)}, {Have(m.Who)} {Participle(m.What)} {A(m.Clothes.First, m.How.First)} et {A(m.Clothes.Second, m.How.Second)}");

    public override string Say(HomeWish m) => Sentence(
        $"{Wants(m.Who, m.What, A(m.Thing, m.How))} pour {The(m.Room, m.RoomHow)}");

    public override string Say(Comparison m) => Sentence(
        $"{The(m.Things.First, m.First)} est {(m.Much ? "beaucoup " : "")}{Comparative(m.How, IsFeminine(m.Things.First), plural: false)} " +
        Que(The(m.Things.Second, m.Second)));

    public override string Say(SizeQuestion m) => Sentence(
        $"avez-vous aussi {This(m.What, m.Colours.First)} en {FrenchLexicon.Adjectives[m.Colours.Second].Masculine}, en taille " +
        $"{Write(m.Size)}, pour moins de " +
        $"{Euros(m.Euros)} ?");

    public override string Say(Supply m) => Sentence(Wants(m.Who, m.What, Count(m.Count, m.Thing, m.How)));

    private static string Participle(Deed deed) => deed switch
    {
        Deed.Buy => "acheté",
        Deed.Find => "trouvé",
        Deed.Lose => "perdu",
        Deed.Sell => "vendu",
        Deed.Forget => "oublié",
        Deed.Wash => "lavé",
        _ => "emprunté",
    };

    private static readonly FrenchVerb Buy = new("acheter", "achète", "achète", "achetons", "achètent");

    private static string Wants(Person who, Want want, string thing) => want switch
    {
        Want.LookFor => $"{Clause(who, "chercher")} {thing}",
        Want.Need => $"{Have(who)} besoin {Of(thing)}",
        Want.Buy => $"{Clause(who, Buy)} {thing}",
        _ => $"{Clause(who, "commander")} {thing}",
    };
}
