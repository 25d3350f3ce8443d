using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The loss over the size of the model at equal compute: a curve for each budget, with its lowest point. A figure for each series.</summary>
internal static class IsoFlopFigures
{
    private const int Steps = 48;

    public static IEnumerable<Figure> Of(ComputeSlices? slices) => slices is null ? [] : slices.Minima.GroupBy(minimum => minimum.Series).Select(series => Of([.. series], slices));

    private static Figure Of(ImmutableArray<IsoFlopMinimum> budgets, ComputeSlices slices)
    {
        SeriesKey key = budgets[0].Series;
        MetricFormat format = MetricFormat.Of(key["metric"] ?? "loss", budgets.SelectMany(budget => budget.Runs).Select(run => run.Loss));
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var labels = ImmutableArray.CreateBuilder<EndLabel>();
        for (int index = 0; index < budgets.Length; index++)
        {
            IsoFlopMinimum budget = budgets[index];
            string name = $"{Readable.Count(budget.Compute)} FLOPs";
            LayerStyle style = new() { Ink = Theme.Level(index, budgets.Length), Marker = (MarkerShape)(index % 8) };
            double smallest = budget.Runs[0].Parameters, largest = budget.Runs[^1].Parameters;
            layers.Add(new LineLayer([.. Enumerable.Range(0, Steps + 1).Select(step => smallest * Math.Pow(largest / smallest, (double)step / Steps)).Select(size => new Position(size, budget.LossAt(size)))]) { Style = style, Owner = name });
            layers.Add(new MarkerLayer([.. budget.Runs.Select(run => new Mark(run.Parameters, run.Loss) { Words = $"{name}, {Readable.Count(run.Parameters)} parameters: {format.Name} {format.Value(run.Loss)}" })]) { Style = style, Legend = name });
            layers.Add(new MarkerLayer([new Mark(budget.Parameters.Value, budget.Loss.Value) { Words = $"{name}, lowest point: {Readable.Count(budget.Parameters.Value)} parameters, {format.Name} {format.Value(budget.Loss.Value)}", Low = budget.Parameters.Low, High = budget.Parameters.High }])
            {
                Style = style with { Hollow = true, Radius = 7 }, HasHorizontalBars = true, Legend = "lowest point, with its interval",
            });
            labels.Add(new EndLabel(budget.LossAt(largest), name) { X = largest, Style = style });
        }

        return new Figure
        {
            Name = ReportFigures.Slug($"{ComputeSlices.Name}-{key.Name}"),
            Title = $"{format.Name} at equal compute",
            Description = $"Each curve is a budget of compute, spent on models of different sizes: a small one reads many tokens, a large one few. The best size lies between. {slices.Sentences(key)}",
            PanelWidth = 640,
            PanelHeight = 400,
            Panels =
            [
                new Panel
                {
                    X = new Axis { Label = "Parameters", Scale = AxisScale.Logarithmic, Landmarks = [.. budgets.SelectMany(budget => budget.Runs).Select(run => run.Parameters).Distinct().Order()] },
                    Y = new Axis { Label = format.Name, Unit = format.Unit },
                    Layers = layers.ToImmutable(),
                    EndLabels = labels.ToImmutable(),
                },
            ],
        };
    }
}
