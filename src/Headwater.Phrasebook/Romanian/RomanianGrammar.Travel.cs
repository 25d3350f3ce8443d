using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Departure m) => Sentence(
        $"{The(m.What)} spre {Name(m.To)} pleacă la {Clock(m.At)} de la linia {Words(m.Platform)}");

    public override string Say(Delay m) => Sentence(
        $"{The(m.What)} de la {Name(m.Way.First)} la {Name(m.Way.Second)} are {RomanianNumbers.Count(m.Minutes, Neuter, "minute")} întârziere din " +
        $"cauza {Of(m.Why)}");

    public override string Say(Journey m) => Sentence(
        $"în {Name(m.When)} {Clause(m.Who, Leave)} {Name(m.By)} {In(m.To)} pentru {Length(m.HowLong)}");

    public override string Say(Directions m) => Sentence(
        $"ca să ajungeți la {Entry(m.Goal).AfterPreposition}, luați-o pe {RomanianNumbers.Ordinal(m.Street)} stradă la " +
        $"{(m.Side == Side.Left ? "stânga" : "dreapta")} după {Entry(m.Landmark).AfterPreposition} și mergeți drept înainte timp de " +
        RomanianNumbers.Count(m.Minutes, Neuter, "minute"));

    public override string Say(TicketOrder m) => Sentence(
        $"aș dori {RomanianNumbers.Count(m.Count, Neuter, "bilete")} {(m.Return ? "dus-întors" : "numai dus")} la clasa " +
        $"{(m.Class == 1 ? "întâi" : "a doua")} de la {Name(m.Way.First)} la {Name(m.Way.Second)} pentru {Name(m.Day)} {Name(m.Part)}");

    public override string Say(WayThroughTown m) => Sentence(
        $"de la {The(m.Way.First, m.How)} până la {Entry(m.Way.Second).AfterPreposition} drumul durează " +
        $"{RomanianNumbers.Count(m.Minutes, Neuter, "minute")} {Name(m.By)}");

    public override string Say(TimetableQuestion m) => Sentence(
        $"îmi puteți spune când {(m.Arrives ? "sosește" : "pleacă")} {Name(m.Which)} {Name(m.What)} de la {Name(m.Way.First)} la " +
        $"{Name(m.Way.Second)} {Name(m.Day)} {Name(m.Part)}?");

    public override string Say(RoomBooking m) => Sentence(
        $"{(m.Several ? "am dori să rezervăm" : "aș dori să rezerv")} o cameră {Name(m.Kind)} cu {Name(m.With)} pentru " +
        $"{Count(m.Nights, Feminine, "nopți")} începând cu {Day(m.From)}");

    public override string Say(RoomFault m) => Sentence(
        $"în camera {Write(m.Room)} {Name(m.What)} nu mai funcționează de {Name(m.Day)} {Name(m.Part)}");

    public override string Say(Outing m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)} {Clause(m.Who, RomanianActivities.Go)} la {The(m.To, m.How)} {Name(m.By)}");

    private static readonly RomanianVerb Leave = new("plec", "pleacă", "plecăm", "pleacă", "plece");

    private static string The(TrainKind kind) => kind switch
    {
        TrainKind.NightTrain => "trenul de noapte",
        TrainKind.FastTrain => "trenul rapid",
        _ => "trenul",
    };

    private static string The(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Train => "trenul",
        Vehicle.Bus => "autobuzul",
        Vehicle.Flight => "zborul",
        _ => "trenul de noapte",
    };

    private static string Name(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Train => "tren",
        Vehicle.Bus => "autobuz",
        Vehicle.Flight => "zbor",
        _ => "tren de noapte",
    };

    /// <summary>A cause in the genitive.</summary>
    private static string Of(Cause cause) => cause switch
    {
        Cause.Snow => "zăpezii",
        Cause.Fog => "ceții",
        Cause.Storm => "furtunii",
        Cause.Ice => "poleiului",
        Cause.Accident => "accidentului",
        Cause.Strike => "grevei",
        Cause.Rain => "ploii",
        _ => "vântului",
    };

    private static string Name(Means means) => means switch
    {
        Means.Train => "cu trenul",
        Means.Car => "cu mașina",
        Means.Plane => "cu avionul",
        Means.Bus => "cu autobuzul",
        Means.Bicycle => "cu bicicleta",
        _ => "cu autorulota",
    };

    private static string Name(Way way) => way switch
    {
        Way.OnFoot => "pe jos",
        Way.Bus => "cu autobuzul",
        Way.Bicycle => "cu bicicleta",
        Way.Car => "cu mașina",
        Way.Tram => "cu tramvaiul",
        _ => "cu taxiul",
    };

    private static string Name(Which which) => which switch
    {
        Which.First => "primul",
        Which.Next => "următorul",
        _ => "ultimul",
    };

    private static string Name(RoomKind kind) => kind switch
    {
        RoomKind.Single => "simplă",
        RoomKind.Double => "dublă",
        RoomKind.Quiet => "liniștită",
        RoomKind.Cheap => "ieftină",
        RoomKind.Bright => "luminoasă",
        _ => "de familie",
    };

    private static string Name(RoomFeature feature) => feature switch
    {
        RoomFeature.Balcony => "balcon",
        RoomFeature.Bath => "cadă",
        RoomFeature.Shower => "duș",
        RoomFeature.SeaView => "vedere la mare",
        RoomFeature.Terrace => "terasă",
        RoomFeature.Breakfast => "mic dejun",
        RoomFeature.Television => "televizor",
        _ => "frigider",
    };

    private static string Name(Equipment equipment) => equipment switch
    {
        Equipment.Heating => "încălzirea",
        Equipment.Shower => "dușul",
        Equipment.Television => "televizorul",
        Equipment.Lamp => "lampa",
        Equipment.Telephone => "telefonul",
        Equipment.Lock => "încuietoarea",
        Equipment.AirConditioning => "aerul condiționat",
        Equipment.Fridge => "frigiderul",
        Equipment.HairDryer => "uscătorul de păr",
        Equipment.Alarm => "ceasul deșteptător",
        Equipment.Tap => "robinetul",
        _ => "priza",
    };
}
