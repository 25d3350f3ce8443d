using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>Where people go.</summary>
internal enum Place
{
    Station, School, Museum, Church, Market, Bakery, Pharmacy, Hospital, Library, PostOffice, Bank, Cinema, Theatre, Park, Zoo, Beach, Harbour,
    Airport,
    TownHall, Castle, SwimmingPool, Restaurant, Cafe, Supermarket, University, Lake, Forest, Farm, Stadium, Factory, Mill, Bridge, Tower, Fountain,
    Bookshop, Opera, Hotel,
}

/// <summary>Places that suit the same kind of phrase.</summary>
internal static class Places
{
    /// <summary>Where one goes for an hour or an afternoon.</summary>
    public static readonly ImmutableArray<Place> Outings =
    [
        Place.Museum, Place.Market, Place.Library, Place.Cinema, Place.Theatre, Place.Park, Place.Zoo, Place.Beach, Place.Castle, Place.SwimmingPool,
        Place.Restaurant, Place.Cafe, Place.Lake, Place.Forest, Place.Farm, Place.Stadium, Place.Opera, Place.Bookshop, Place.Mill, Place.Harbour,
    ];

    /// <summary>What stands out in a town and helps to find the way.</summary>
    public static readonly ImmutableArray<Place> Landmarks =
    [
        Place.Station, Place.School, Place.Museum, Place.Church, Place.Bakery, Place.Pharmacy, Place.Hospital, Place.Library, Place.PostOffice,
        Place.Bank,
        Place.Cinema, Place.Theatre, Place.TownHall, Place.Castle, Place.Restaurant, Place.Cafe, Place.Supermarket, Place.Stadium, Place.Bridge,
        Place.Tower, Place.Fountain, Place.Bookshop, Place.Opera, Place.Hotel, Place.Airport,
    ];

    public static readonly ImmutableArray<Place> Buildings =
    [
        Place.Station, Place.School, Place.Museum, Place.Church, Place.Hospital, Place.Library, Place.Theatre, Place.TownHall, Place.Castle,
        Place.University, Place.Mill, Place.Bridge, Place.Tower, Place.Fountain, Place.Opera, Place.Hotel,
    ];

    public static readonly ImmutableArray<Place> WithHours =
    [
        Place.Museum, Place.Bakery, Place.Pharmacy, Place.Library, Place.PostOffice, Place.Bank, Place.Zoo, Place.TownHall, Place.Castle,
        Place.SwimmingPool, Place.Cafe, Place.Supermarket, Place.Bookshop, Place.Tower,
    ];

    /// <summary>Rooms and grounds where people gather.</summary>
    public static readonly ImmutableArray<Place> Venues =
    [
        Place.School, Place.Museum, Place.Library, Place.Theatre, Place.Park, Place.Zoo, Place.TownHall, Place.Castle, Place.Restaurant, Place.Cafe,
        Place.University, Place.Stadium, Place.Factory, Place.Mill, Place.Hotel, Place.Bookshop, Place.Farm,
    ];

    public static readonly ImmutableArray<Place> Grocers = [Place.Market, Place.Supermarket, Place.Farm];
}
