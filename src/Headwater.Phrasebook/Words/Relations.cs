using System.Collections.Immutable;

namespace Headwater.Phrasebook;

internal enum Preposition
{
    On, Under, Behind, Beside, InFrontOf,
}

internal enum Operation
{
    Plus, Minus,
}

internal enum Vehicle
{
    Train, Bus, Flight, NightTrain,
}

internal enum TrainKind
{
    Train, NightTrain, FastTrain,
}

/// <summary>How one travels far.</summary>
internal enum Means
{
    Train, Car, Plane, Bus, Bicycle, CamperVan,
}

/// <summary>How one gets from one end of a town to the other.</summary>
internal enum Way
{
    OnFoot, Bus, Bicycle, Car, Tram, Taxi,
}

internal enum Which
{
    First, Next, Last,
}

/// <summary>Why something runs late.</summary>
internal enum Cause
{
    Snow, Fog, Storm, Ice, Accident, Strike, Rain, Wind,
}

/// <summary>Prepositions that suit the same kind of noun.</summary>
internal static class Prepositions
{
    public static readonly ImmutableArray<Preposition> All = [.. Enum.GetValues<Preposition>()];

    /// <summary>Where one may stand by a building.</summary>
    public static readonly ImmutableArray<Preposition> OfPlaces = [Preposition.Behind, Preposition.Beside, Preposition.InFrontOf];
}
