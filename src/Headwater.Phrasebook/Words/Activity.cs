using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>What people do, object and all.</summary>
internal enum Activity
{
    // chores
    CleanTheWindows, TidyTheCellar, WaterTheFlowers, WashTheDishes, MowTheLawn, RepairTheRoof, PaintTheFence, IronTheShirts, TakeOutTheRubbish,
    HangUpTheWashing, PeelThePotatoes, SweepTheStairs, LayTheTable, BakeABread, MakeTheBeds, WashTheCar, PickTheApples, FeedTheHens,

    // pastimes
    ReadABook, GoForAWalk, PlayThePiano, PlayFootball, PlayChess, SwimInTheLake, ListenToMusic, WatchTelevision, Cycle, PaintAPicture, Dance, Sing,
    CookASoup, WriteALetter, DrinkATea, GoFishing, WorkInTheGarden, RestABit,
}

/// <summary>Activities of one kind.</summary>
internal static class Activities
{
    public static readonly ImmutableArray<Activity> Chores = [.. Enum.GetValues<Activity>().Where(activity => activity < Activity.ReadABook)];

    public static readonly ImmutableArray<Activity> Pastimes = [.. Enum.GetValues<Activity>().Where(activity => activity >= Activity.ReadABook)];
}
