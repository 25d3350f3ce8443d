namespace Headwater.Phrasebook;

/// <summary>Our neighbour has two dogs and three small cats.</summary>
internal sealed record Pets(Person Who, Two<Quantity> Counts, Two<Noun> Animals, Adjective How) : Meaning
{
    public static Pets Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Quantities(2, 12), choose.Two(Nouns.Animals), choose.Pick(Adjectives.OfAnimals));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My uncle's brown dog is sleeping under the big table.</summary>
internal sealed record AnimalScene(Noun What, Adjective How, Person Whose, AnimalDeed Does, Preposition Side, Noun By, Adjective ByHow) : Meaning
{
    public static AnimalScene Read(ref MeaningReader choose) => new(
        choose.Pick(Nouns.HousePets), choose.Pick(Adjectives.OfAnimals), choose.Pick(People.Owners), choose.Any<AnimalDeed>(),
        choose.Any<Preposition>(),
        choose.Pick(Nouns.Furniture), choose.Pick(Adjectives.OfFurniture));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My sister has long brown hair and wears a green coat and a white hat.</summary>
internal sealed record Appearance(Person Who, bool Long, Adjective Hair, Two<Noun> Wears, Adjective First, Adjective Second) : Meaning
{
    public static Appearance Read(ref MeaningReader choose) => new(
        choose.Pick(People.Patients), choose.Flip(), choose.Pick(Adjectives.OfHair), choose.Two(Nouns.CommonClothes), choose.Pick(Adjectives.Colours),
        choose.Pick(Adjectives.Colours));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>My brother is three years older and ten centimetres taller than my sister.</summary>
internal sealed record AgeDifference(Two<Person> People, bool Older, int Years, bool Taller, int Centimetres) : Meaning
{
    public static AgeDifference Read(ref MeaningReader choose) => new(
        choose.Two(Phrasebook.People.Adults), choose.Flip(), choose.Number(2, 25), choose.Flip(), choose.Number(2, 30));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Last week my aunt sent my brother a heavy lamp from Italy.</summary>
internal sealed record Present(Person Who, Person Whom, Handover How, Noun What, Adjective Quality, Country From, PastTime When) : Meaning
{
    public static Present Read(ref MeaningReader choose) => new(
        choose.Pick(People.Household), choose.Pick(People.Acquaintances), choose.Any<Handover>(), choose.Pick(Nouns.Parcels),
        choose.Pick(Adjectives.OfSmallThings), choose.Any<Country>(), choose.Any<PastTime>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>The woman who is waiting in front of the church with the brown dog is my aunt.</summary>
internal sealed record Identification(Person Who, bool Sits, Preposition Side, Place Where, Noun With, Adjective How) : Meaning
{
    public static Identification Read(ref MeaningReader choose) => new(
        choose.Pick(People.Singles), choose.Flip(), choose.Pick(Prepositions.OfPlaces), choose.Pick(Places.Landmarks), choose.Pick(Nouns.Walkers),
        choose.Pick(Adjectives.OfAnimals));

    public override string In(Grammar grammar) => grammar.Say(this);
}
