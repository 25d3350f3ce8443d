using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Whether the values of a series are shares of right answers whose number, chance and ceiling are known. The number is that of the test items, or the
/// one that the standard error speaks of: p(1 − p)/stderr².
/// </summary>
internal static class BinomialLinkRule
{
    /// <summary>The answers behind the points, one for each group of replicates; <c>null</c> with what is missing where there are none.</summary>
    public static (BinomialLink? Link, string? Missing) Of(string metric, MetricRange range, ImmutableArray<MeasuredPoint> places, ScoreFloor floor)
    {
        Observation[] rows = [.. places.SelectMany(place => place.Rows)];
        if (!MetricTraits.IsShareOfAnswers(metric) || (range.Maximum is not (1 or 100) && rows.Any(row => row.Ceiling is null)))
        {
            return (null, $"{metric} is no share of right answers");
        }

        double?[] chances = floor == ScoreFloor.None ? [0] : [.. rows.Select(row => row.Chance).Distinct()];
        if (chances is not [{ } chance])
        {
            return (null, chances.Length > 1 ? "chance differs between rows" : "there is no column chance");
        }

        double unit = range.Maximum > 1 ? 100 : 1;
        double[] accuracies = [.. places.Select(place => place.Y / unit)];
        double[] items = [.. places.Select((place, i) => ItemsOf(place, accuracies[i], unit))];
        return !items.All(count => count > 0 && double.IsFinite(count)) ? (null, "the number of test items is not known: there is neither items nor stderr in every row")
            : !(range.Maximum > chance) || accuracies.Any(share => share is < 0 or > 1) ? (null, "values lie outside 0 to the ceiling, or chance is not below it")
            : (new(floor == ScoreFloor.None ? null : new(chance, range.Maximum), unit, accuracies, items), null);
    }

    private static double ItemsOf(MeasuredPoint place, double accuracy, double unit) =>
        place.Rows.Any() && place.Rows.All(row => row.Items > 0) ? place.Rows.Average(row => row.Items!.Value)
        : place.StandardError is > 0 and { } error ? accuracy * (1 - accuracy) * unit * unit / (error * error)
        : double.NaN;
}
