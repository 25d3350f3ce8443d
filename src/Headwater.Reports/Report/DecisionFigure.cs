using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// The picture beside the headline: the curves of the leading mixtures with their forecasts and the model without pretraining, and below them the ranking
/// as a forest plot. Names stand at the ends of the curves, so the figure needs no legend, on a telephone or on a slide.
/// </summary>
internal static class DecisionFigure
{
    /// <summary>The figure's name, which its files have.</summary>
    public const string Name = "decision";

    private const int MostCurves = 6;
    private const int MostRanks = 12;
    private const double CurvesHeight = 320;
    private const double RankHeight = 25;
    private const double AroundRanks = 70;

    /// <summary>The figure; <c>null</c> where nothing was measured over a scale.</summary>
    public static Figure? Of(Analysis analysis, Decision? decision, SeriesStyles styles)
    {
        ImmutableArray<Contender> contenders = [.. ContendersOf(analysis, decision).Where(c => !c.Series.Points.IsEmpty)];
        if (contenders.IsEmpty) return null;
        MetricFormat format = MetricFormat.Of(analysis, contenders[0].Series.Metric);
        ImmutableArray<Contender> leading = [.. contenders.Take(MostCurves)];
        Panel curves = Curves(analysis, leading, format, styles);
        Panel? ranking = contenders.Length < 2 ? null : Ranking(contenders, decision?.At, format, styles);
        return new Figure
        {
            Name = Name,
            Title = $"{format.Name} of {(leading.Length == 1 ? leading[0].Name : leading.Length < contenders.Length ? $"the {leading.Length} leading mixtures" : "each mixture")}",
            Description = Describe(analysis, contenders, leading, format, ranking is not null),
            PanelWidth = 600,
            PanelHeight = CurvesHeight,
            Panels = ranking is null ? [curves] : [curves, ranking],
        };
    }

    // Those that the advice compares; without any, the curves of the first metric that end best.
    private static IEnumerable<Contender> ContendersOf(Analysis analysis, Decision? decision)
    {
        Contender[] compared = decision is null ? []
            : [.. decision.Contenders.Select(v => (v, Series: decision.SeriesOf(v))).Where(pair => pair.Series is not null).Select(pair => new Contender(pair.v.Mixture, pair.Series!, pair.v.ProbabilityBest))];
        if (compared.Length > 0) return Ranked(compared, decision!.At);
        ImmutableArray<SeriesView> first = [.. SeriesView.Of(analysis).Where(v => !v.Series.Points.IsEmpty).GroupBy(v => (v.Setting, v.Series.Metric)).OrderBy(g => g.First().Format.IsLoss).FirstOrDefault() ?? Enumerable.Empty<SeriesView>()];
        return first.IsEmpty ? [] : SeriesRanking.BestFirst(first.Where(v => v.SizeValue == first.Max(other => other.SizeValue))).Select(v => new Contender(v.Mixture, v.Series, null));
    }

    // The most likely best first. Among those whose probabilities print alike, the better forecast goes first, or the better last measurement.
    private static IEnumerable<Contender> Ranked(IEnumerable<Contender> contenders, double? at) => contenders
        .OrderByDescending(c => Math.Round(c.ProbabilityBest ?? -1, 2))
        .ThenByDescending(c => (c.Series.HigherIsBetter ? 1 : -1) * ((at is { } scale ? c.ForecastAt(scale)?.Value : null) ?? c.Series.Points.Select(p => p.Y).LastOrDefault()))
        .ThenBy(c => c.Name, StringComparer.Ordinal);

    private static Panel Curves(Analysis analysis, ImmutableArray<Contender> leading, MetricFormat format, SeriesStyles styles)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var labels = ImmutableArray.CreateBuilder<EndLabel>();
        foreach (Contender contender in leading.Reverse())
        {
            LayerStyle style = styles.Mixture(contender.Name);
            layers.AddRange(CurveLayers.Layers(contender.Series, style, contender.Name, (p, f) => Words(contender, format, p, f)));
            Position end = CurveLayers.EndOf(contender.Series);
            labels.Add(new EndLabel(end.Y, contender.Name) { X = end.X, Style = style, HasMarker = true });
        }

