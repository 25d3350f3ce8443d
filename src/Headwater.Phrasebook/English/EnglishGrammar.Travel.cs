namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Departure m) => Sentence(
        $"the {Name(m.What)} to {Name(m.To)} leaves from platform {Words(m.Platform)} at {Clock(m.At)}");

    public override string Say(Delay m) => Sentence(
        $"the {Name(m.What)} from {Name(m.Way.First)} to {Name(m.Way.Second)} is {Write(m.Minutes)} minutes late because of the {Name(m.Why)}");

    public override string Say(Journey m) => Sentence(
        $"{Who(m.Who)} {Be(m.Who)} travelling to {Name(m.To)} by {Name(m.By)} for {Length(m.HowLong)} in {Label.Of(m.When)}");

    public override string Say(Directions m) => Sentence(
        $"to get to {The(m.Goal)}, take the {EnglishNumbers.Ordinal(m.Street)} street on the {Name(m.Side)} after {The(m.Landmark)} and walk " +
        $"straight on for {Write(m.Minutes)} minutes");

    public override string Say(TicketOrder m) => Sentence(
        $"I would like {Write(m.Count)} {(m.Class == 1 ? "first" : "second")}-class {(m.Return ? "return" : "single")} tickets from " +
        $"{Name(m.Way.First)} to " +
        $"{Name(m.Way.Second)} for {Label.Of(m.Day)} {Name(m.Part)}");

    public override string Say(WayThroughTown m) => Sentence(
        $"it takes {Write(m.Minutes)} minutes {By(m.By)} from {The(m.Way.First, m.How)} to {The(m.Way.Second)}");

    public override string Say(TimetableQuestion m) => Sentence(
        $"can you tell me when the {Name(m.Which)} {Name(m.What)} from {Name(m.Way.First)} to {Name(m.Way.Second)} " +
        $"{(m.Arrives ? "arrives" : "leaves")} on " +
        $"{Label.Of(m.Day)} {Name(m.Part)}?");

    public override string Say(RoomBooking m) => Sentence(
        $"{(m.Several ? "we" : "I")} would like to book {Indefinite(Name(m.Kind))} room with {Name(m.With)} for {Words(m.Nights)} nights " +
        $"from {The(m.From)}");

    public override string Say(RoomFault m) => Sentence(
        $"the {Name(m.What)} in room {Write(m.Room)} has not been working since {Label.Of(m.Day)} {Name(m.Part)}");

    public override string Say(Outing m) => Sentence(
        $"on {Label.Of(m.Day)} {Name(m.Part)} {Who(m.Who)} {Be(m.Who)} going to {The(m.To, m.How)} {By(m.By)}");

    private static string Name(TrainKind kind) => kind switch
    {
        TrainKind.NightTrain => "night train",
        TrainKind.FastTrain => "fast train",
        _ => "train",
    };

    private static string Name(Means means) => means == Means.CamperVan ? "camper van" : Label.Lower(means);

    private static string Name(Side side) => side == Side.Left ? "left" : "right";

    private static string Name(Which which) => Label.Lower(which);

    private static string By(Way way) => way == Way.OnFoot ? "on foot" : $"by {Label.Lower(way)}";

    private static string Name(Cause cause) => Label.Lower(cause);

    private static string Name(RoomKind kind) => Label.Lower(kind);

    private static string Name(RoomFeature feature) => feature switch
    {
        RoomFeature.SeaView => "a view of the sea",
        RoomFeature.Breakfast => "breakfast",
        _ => $"a {Label.Lower(feature)}",
    };

    private static string Name(Equipment equipment) => equipment switch
    {
        Equipment.AirConditioning => "air conditioning",
        Equipment.HairDryer => "hair dryer",
        Equipment.Alarm => "alarm clock",
        _ => Label.Lower(equipment),
    };
}
