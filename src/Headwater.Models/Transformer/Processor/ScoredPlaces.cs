namespace Headwater.Models;

/// <summary>Which places of some positions count in the loss, and their targets.</summary>
internal sealed record ScoredPlaces(int Positions, int[] Places, long[] TargetIds)
{
    /// <param name="targets">The target of each position.</param>
    /// <param name="unscored">The target of a position that does not count.</param>
    public static ScoredPlaces Of(int[] targets, int unscored)
    {
        int[] places = [.. Enumerable.Range(0, targets.Length).Where(place => targets[place] != unscored)];
        return new ScoredPlaces(targets.Length, places, Array.ConvertAll(places, place => (long)targets[place]));
    }
}
