using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Pictures of an analysis of mixtures: the runs in parallel coordinates, the response to each corpus, and predictions of held-out runs beside their measurements.</summary>
internal static class MixtureFigures
{
    private const int MostBest = 10;
    private const double BestShare = 0.1;
    private const int MostOthers = 200;
    private const int ResponsePoints = 21;
    private const int MostPanels = 12;

    public static ImmutableArray<Figure> Of(MixtureAnalysis analysis) => [Coordinates(analysis), Responses(analysis), Predictions(analysis)];

    // One line a mixture: corpora from the top down, rates to the right.
    private static Figure Coordinates(MixtureAnalysis analysis)
    {
        MixtureTarget target = analysis.Objective.Target;
        int[] ranked = [.. Enumerable.Range(0, target.Values.Length).Where(run => target.Values[run] is not null).OrderBy(run => target.HigherIsBetter is true ? -target.Values[run] : target.Values[run])];
        int best = Math.Clamp((int)(BestShare * ranked.Length), 1, MostBest);
        int[] corpora = [.. Enumerable.Range(0, analysis.Limits.Corpora.Length).OrderByDescending(corpus => analysis.IsDistinguishable ? analysis.Proposal.Rates[corpus] : 0).ThenByDescending(corpus => analysis.Limits.Natural[corpus])];
        LineLayer Line(IReadOnlyList<double> rates, LayerStyle style, string legend, string words) =>
            new([.. corpora.Select((corpus, place) => new Position(100 * rates[corpus], place))]) { Style = style, Legend = legend, Words = words };
        return new()
        {
            Name = "mixtures",
            Title = analysis.IsDistinguishable ? "The mixtures tried, the natural one and the proposal" : "The mixtures tried and the natural one",
            Description = $"A line for each mixture, through its rate of each corpus{(analysis.IsDistinguishable ? "; corpora are ordered by the proposal" : "")}. The {best} runs that did best on {target.Name} are in colour.",
            PanelWidth = 860,
            PanelHeight = Math.Max(260, 90 + (22 * corpora.Length)),
            Panels =
            [
                new()
                {
                    X = new() { Label = "Rate", Unit = "%" },
                    Y = new() { Label = "Corpus", Names = [.. corpora.Select(corpus => analysis.Limits.Corpora[corpus])] },
                    Layers =
                    [
                        .. ranked.Skip(best).Take(MostOthers).Select(run => Line(analysis.Runs.Design[run].ToArray(), new() { Ink = Ink.Grid, Width = 0.6 }, "Other runs", analysis.Runs.Names[run])),
                        .. ranked.Take(best).Select(run => Line(analysis.Runs.Design[run].ToArray(), new() { Ink = Ink.Category1, Width = 1.2 }, "Best runs", $"{analysis.Runs.Names[run]}: {MixtureSentences.Number(target.Values[run]!.Value)}")),
                        Line(analysis.Proposal.Natural, new() { Ink = Ink.Foreground, Width = 2, Dash = Dash.Dashed }, "Natural", "The natural mixture"),
                        .. analysis.IsDistinguishable ? [Line(analysis.Proposal.Rates, new() { Ink = Ink.Category0, Width = 3 }, "Proposal", "The proposed mixture")] : Array.Empty<LineLayer>(),
                    ],
                },
            ],
        };
    }

    private static Figure Responses(MixtureAnalysis analysis)
    {
        string name = analysis.Objective.Target.Name;
        int[] corpora = [.. Enumerable.Range(0, analysis.Limits.Corpora.Length).Select(corpus => (corpus, Effect: Math.Abs(ResponseCurve.Of(analysis, analysis.Objective, corpus, 2).Effect))).OrderByDescending(pair => pair.Effect).Select(pair => pair.corpus)];
        return new()
        {
            Name = "responses",
            Title = $"What each corpus does to {name}",
            Description = $"The forecast of {name} as the rate of one corpus changes and the others keep their natural proportions, with {Readable.Percent(analysis.Options.Level)} intervals. The corpora with the largest effect come first; the dot is the natural rate.",
            Unfolded = MostPanels,
            Columns = 3,
            PanelWidth = 300,
            PanelHeight = 220,
            Panels = Panel.OnCommonAxes(corpora.Select(corpus => ResponsePanel(analysis, corpus))).Select((panel, index) => panel with { X = panel.X with { Range = null } }).ToImmutableArray(),
        };
    }

    private static Panel ResponsePanel(MixtureAnalysis analysis, int corpus)
    {
        ResponseCurve curve = ResponseCurve.Of(analysis, analysis.Objective, corpus, ResponsePoints);
        double natural = 100 * analysis.Limits.Natural[corpus];
        double value = analysis.Objective.Predict([.. analysis.Limits.Natural]);
        return new()
        {
            Title = curve.Corpus,
            X = new() { Label = "Rate", Unit = "%" },
            Y = new() { Label = analysis.Objective.Target.Metric },
            Layers =
            [
                new BandLayer([.. curve.Rates.Select((rate, index) => new BandEdge(100 * rate, curve.Values[index].Low, curve.Values[index].High))]) { Style = new() { Ink = Ink.Category0 }, Legend = "Interval" },
                new LineLayer([.. curve.Rates.Select((rate, index) => new Position(100 * rate, curve.Values[index].Value))]) { Style = new() { Ink = Ink.Category0 }, Legend = "Forecast" },
                new MarkerLayer([new(natural, value) { Words = $"natural rate {Readable.Fixed(natural, 1)}%: {MixtureSentences.Number(value)}" }]) { Style = new() { Ink = Ink.Foreground }, Legend = "Natural rate" },
            ],
        };
    }

    private static Figure Predictions(MixtureAnalysis analysis)
    {
        MixtureFit[] fits = [analysis.Objective, .. analysis.Fits.Where(fit => fit != analysis.Objective)];
        return new()
        {
            Name = "measured-against-predicted",
            Title = "Held-out runs: measured against predicted",
            Description = "Each run is predicted from the runs of the other folds. On the line, prediction and measurement agree.",
            Unfolded = MostPanels,
            Columns = 3,
            PanelWidth = 300,
            PanelHeight = 260,
            Panels = [.. fits.Select(fit => PredictionPanel(analysis, fit))],
        };
    }

    private static Panel PredictionPanel(MixtureAnalysis analysis, MixtureFit fit)
    {
        ImmutableArray<HeldOutRun> runs = fit.HeldOut;
        double low = runs.Min(run => Math.Min(run.Predicted, run.Measured));
        double high = runs.Max(run => Math.Max(run.Predicted, run.Measured));
        return new()
        {
            Title = fit.Target.Name,
            X = new() { Label = "Predicted" },
            Y = new() { Label = "Measured" },
            Layers =
            [
                new LineLayer([new(low, low), new(high, high)]) { Style = new() { Ink = Ink.Muted, Width = 1 }, Words = "Prediction and measurement agree" },
                new MarkerLayer([.. runs.Select(run => new Mark(run.Predicted, run.Measured) { Words = $"{analysis.Runs.Names[run.Run]}: predicted {MixtureSentences.Number(run.Predicted)}, measured {MixtureSentences.Number(run.Measured)}" })])
                {
                    Style = new() { Ink = Ink.Category0, Radius = runs.Length > 100 ? 1.8 : 3 },
                },
            ],
        };
    }
}
