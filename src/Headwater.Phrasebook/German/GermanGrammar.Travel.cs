using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Departure m) => Sentence(
        $"der {Name(m.What)} nach {Name(m.To)} fährt um {Clock(m.At)} von Gleis {Words(m.Platform)} ab");

    public override string Say(Delay m) => Sentence(
        $"wegen {Of(m.Why)} hat der {Name(m.What)} von {Name(m.Way.First)} nach {Name(m.Way.Second)} {Write(m.Minutes)} Minuten Verspätung");

    public override string Say(Journey m) => Sentence(
        $"im {Name(m.When)} {Verb(m.Who, "reisen")} {Who(m.Who)} für {Length(Accusative, m.HowLong)} mit dem {Name(m.By)} " +
        $"{GermanLexicon.Countries[m.To].To}");

    public override string Say(Directions m) => Sentence(
        $"um {Join("zu", The(Dative, m.Goal))} zu kommen, nehmen Sie nach {The(Dative, m.Landmark)} die {GermanNumbers.OrdinalStem(m.Street)}e " +
        $"Straße {(m.Side == Side.Left ? "links" : "rechts")} und gehen {Write(m.Minutes)} Minuten geradeaus");

    public override string Say(TicketOrder m) => Sentence(
        $"für {Name(m.Day)}{Name(m.Part)} möchte ich {Write(m.Count)} {(m.Return ? "Rückfahrkarten" : "einfache Fahrkarten")} " +
        $"{(m.Class == 1 ? "erster" : "zweiter")} Klasse von {Name(m.Way.First)} nach {Name(m.Way.Second)}");

    public override string Say(WayThroughTown m) => Sentence(
        $"{Join("von", The(Dative, m.Way.First, m.How))} {Join("zu", The(Dative, m.Way.Second))} braucht man {By(m.By)} {Write(m.Minutes)} Minuten");

    public override string Say(TimetableQuestion m) => Sentence(
        $"können Sie mir sagen, wann am {Name(m.Day)}{Name(m.Part)} der {Name(m.Which)} {Name(m.What)} von {Name(m.Way.First)} nach " +
        $"{Name(m.Way.Second)} " +
        $"{(m.Arrives ? "ankommt" : m.What == Vehicle.Flight ? "startet" : "abfährt")}?");

    public override string Say(RoomBooking m) => Sentence(
        $"{(m.Several ? "wir möchten" : "ich möchte")} ab dem {Day(m.From)} für {Words(m.Nights)} Nächte ein {Name(m.Kind)} " +
        $"mit {Name(m.With)} buchen");

    public override string Say(RoomFault m) => Sentence(
        $"in Zimmer {Write(m.Room)} funktioniert seit {Name(m.Day)}{Name(m.Part)} {Name(m.What)} nicht");

    public override string Say(Outing m) => Sentence(
        $"am {Name(m.Day)}{Name(m.Part)} {Verb(m.Who, m.By == Way.OnFoot ? Walk : Ride)} {Who(m.Who)} {By(m.By)} " +
        $"{Join("zu", The(Dative, m.To, m.How))}");

    private static readonly GermanVerb Walk = new("gehen");

    private static readonly GermanVerb Ride = new("fahren", He: "fährt");

    private static string Name(TrainKind kind) => kind switch
    {
        TrainKind.NightTrain => "Nachtzug",
        TrainKind.FastTrain => "Schnellzug",
        _ => "Zug",
    };

    private static string Of(Cause cause) => cause switch
    {
        Cause.Snow => "des Schnees",
        Cause.Fog => "des Nebels",
        Cause.Storm => "des Sturms",
        Cause.Ice => "des Eises",
        Cause.Accident => "des Unfalls",
        Cause.Strike => "des Streiks",
        Cause.Rain => "des Regens",
        _ => "des Windes",
    };

    private static string Name(Means means) => means switch
    {
        Means.Train => "Zug",
        Means.Car => "Auto",
        Means.Plane => "Flugzeug",
        Means.Bus => "Bus",
        Means.Bicycle => "Fahrrad",
        _ => "Wohnmobil",
    };

    private static string By(Way way) => way switch
    {
        Way.OnFoot => "zu Fuß",
        Way.Bus => "mit dem Bus",
        Way.Bicycle => "mit dem Fahrrad",
        Way.Car => "mit dem Auto",
        Way.Tram => "mit der Straßenbahn",
        _ => "mit dem Taxi",
    };

    private static string Name(Which which) => which switch
    {
        Which.First => "erste",
        Which.Next => "nächste",
        _ => "letzte",
    };

    private static string Name(RoomKind kind) => kind switch
    {
        RoomKind.Single => "Einzelzimmer",
        RoomKind.Double => "Doppelzimmer",
        RoomKind.Quiet => "ruhiges Zimmer",
        RoomKind.Cheap => "billiges Zimmer",
        RoomKind.Bright => "helles Zimmer",
        _ => "Familienzimmer",
    };

    private static string Name(RoomFeature feature) => feature switch
    {
        RoomFeature.Balcony => "Balkon",
        RoomFeature.Bath => "Badewanne",
        RoomFeature.Shower => "Dusche",
        RoomFeature.SeaView => "Meerblick",
        RoomFeature.Terrace => "Terrasse",
        RoomFeature.Breakfast => "Frühstück",
        RoomFeature.Television => "Fernseher",
        _ => "Kühlschrank",
    };

    private static string Name(Equipment equipment) => equipment switch
    {
        Equipment.Heating => "die Heizung",
        Equipment.Shower => "die Dusche",
        Equipment.Television => "der Fernseher",
        Equipment.Lamp => "die Lampe",
        Equipment.Telephone => "das Telefon",
        Equipment.Lock => "das Schloss",
        Equipment.AirConditioning => "die Klimaanlage",
        Equipment.Fridge => "der Kühlschrank",
        Equipment.HairDryer => "der Föhn",
        Equipment.Alarm => "der Wecker",
        Equipment.Tap => "der Wasserhahn",
        _ => "die Steckdose",
    };
}
