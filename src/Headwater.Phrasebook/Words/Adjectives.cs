using System.Collections.Immutable;
using static Headwater.Phrasebook.Adjective;

namespace Headwater.Phrasebook;

/// <summary>Adjectives that suit the same kind of noun.</summary>
internal static class Adjectives
{
    public static readonly ImmutableArray<Adjective> Colours = [Red, Blue, Green, Yellow, White, Black, Brown, Grey];

    public static readonly ImmutableArray<Adjective> OfThings =
        [.. Colours, Big, Small, Old, New, Beautiful, Pretty, Cheap, Expensive, Heavy, Light, Modern, Simple, Practical];

    public static readonly ImmutableArray<Adjective> OfClothes =
        [.. Colours, New, Old, Beautiful, Warm, Light, Elegant, Cheap, Expensive, Long, Short];

    public static readonly ImmutableArray<Adjective> OfSmallThings = [.. Colours, Big, Small, Old, New, Beautiful, Pretty];

    public static readonly ImmutableArray<Adjective> OfFurniture = [White, Black, Brown, Grey, Green, Big, Small, Old, New, Beautiful];

    public static readonly ImmutableArray<Adjective> OfRooms = [Big, Small, Old, New, Beautiful, Warm, Quiet, Bright, Modern];

    public static readonly ImmutableArray<Adjective> OfFlats = [Big, Small, Old, New, Beautiful, Quiet, Bright, Modern, Cheap, Expensive];

    public static readonly ImmutableArray<Adjective> OfBuildings = [Big, Small, Old, New, Beautiful, Famous, Modern];

    /// <summary>What a building of any age may be.</summary>
    public static readonly ImmutableArray<Adjective> OfOldBuildings = [Big, Small, Old, Beautiful, Famous];

    public static readonly ImmutableArray<Adjective> OfTowns = [Old, New, Beautiful, Quiet, Modern];

    public static readonly ImmutableArray<Adjective> OfAnimals = [White, Black, Brown, Grey, Big, Small, Old, Young, Beautiful, Lazy, Fat, Tired];

    public static readonly ImmutableArray<Adjective> OfPlants = [Big, Small, Old, Young, Beautiful];

    public static readonly ImmutableArray<Adjective> OfReadings = [Long, Short, New, Old, Interesting, Boring, Funny, Sad, Thick, Thin];

    public static readonly ImmutableArray<Adjective> OfHair = [Black, Brown, Grey, White, Red, Dark];

    public static readonly ImmutableArray<Adjective> Compared =
        [Big, Small, Old, New, Beautiful, Pretty, Cheap, Expensive, Heavy, Light, Modern, Simple, Practical];

    public static readonly ImmutableArray<Adjective> ComparedFruit = [Sweet, Fresh, Good, Ripe, Cheap, Expensive, Big, Small];
}
