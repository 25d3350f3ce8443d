namespace Headwater.Phrasebook;

/// <summary>Yesterday my sister bought a blue dress and a white hat.</summary>
internal sealed record ClothesStory(Person Who, Deed What, Two<Noun> Clothes, Two<Adjective> How, PastTime When) : Meaning
{
    public static ClothesStory Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Deed>(), choose.Two(Nouns.Clothes), choose.Two(Adjectives.OfClothes), choose.Any<PastTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>I am looking for a cheap lamp for the small kitchen.</summary>
internal sealed record HomeWish(Person Who, Want What, Noun Thing, Adjective How, Noun Room, Adjective RoomHow) : Meaning
{
    public static HomeWish Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Want>(), choose.Pick(Nouns.HomeGoods), choose.Pick(Adjectives.OfThings),
        choose.Pick(Nouns.Rooms), choose.Pick(Adjectives.OfRooms));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The green jacket is much cheaper than the black coat.</summary>
internal sealed record Comparison(Two<Noun> Things, Adjective First, Adjective Second, Adjective How, bool Much) : Meaning
{
    public static Comparison Read(ref MeaningReader choose) => new(
        choose.Two(Nouns.Goods), choose.Pick(Adjectives.Colours), choose.Pick(Adjectives.Colours), choose.Pick(Adjectives.Compared), choose.Flip());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Do you also have this red dress in blue, in size forty-two, for less than eighty euros?</summary>
internal sealed record SizeQuestion(Noun What, Two<Adjective> Colours, Quantity Size, Quantity Euros) : Meaning
{
    public static SizeQuestion Read(ref MeaningReader choose) => new(
        choose.Pick(Nouns.SizedClothes), choose.Two(Adjectives.Colours), choose.Quantity(34, 56, step: 2), choose.Quantity(20, 95, step: 5));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My aunt is buying seven old chairs.</summary>
internal sealed record Supply(Person Who, Want What, Quantity Count, Noun Thing, Adjective How) : Meaning
{
    public static Supply Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Want>(), choose.Quantity(2, 30), choose.Pick(Nouns.Goods), choose.Pick(Adjectives.OfThings));

    public override string In(Grammar grammar) => grammar.Say(this);
}
