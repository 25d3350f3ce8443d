using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Averages a curve of very many points, such as a loss logged at every step, in steps of equal ratio. A thousand of them over five decades are 1.2 %
/// wide: no law bends in so little, and fits, intervals, trends and figures take no longer than the eye needs.
/// </summary>
internal static class DenseCurve
{
    /// <summary>The most points that are left as they are.</summary>
    public const int MostPoints = 2_000;

    private const int Steps = 1_000;

    /// <summary>Places of one scale above 0 in increasing order, at most <see cref="MostPoints"/>; places of several scales as they are.</summary>
    public static ImmutableArray<Place> Thin(ImmutableArray<Place> places)
    {
        if (places.Length <= MostPoints || places[0].Scales.Length > 1)
        {
            return places;
        }

        double low = Math.Log(places[0].Scales[0]);
        double width = (Math.Log(places[^1].Scales[0]) - low) / Steps;
        return [.. places.GroupBy(place => Math.Min((int)((Math.Log(place.Scales[0]) - low) / width), Steps - 1)).Select(step => Average([.. step]))];
    }

    /// <summary>Points of one scale above 0 in increasing order, at most <see cref="MostPoints"/>.</summary>
    public static ImmutableArray<Point> Thin(ImmutableArray<Point> points) =>
        points.Length <= MostPoints ? points : [.. Thin([.. points.Select(point => new Place([point.X], point))]).Select(place => place.Point)];

    /// <summary>What is said of a series that was averaged.</summary>
    public static IEnumerable<string> Warnings(SeriesRows series, int measured, int fitted)
    {
        if (fitted < measured)
        {
            yield return $"{series.Key.Name}: {measured} scales are averaged to {fitted}, in steps of equal ratio. Choose some with --where to have them as they are.";
        }
    }

    private static Place Average(Place[] step)
    {
        double scale = Math.Exp(step.Average(place => Math.Log(place.Scales[0])));
        return step is [var only] ? only : new([scale], Replication.Average(scale, [.. step.Select(place => place.Point)]));
    }
}
