namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Price m) => Sentence($"{The(m.What, m.How)} costs {Euros(m.Cost)}");

    public override string Say(Payment m) =>
        Sentence($"{Who(m.Who)} paid {Euros(m.Cost)} for {Write(m.Count)} {Adjective(m.Colour)} {Many(m.What)}");

    public override string Say(Sum m) =>
        Sentence($"{Words(m.First)} {(m.Operation == Operation.Plus ? "plus" : "minus")} {Words(m.Second)} is {Words(m.Result)}");

    public override string Say(Salary m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, "work", "works")} as {Indefinite(Title(m.Occupation, m.Who))} in {Name(m.Where)} and " +
        $"{Verb(m.Who, "earn", "earns")} {Euros(m.Euros)} a month");

    public override string Say(Rent m) => Sentence(
        $"{Who(m.Who)} {Verb(m.Who, "rent", "rents")} {Indefinite($"{Adjective(m.How)} flat")} with {Words(m.Rooms)} rooms in {Name(m.Where)} for " +
        $"{Euros(m.Euros)} a month");

    private static string Title(Occupation occupation, Person who) => occupation switch
    {
        Occupation.BusDriver => "bus driver",
        Occupation.ShopAssistant => "shop assistant",
        Occupation.Waiter => People.IsWoman(who) ? "waitress" : "waiter",
        _ => Label.Lower(occupation),
    };
}
