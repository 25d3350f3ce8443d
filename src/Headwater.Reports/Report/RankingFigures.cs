using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The probability of being the best for each mixture, over the budget. If curves cross, the choice depends on the budget.</summary>
internal static class RankingFigures
{
    private const int MostPanels = 12;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles)
    {
        ImmutableArray<Outlook> all = [.. analysis.Outlooks.Where(o => o.Members.Length > 1)], outlooks = [.. all.TakeLast(MostPanels)];
        if (outlooks.IsEmpty) yield break;
        bool crowded = outlooks.Any(o => o.Members.Length > SeriesRanking.MostTogether);
        int columns = outlooks.Length switch { 1 => 1, 3 or > 4 => 3, _ => 2 };
        Axis y = new() { Label = "Probability of being the best", Unit = "%", Range = new AxisRange(0, 100) };
        yield return new Figure
        {
            Name = "ranking",
            Title = "Which mixture is best, by budget",
            Description = "Each mixture's probability of being the best, at scales beyond the data. "
                + (analysis.Options.UsesAverage ? "" : "Half of the draws come from the laws, and half extrapolate the measured differences without a law. ")
                + $"From {Readable.Percent(analysis.Options.Level)} on, the advice treats a choice as settled."
                + (crowded ? $" The {SeriesRanking.InColour} that are most often ahead are in colour; the others are thin lines." : "")
                + (all.Length > outlooks.Length ? $" The last {Readable.Whole(outlooks.Length)} of {Readable.Whole(all.Length)} groups of mixtures are drawn; the sliders have the rest." : ""),
            Columns = columns,
            PanelWidth = columns switch { 1 => 640, 2 => 440, _ => 340 },
            PanelHeight = 250,
            Panels = [.. outlooks.Select(outlook => new Panel
            {
                Title = outlooks.Length > 1 ? Title(views, outlook) : "",
                X = new Axis { Label = "Pretraining tokens", Scale = AxisScale.Logarithmic },
                Y = y,
                Layers = [new RuleLayer(100 * outlook.Level) { Style = new LayerStyle { Ink = Ink.Muted, Dash = Dash.Dotted, Width = 1 }, Legend = "settled", Words = $"Settled from {Readable.Percent(outlook.Level)} on" }, .. Curves(outlook, styles)],
            })],
        };
    }

    private static IEnumerable<Layer> Curves(Outlook outlook, SeriesStyles styles)
    {
        int[] members = [.. Enumerable.Range(0, outlook.Members.Length)];
        HashSet<int> leading = members.Length <= SeriesRanking.MostTogether ? [.. members] : [.. members.OrderByDescending(m => outlook.Rankings.Sum(r => r.ProbabilityBest[m] ?? 0)).Take(SeriesRanking.InColour)];
        return members.OrderBy(leading.Contains).SelectMany(m => leading.Contains(m) ? Curve(outlook, outlook.Members[m], m, styles) : [Thin(outlook, m)]);
    }

    private static LineLayer Thin(Outlook outlook, int index) => new(Positions(outlook, index)) { Style = new LayerStyle { Ink = Ink.Muted, Width = 0.6 }, Owner = outlook.Members[index].Mixture, Legend = SeriesRanking.Others, Words = outlook.Members[index].Mixture };

    private static ImmutableArray<Position> Positions(Outlook outlook, int index) =>
        [.. outlook.Rankings.Where(r => r.ProbabilityBest[index] is not null).Select(r => new Position(r.Scale, 100 * r.ProbabilityBest[index]!.Value))];

    private static IEnumerable<Layer> Curve(Outlook outlook, OutlookMember member, int index, SeriesStyles styles)
    {
        LayerStyle style = styles.Mixture(member.Mixture);
        ImmutableArray<Position> positions = Positions(outlook, index);
        if (positions.IsEmpty) yield break;
        yield return new LineLayer(positions) { Style = style, Legend = member.Mixture };
        // A mark at every sixth scale tells lines apart without colour.
        yield return new MarkerLayer([.. positions.Where((_, i) => i % 6 == 0).Select(p => new Mark(p.X, p.Y) { Words = $"{member.Mixture}, at {Readable.Count(p.X)}: probability of being the best {Readable.Probability(p.Y / 100)}" })]) { Style = style, Legend = member.Mixture };
    }

    private static string Title(ImmutableArray<SeriesView> views, Outlook outlook)
    {
        SeriesView view = views.First(v => v.Series.Key.Equals(outlook.Members[0].Result.Key));
        return string.Join(", ", new[] { view.Size, view.Setting }.Where(s => s.Length > 0));
    }
}
