using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// Each score against the cross-entropy of the same model: one point for each model, a shape for each mixture. Where the points do not lie on one falling
/// curve, cross-entropy is no stand-in for the score.
/// </summary>
internal static class ScoreAgainstLossFigures
{
    /// <summary>More marks than these hide each other and make a page slow.</summary>
    private const int MostMarks = 1500;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles)
    {
        ImmutableArray<string> metrics = [.. analysis.Table.Rows.Select(r => r.Metric).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> losses = [.. metrics.Where(m => MetricFormat.Of(m).IsLoss)];
        ILookup<string, Observation> byModel = analysis.Table.Rows.ToLookup(Identity);
        foreach (string loss in losses)
        {
            foreach (string score in metrics.Except(losses))
            {
                ImmutableArray<(Observation Loss, Observation Score)> pairs =
                    [.. byModel.Select(rows => (Loss: rows.FirstOrDefault(r => r.Metric == loss), Score: rows.FirstOrDefault(r => r.Metric == score)))
                        .Where(p => p is { Loss: not null, Score: not null })
                        .Select(p => (p.Loss!, p.Score!))];
                if (pairs.Length > MostMarks) pairs = [.. Enumerable.Range(0, MostMarks).Select(i => pairs[(int)((long)i * pairs.Length / MostMarks)])];
                if (pairs.Length > 1) yield return Figure(analysis, pairs, styles, loss, score);
            }
        }
    }

    private static Figure Figure(Analysis analysis, ImmutableArray<(Observation Loss, Observation Score)> pairs, SeriesStyles styles, string loss, string score)
    {
        MetricFormat x = MetricFormat.Of(analysis, loss), y = MetricFormat.Of(analysis, score);
        var layers = ImmutableArray.CreateBuilder<Layer>();
        foreach (var group in pairs.GroupBy(p => (Mixture: p.Score.IsScratch ? null : p.Score.PretrainingData ?? p.Score.Series ?? "all", Size: SizeOf(p.Score)))
            .OrderBy(g => g.Key.Mixture is null).ThenBy(g => g.Key.Mixture, StringComparer.Ordinal).ThenBy(g => g.Key.Size, StringComparer.Ordinal))
        {
            LayerStyle style = group.Key.Mixture is { } mixture ? styles.Mixture(mixture) : SeriesStyles.Scratch;
            layers.Add(new MarkerLayer([.. group.Select(p => Mark(p.Loss, p.Score, x, y))])
            {
                Style = style with { Radius = styles.Radius(group.Key.Size) },
                Legend = group.Key.Mixture ?? "from scratch",
            });
        }

        ImmutableArray<ImmutableArray<Position>> parted = [.. pairs.Where(p => !p.Score.IsScratch).GroupBy(p => (p.Score.PretrainingData ?? p.Score.Series, SizeOf(p.Score), p.Score.Task, p.Score.Model, p.Score.Parameters, p.Score.Seed)).SelectMany(g => DiscordantSteps([.. g]))];
        layers.AddRange(parted.Select(p => new LineLayer(p) { Style = new LayerStyle { Ink = Ink.Foreground, Width = 1.8, Dash = Dash.Dotted }, Legend = "better loss, worse score" }));

        string sizes = styles.Sizes.Length > 1 ? $" Larger marks are larger finetuning sets ({string.Join(", ", styles.Sizes)})." : "";
        return new Figure
        {
            Name = ReportFigures.Slug($"{score}-against-{loss}"),
            Title = $"{y.Name} against {Lower(x.Name)}",
            Description = $"One mark for each of {Readable.Whole(pairs.Length)} models{(pairs.Length == MostMarks ? ", evenly chosen from all" : "")}, measured on the same test set; bars are one standard error of {y.Name}.{sizes} "
                + $"If all models lie on one falling curve, {Lower(x.Name)} and {y.Name} agree. If a mixture is off the curve, its {Lower(x.Name)} is misleading about its {y.Name}."
                + (parted.Length > 0 ? $" Dotted lines join neighbouring checkpoints of which the later one has the better {Lower(x.Name)} and, by more than one standard error, the worse {y.Name}: {Readable.Whole(parted.Length)} {(parted.Length == 1 ? "step" : "steps")}." : ""),
            PanelWidth = 640,
            PanelHeight = 400,
            Panels = [new Panel { X = new Axis { Label = x.Name, Unit = x.Unit }, Y = new Axis { Label = y.Name, Unit = y.Unit }, Layers = layers.ToImmutable() }],
        };
    }

    private static Mark Mark(Observation loss, Observation score, MetricFormat x, MetricFormat y) => new(loss.Value, score.Value)
    {
        Low = score.Value - score.StandardError,
        High = score.Value + score.StandardError,
        Words = string.Join(", ", new[]
        {
            score.PretrainingData ?? score.Series ?? "",
            score.PretrainingTokens is > 0 and var tokens ? Readable.Count(tokens) : "",
            SizeOf(score),
        }.Where(w => w.Length > 0)) + $": {y.Name} {y.Value(score.Value, score.StandardError)}, {Lower(x.Name)} {x.Value(loss.Value, loss.StandardError)}",
    };

    // Steps from one checkpoint to the next in which loss and score part.
    private static IEnumerable<ImmutableArray<Position>> DiscordantSteps(ImmutableArray<(Observation Loss, Observation Score)> models)
    {
        (Observation Loss, Observation Score)[] steps = [.. models.Where(m => m.Score.PretrainingTokens is not null).OrderBy(m => m.Score.PretrainingTokens)];
        for (int i = 1; i < steps.Length; i++)
        {
            ((Observation lossBefore, Observation before), (Observation lossAfter, Observation after)) = (steps[i - 1], steps[i]);
            double noise = Math.Sqrt(Math.Pow(before.StandardError ?? 0, 2) + Math.Pow(after.StandardError ?? 0, 2));
            double fall = after.HigherIsBetter ?? true ? before.Value - after.Value : after.Value - before.Value;
            if (lossAfter.Value < lossBefore.Value && fall > noise && fall > 0) yield return [new(lossBefore.Value, before.Value), new(lossAfter.Value, after.Value)];
        }
    }

    private static string SizeOf(Observation row) => SeriesView.SizeWords(row.FinetuningExamples, row.FinetuningTokens);

    // Two rows belong to one model when everything but what was measured is equal.
    private static string Identity(Observation r) => string.Join('\u001f', ((object?[])[
        r.Source, r.Series is null || r.Series == r.Metric ? null : r.Series, r.PretrainingData, r.Parameters, r.PretrainingTokens, r.FinetuningData,
        r.FinetuningExamples, r.FinetuningTokens, r.Task, r.Seed, r.Model, r.UniqueTokens])
        .Select(v => v is double d ? d.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : v as string ?? ""));

    private static string Lower(string name) => name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
