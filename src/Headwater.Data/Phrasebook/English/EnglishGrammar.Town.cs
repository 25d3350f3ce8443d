namespace Headwater.Data;

internal sealed partial class EnglishGrammar
{
    public override string Say(OpeningHours m) => Sentence(
        $"{The(m.What)} in {Name(m.Where)} is open from {Clock(m.From)} to {Clock(m.To)}, but it is closed on {m.Closed}s");

    public override string Say(Construction m) => Sentence(
        $"{The(m.What, m.How)} in {Name(m.Where)} was built in {EnglishNumbers.Year(m.Year)}");

    public override string Say(Village m) => Sentence(
        $"in {Name(m.Where)} there is {Indefinite($"{Adjective(m.How)} village")} with {Write(m.Inhabitants)} inhabitants");

    public override string Say(Audience m) => Sentence(
        $"{Write(m.People)} people came to {The(m.What)} {At(m.Where)} on {m.Day} {Name(m.Part)}");

    public override string Say(Sight m) => Sentence(
        $"{Preposition(m.Side)} {The(m.Where, m.How)} there are {Write(m.Counts.First)} {Adjective(m.PlantHow)} {Many(m.Plants.First)} and " +
        $"{Write(m.Counts.Second)} {Many(m.Plants.Second)}");
}