        // Mixtures are finetuned in the same way, so one model without pretraining stands for all.
        if (leading.Select(c => c.Series.Scratch).FirstOrDefault(s => s is not null) is { } scratch)
        {
            layers.Add(new RuleLayer(scratch.Y) { HalfWidth = scratch.StandardError, Style = SeriesStyles.Scratch, Owner = "no pretraining", Words = $"Without pretraining: {format.Name} {format.Value(scratch.Y, scratch.StandardError)}" });
            labels.Add(new EndLabel(scratch.Y, "no pretraining") { Style = SeriesStyles.Scratch });
        }

        double last = leading.Max(c => c.Series.Points[^1].X);
        if (leading.Any(c => CurveLayers.EndOf(c.Series).X > last)) layers.Add(new ZoneLayer(last, null) { Label = "forecast" });
        return new Panel
        {
            X = new Axis { Label = Capital(SeriesView.Words(analysis.Options.Scale)), Scale = AxisScale.Logarithmic, Landmarks = [.. leading.SelectMany(c => c.Series.Points).Select(p => p.X).Distinct().Order()] },
            Y = new Axis { Label = format.Name, Unit = format.Unit },
            Layers = layers.ToImmutable(),
            EndLabels = labels.ToImmutable(),
        };
    }

    // At the scale decided about; where nothing is forecast there, at the last scale that all of them were measured at.
    private static Panel? Ranking(ImmutableArray<Contender> contenders, double? at, MetricFormat format, SeriesStyles styles)
    {
        bool isForecast = at is { } asked && contenders.Any(c => c.ForecastAt(asked) is not null);
        double? common = isForecast ? at : LastCommon(contenders);
        if (common is not { } scale) return null;
        ImmutableArray<(Contender Contender, Mark Mark)> ranks =
        [
            .. contenders.Select(c => (c, isForecast ? ForecastMark(c, scale, format) : MeasuredMark(c, scale, format)))
                .Where(rank => rank.Item2 is not null).Select(rank => (rank.c, rank.Item2!)).Take(MostRanks),
        ];
        if (ranks.Length < 2) return null;
        bool hasOdds = ranks.Any(rank => rank.Contender.ProbabilityBest is not null);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        MeasuredPoint? scratch = contenders.Select(c => c.Series.Scratch).FirstOrDefault(s => s is not null);
        if (scratch is { } baseline)
            layers.Add(new LineLayer([new(baseline.Y, -0.5), new(baseline.Y, ranks.Length - 0.5)]) { Style = SeriesStyles.Scratch, Owner = "no pretraining", Words = $"Without pretraining: {format.Name} {format.Value(baseline.Y)}" });
        layers.AddRange(ranks.Select((rank, row) => new MarkerLayer([rank.Mark with { Y = row }]) { Style = styles.Mixture(rank.Contender.Name) with { Hollow = isForecast }, Owner = rank.Contender.Name, HasHorizontalBars = true }));
        string unit = format.Unit is { } of ? $" ({of})" : "";
        string what = ranks[0].Contender.ForecastAt(scale) is { } first && isForecast ? $"{Readable.Percent(first.Level)} interval" : "one standard error";
        return new Panel
        {
            X = new Axis { Label = $"{format.Name}{unit} {(isForecast ? "forecast" : "measured")} at {Readable.Count(scale)}, {what}", Range = RangeOf(ranks, scratch) },
            Y = new Axis { Label = "Ranking", Names = [.. ranks.Select(rank => rank.Contender.Name)] },
            Layers = layers.ToImmutable(),
            EndLabels = hasOdds ? [.. ranks.Select((rank, row) => new EndLabel(row, rank.Contender.ProbabilityBest is { } odds ? Readable.Probability(odds) : "–"))] : [],
            EndHeading = hasOdds ? "P(best)" : "",
            Height = AroundRanks + (RankHeight * ranks.Length),
        };
    }

    private static Mark? ForecastMark(Contender contender, double scale, MetricFormat format) => contender.ForecastAt(scale) is not { } f ? null
        : new Mark(f.Value, 0) { Low = f.Low, High = f.High, Words = $"{Words(contender, format, null, f)}{Odds(contender)}" };

    private static Mark? MeasuredMark(Contender contender, double scale, MetricFormat format)
    {
        MeasuredPoint[] points = [.. contender.Series.Points.Where(p => p.X == scale)];
        return points is [var p] ? new Mark(p.Y, 0) { Low = p.Y - p.StandardError, High = p.Y + p.StandardError, Words = $"{Words(contender, format, p, null)}{Odds(contender)}" } : null;
    }

    private static double? LastCommon(ImmutableArray<Contender> contenders)
    {
        double[] scales = [.. contenders.SelectMany(c => c.Series.Points.Select(p => p.X).Distinct()).GroupBy(x => x).Where(g => g.Count() == contenders.Length).Select(g => g.Key)];
        return scales.Length == 0 ? null : scales.Max();
    }

    // Cuts very wide intervals at twice the spread of the values, so that the others stay readable.
    private static AxisRange RangeOf(ImmutableArray<(Contender Contender, Mark Mark)> ranks, MeasuredPoint? scratch)
    {
        double[] values = [.. ranks.Select(rank => rank.Mark.X).Concat(scratch is { } baseline ? [baseline.Y] : [])];
        double[] halves = [.. ranks.Select(rank => ((rank.Mark.High ?? rank.Mark.X) - (rank.Mark.Low ?? rank.Mark.X)) / 2).Order()];
        double low = values.Min(), high = values.Max(), room = 2 * Math.Max(high - low, halves[halves.Length / 2]);
        return new AxisRange(
            Math.Max(low - room, Math.Min(low, ranks.Min(rank => rank.Mark.Low ?? rank.Mark.X))),
            Math.Min(high + room, Math.Max(high, ranks.Max(rank => rank.Mark.High ?? rank.Mark.X))));
    }

    private static string Describe(Analysis analysis, ImmutableArray<Contender> contenders, ImmutableArray<Contender> leading, MetricFormat format, bool isRanked)
    {
        IEnumerable<SeriesResult> series = leading.Select(c => c.Series);
        bool isForecast = series.Any(s => !s.Forecasts.IsEmpty);
        return string.Join(' ', new[]
        {
            "Lines join the measured points.",
            series.Any(s => s.Points.Any(p => p.StandardError is not null)) ? "Bars are one standard error." : "",
            isForecast ? $"Beyond the data, dashed lines are forecasts and bands are their {Readable.Percent(analysis.Options.Level)} intervals." : "",
            series.Any(s => s.Scratch is not null) ? "The dashed horizontal line is the model without pretraining." : "",
            isRanked && contenders.Any(c => c.ProbabilityBest is not null) ? "Percentages are each mixture's probability of being the best." : "",
            leading.Length < contenders.Length ? $"Only the {leading.Length} of {Readable.Whole(contenders.Length)} mixtures that are most likely the best have curves." : "",
        }.Where(sentence => sentence.Length > 0));
    }

    private static string Words(Contender contender, MetricFormat format, MeasuredPoint? point, Forecast? forecast) =>
        point is { } p ? $"{contender.Name}, at {Readable.Count(p.X)}: {format.Name} {format.Value(p.Y, p.StandardError)}"
        : forecast is { } f ? $"{contender.Name}, forecast at {Readable.Place(f.At)}: {format.Name} {format.Value(f.Value)}, {Readable.Percent(f.Level)} interval {format.Interval(f.Low, f.High)}"
        : contender.Name;

    private static string Odds(Contender contender) => contender.ProbabilityBest is { } odds ? $"; probability of being the best {Readable.Probability(odds)}" : "";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private sealed record Contender(string Name, SeriesResult Series, double? ProbabilityBest)
    {
        public Forecast? ForecastAt(double scale) => Series.Forecasts.FirstOrDefault(f => f.At.Count == 1 && f.At.Values.First() == scale);
    }
}
