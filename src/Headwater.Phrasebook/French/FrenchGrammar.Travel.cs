using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Departure m) => Sentence($"le {Name(m.What)} pour {Name(m.To)} part à {Clock(m.At)} du quai {Words(m.Platform)}");

    public override string Say(Delay m) => Sentence(
        $"le {Name(m.What)} {From(m.Way.First)} à {Name(m.Way.Second)} a {FrenchNumbers.Write(m.Minutes, feminine: true)} minutes de retard à " +
        $"cause {Of(Name(m.Why))}");

    public override string Say(Journey m) => Sentence(
        $"en {Name(m.When)}, {Clause(m.Who, Leave)} {FrenchLexicon.Countries[m.To].In} {Name(m.By)} pour {Length(m.HowLong)}");

    public override string Say(Directions m) => Sentence(
        $"pour aller {To(The(m.Goal))}, prenez la {FrenchNumbers.Ordinal(m.Street)} rue {(m.Side == Side.Left ? "à gauche" : "à droite")} après " +
        $"{The(m.Landmark)} et marchez tout droit pendant {FrenchNumbers.Write(m.Minutes, feminine: true)} minutes");

    public override string Say(TicketOrder m) => Sentence(
        $"je voudrais {Write(m.Count)} billets {(m.Return ? "aller-retour" : "aller simple")} en {(m.Class == 1 ? "première" : "deuxième")} classe " +
        $"{From(m.Way.First)} à {Name(m.Way.Second)} pour {Name(m.Day)} {Name(m.Part)}");

    public override string Say(WayThroughTown m) => Sentence(
        $"{Of(The(m.Way.First, m.How))} {To(The(m.Way.Second))}, il faut {FrenchNumbers.Write(m.Minutes, feminine: true)} minutes {By(m.By)}");

    public override string Say(TimetableQuestion m) => Sentence(
        $"pouvez-vous me dire quand {(m.Arrives ? "arrive" : "part")} {Which(m.Which, m.What)} {From(m.Way.First)} à {Name(m.Way.Second)} " +
        $"{Name(m.Day)} {Name(m.Part)} ?");

    public override string Say(RoomBooking m) => Sentence(
        $"{(m.Several ? "nous voudrions" : "je voudrais")} réserver une chambre {Name(m.Kind)} avec {Name(m.With)} pour {Words(m.Nights)} " +
        $"nuits à partir du {Day(m.From)}");

    public override string Say(RoomFault m) => Sentence(
        $"dans la chambre {Write(m.Room)}, {Name(m.What)} ne marche pas depuis {Name(m.Day)} {Name(m.Part)}");

    public override string Say(Outing m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)}, {Clause(m.Who, Go)} {To(The(m.To, m.How))} {By(m.By)}");

    private static readonly FrenchVerb Leave = new("partir", "pars", "part", "partons", "partent");

    private static string Name(TrainKind kind) => kind switch
    {
        TrainKind.NightTrain => "train de nuit",
        TrainKind.FastTrain => "train rapide",
        _ => "train",
    };

    private static string Name(Cause cause) => cause switch
    {
        Cause.Snow => "la neige",
        Cause.Fog => "le brouillard",
        Cause.Storm => "la tempête",
        Cause.Ice => "le verglas",
        Cause.Accident => "l'accident",
        Cause.Strike => "la grève",
        Cause.Rain => "la pluie",
        _ => "le vent",
    };

    private static string Name(Means means) => means switch
    {
        Means.Train => "en train",
        Means.Car => "en voiture",
        Means.Plane => "en avion",
        Means.Bus => "en bus",
        Means.Bicycle => "à vélo",
        _ => "en camping-car",
    };

    private static string By(Way way) => way switch
    {
        Way.OnFoot => "à pied",
        Way.Bus => "en bus",
        Way.Bicycle => "à vélo",
        Way.Car => "en voiture",
        Way.Tram => "en tramway",
        _ => "en taxi",
    };

    private static string Which(Which which, Vehicle vehicle) => which switch
    {
        Phrasebook.Which.First => $"le premier {Name(vehicle)}",
        Phrasebook.Which.Next => $"le prochain {Name(vehicle)}",
        _ => $"le dernier {Name(vehicle)}",
    };

    private static string Name(RoomKind kind) => kind switch
    {
        RoomKind.Single => "simple",
        RoomKind.Double => "double",
        RoomKind.Quiet => "calme",
        RoomKind.Cheap => "bon marché",
        RoomKind.Bright => "claire",
        _ => "familiale",
    };

    private static string Name(RoomFeature feature) => feature switch
    {
        RoomFeature.Balcony => "balcon",
        RoomFeature.Bath => "baignoire",
        RoomFeature.Shower => "douche",
        RoomFeature.SeaView => "vue sur la mer",
        RoomFeature.Terrace => "terrasse",
        RoomFeature.Breakfast => "petit déjeuner",
        RoomFeature.Television => "télévision",
        _ => "réfrigérateur",
    };

    private static string Name(Equipment equipment) => equipment switch
    {
        Equipment.Heating => "le chauffage",
        Equipment.Shower => "la douche",
        Equipment.Television => "la télévision",
        Equipment.Lamp => "la lampe",
        Equipment.Telephone => "le téléphone",
        Equipment.Lock => "la serrure",
        Equipment.AirConditioning => "la climatisation",
        Equipment.Fridge => "le réfrigérateur",
        Equipment.HairDryer => "le sèche-cheveux",
        Equipment.Alarm => "le réveil",
        Equipment.Tap => "le robinet",
        _ => "la prise",
    };
}
