namespace Headwater.Phrasebook;

/// <summary>The night train to Munich leaves from platform seven at 14:35.</summary>
internal sealed record Departure(TrainKind What, City To, ClockTime At, int Platform) : Meaning
{
    public static Departure Read(ref MeaningReader choose) =>
        new(choose.Any<TrainKind>(), choose.Any<City>(), choose.DigitalTime(minuteStep: 1), choose.Number(1, 20));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Because of the snow the bus from Geneva to Lyon is twenty-five minutes late.</summary>
internal sealed record Delay(Vehicle What, Two<City> Way, Quantity Minutes, Cause Why) : Meaning
{
    public static Delay Read(ref MeaningReader choose) =>
        new(choose.Any<Vehicle>(), choose.Two<City>(), choose.Quantity(5, 95), choose.Any<Cause>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>In July my parents are travelling to Italy by train for two weeks.</summary>
internal sealed record Journey(Person Who, Country To, Means By, Month When, Duration HowLong) : Meaning
{
    public static Journey Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Pick(Geography.NearCountries), choose.Any<Means>(), choose.Any<Month>(),
        choose.Duration(2, 12, TimeUnit.Day, TimeUnit.Month));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>To get to the station, take the second street on the left after the church and walk straight on for ten minutes.</summary>
internal sealed record Directions(Two<Place> Way, int Street, Side Side, Quantity Minutes) : Meaning
{
    public Place Goal => Way.First;

    public Place Landmark => Way.Second;

    public static Directions Read(ref MeaningReader choose) =>
        new(choose.Two(Places.Landmarks), choose.Number(1, 8), choose.Any<Side>(), choose.Quantity(2, 45));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>I would like two second-class return tickets from Paris to Vienna for Friday evening.</summary>
internal sealed record TicketOrder(Quantity Count, bool Return, int Class, Two<City> Way, Weekday Day, DayPart Part) : Meaning
{
    public static TicketOrder Read(ref MeaningReader choose) => new(
        choose.Quantity(2, 20), choose.Flip(), choose.Number(1, 2), choose.Two<City>(), choose.Any<Weekday>(), choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>From the old station to the castle it takes twenty minutes on foot.</summary>
internal sealed record WayThroughTown(Two<Place> Way, Adjective How, Way By, Quantity Minutes) : Meaning
{
    public static WayThroughTown Read(ref MeaningReader choose) =>
        new(choose.Two(Places.Landmarks), choose.Pick(Adjectives.OfBuildings), choose.Any<Way>(), choose.Quantity(2, 58));

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>Can you tell me when the last train from Vienna to Prague leaves on Sunday evening?</summary>
internal sealed record TimetableQuestion(Vehicle What, Which Which, Two<City> Way, bool Arrives, Weekday Day, DayPart Part) : Meaning
{
    public static TimetableQuestion Read(ref MeaningReader choose) => new(
        choose.Any<Vehicle>(), choose.Any<Which>(), choose.Two<City>(), choose.Flip(), choose.Any<Weekday>(), choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>We would like to book a double room with a balcony for three nights from the 3rd of May.</summary>
internal sealed record RoomBooking(bool Several, RoomKind Kind, RoomFeature With, int Nights, CalendarDate From) : Meaning
{
    public static RoomBooking Read(ref MeaningReader choose) =>
        new(choose.Flip(), choose.Any<RoomKind>(), choose.Any<RoomFeature>(), choose.Number(2, 21), choose.Date());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>In room 214 the heating has not been working since Tuesday morning.</summary>
internal sealed record RoomFault(Equipment What, Quantity Room, Weekday Day, DayPart Part) : Meaning
{
    public static RoomFault Read(ref MeaningReader choose) =>
        new(choose.Any<Equipment>(), choose.Quantity(2, 999), choose.Any<Weekday>(), choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}

/// <summary>On Monday morning my parents are going to the old castle by bus.</summary>
internal sealed record Outing(Person Who, Way By, Place To, Adjective How, Weekday Day, DayPart Part) : Meaning
{
    public static Outing Read(ref MeaningReader choose) => new(
        choose.Pick(People.Everyone), choose.Any<Way>(), choose.Pick(Places.Landmarks), choose.Pick(Adjectives.OfBuildings), choose.Any<Weekday>(),
        choose.Any<DayPart>());

    public override string In(Grammar grammar) => grammar.Say(this);
}
