using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Learning curves: the loss of each pretraining against its tokens, and the validation loss of the finetunings that were scored at the end.</summary>
internal static class CurveFigures
{
    /// <summary>A curve on paper has no more places than this.</summary>
    private const int MostPositions = 160;

    private const int MarksOnALine = 7;

    public static IEnumerable<Figure> Of(StudySummary study, SeriesStyles styles)
    {
        if (Pretraining(study, styles) is { } pretraining) yield return pretraining;
        if (Finetuning(study, styles) is { } finetuning) yield return finetuning;
    }

    private static Figure? Pretraining(StudySummary study, SeriesStyles styles)
    {
        Panel[] panels = [.. study.Runs.Where(r => r.Stage == Stage.Pretraining && r.Curve.Any(l => l.Loss is not null))
            .Select(r => (Run: r, Cell: study.Plan.Cells.FirstOrDefault(c => c.Pretraining == r.Id))).Where(r => r.Cell is not null)
            .GroupBy(r => r.Cell!.Model, StringComparer.Ordinal)
            .Select(g => new Panel
            {
                Title = study.Plan.Spec.Models.Length > 1 ? g.Key : "",
                X = new Axis { Label = "Tokens seen", Scale = AxisScale.Logarithmic },
                Y = new Axis { Label = "Training loss", Unit = "nats per target token" },
                Layers = [.. g.SelectMany(r => Trajectory(r.Run, r.Cell!.Mixture, styles))],
            })];
        return panels.Length == 0 ? null : new Figure
        {
            Name = "pretraining-curves",
            Title = "Pretraining: loss against tokens",
            Description = "The span-corruption loss of the training batches since the last logged step. Mixtures in different languages differ in how hard their text is. Look for a loss that stops falling or jumps.",
            Columns = Math.Min(2, panels.Length),
            PanelWidth = panels.Length == 1 ? 640 : 440,
            PanelHeight = 280,
            Panels = [.. panels],
        };
    }

    private static IEnumerable<Layer> Trajectory(RunSummary run, string mixture, SeriesStyles styles)
    {
        LineLayer line = Line(run.Curve.Where(l => l.Loss is not null).Select(l => new Position(l.Tokens, l.Loss!.Value)), styles.Mixture(mixture), mixture);
        yield return line;
        // A few marks tell lines apart without colour and say their values.
        int every = Math.Max(1, line.Positions.Length / MarksOnALine);
        yield return new MarkerLayer([.. line.Positions.Where((_, i) => i % every == every / 2).Select(p => new Mark(p.X, p.Y) { Words = $"{mixture}, at {Readable.Count(p.X)} tokens: loss {Readable.Fixed(p.Y, 3)}" })])
        {
            Style = styles.Mixture(mixture) with { Radius = 3.4 },
            Legend = mixture,
        };
    }

    // The runs at the largest checkpoint of each arm: those that the decision rests on.
    private static Figure? Finetuning(StudySummary study, SeriesStyles styles)
    {
        Dictionary<string, RunSummary> runs = study.Runs.ToDictionary(r => r.Id, StringComparer.Ordinal);
        Panel[] panels = [.. study.Plan.Cells.GroupBy(c => (c.Task, c.Model, c.Examples)).OrderBy(g => g.Key.Task, StringComparer.Ordinal).ThenBy(g => g.Key.Model, StringComparer.Ordinal).ThenBy(g => g.Key.Examples ?? int.MaxValue)
            .Select(group => new Panel
            {
                Title = string.Join(", ", new[] { group.Key.Examples is { } n ? SeriesView.SizeWords(n, null) : "all examples", study.Plan.Spec.Tasks.Length > 1 ? group.Key.Task : "", study.Plan.Spec.Models.Length > 1 ? group.Key.Model : "" }.Where(s => s.Length > 0)),
                X = new Axis { Label = "Finetuning steps" },
                Y = new Axis { Label = "Validation loss", Unit = "nats per target token" },
                Layers = [.. group.GroupBy(c => c.Mixture).Select(arm => arm.MaxBy(c => c.Tokens)!).OrderBy(c => c.Mixture == StudyPlan.Scratch).ThenBy(c => c.Mixture, StringComparer.Ordinal).SelectMany(cell => Arm(cell, runs, styles))],
            })
            .Where(p => p.Layers.OfType<LineLayer>().Any(l => l.Positions.Length > 1))];
        return panels.Length == 0 ? null : new Figure
        {
            Name = "finetuning-curves",
            Title = "Finetuning: validation loss against steps",
            Description = "Each mixture at its largest checkpoint, and the model without pretraining. A curve that still falls at its end was cut short. A curve that rises is overfitting.",
            Columns = Math.Min(2, panels.Length),
            PanelWidth = panels.Length == 1 ? 640 : 440,
            PanelHeight = 260,
            Panels = Panel.OnCommonAxes(panels),
        };
    }

    private static IEnumerable<Layer> Arm(StudyCell cell, Dictionary<string, RunSummary> runs, SeriesStyles styles)
    {
        string? id = cell.Run ?? (cell.Rate is { } rate && runs.TryGetValue(rate, out RunSummary? choice) ? (choice.Result as RateResult)?.Run : null);
        if (id is null || !runs.TryGetValue(id, out RunSummary? run)) yield break;
        Position[] positions = [.. run.Curve.Where(l => l.ValidationLoss is not null).Select(l => new Position(l.Step, l.ValidationLoss!.Value))];
        bool scratch = cell.Mixture == StudyPlan.Scratch;
        string name = scratch ? "from scratch" : cell.Mixture;
        if (positions.Length == 0) yield break;
        LayerStyle style = scratch ? SeriesStyles.Scratch : styles.Mixture(cell.Mixture);
        yield return Line(positions, style, name);
        if (positions.Length <= 12)
            yield return new MarkerLayer([.. positions.Select(p => new Mark(p.X, p.Y) { Words = $"{name}, step {Readable.Whole(p.X)}: validation loss {Readable.Fixed(p.Y, 3)}" })]) { Style = style with { Radius = 3.4 }, Legend = name };
    }

    private static LineLayer Line(IEnumerable<Position> positions, LayerStyle style, string name) =>
        new(Thin([.. positions.Where(p => p.X > 0 && double.IsFinite(p.Y))])) { Style = style with { Width = 1.6 }, Legend = name };

    // Neighbours are averaged in steps of equal ratio, as the eye sees them on a logarithmic axis.
    private static ImmutableArray<Position> Thin(Position[] all)
    {
        if (all.Length <= MostPositions) return [.. all];
        double low = Math.Log(all[0].X), width = (Math.Log(all[^1].X) - low) / MostPositions;
        return [.. all.GroupBy(p => Math.Min((int)((Math.Log(p.X) - low) / width), MostPositions - 1)).Select(g => new Position(Math.Exp(g.Average(p => Math.Log(p.X))), g.Average(p => p.Y)))];
    }
}
