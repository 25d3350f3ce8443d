using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Chooses which series are drawn in colour: those with the best last forecast or, without one, the best last point.</summary>
internal static class SeriesRanking
{
    /// <summary>At most this many curves in one panel can still be distinguished.</summary>
    public const int MostTogether = 12;

    /// <summary>If there are more, this many are shown in colour; there are as many colours and shapes.</summary>
    public const int InColour = 8;

    /// <summary>What the others are called in a legend.</summary>
    public const string Others = "the others";

    /// <summary>The series in colour and the others, both in their own order. Series of one name are in colour together.</summary>
    public static (ImmutableArray<SeriesView> Leading, ImmutableArray<SeriesView> Others) Part(ImmutableArray<SeriesView> views, Func<SeriesView, string> name)
    {
        if (views.DistinctBy(name).Count() <= MostTogether) return (views, []);
        HashSet<string> leading = [.. BestFirst(views).Select(name).Distinct().Take(InColour)];
        return ([.. views.Where(v => leading.Contains(name(v)))], [.. views.Where(v => !leading.Contains(name(v)))]);
    }

    /// <summary>The best at the end first; equals stay in their order.</summary>
    public static IEnumerable<SeriesView> BestFirst(IEnumerable<SeriesView> views) => views.OrderByDescending(Worth);

    private static double Worth(SeriesView view)
    {
        double last = view.Series.Forecasts.IsEmpty ? view.Series.Points.Select(p => p.Y).LastOrDefault(double.NaN) : view.Series.Forecasts[^1].Value;
        return double.IsNaN(last) ? double.NegativeInfinity : view.Series.HigherIsBetter ? last : -last;
    }
}
