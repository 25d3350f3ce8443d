using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Colours and markers of mixtures and finetuning sizes, the same in every figure of a report.</summary>
internal sealed class SeriesStyles
{
    private readonly ImmutableArray<string> _mixtures, _sizes;

    private SeriesStyles(ImmutableArray<string> mixtures, ImmutableArray<string> sizes) => (_mixtures, _sizes) = (mixtures, sizes);

    public static SeriesStyles Of(ImmutableArray<SeriesView> views) => new(
        MixturesOf(views),
        [.. views.OrderBy(v => v.SizeValue).Select(v => v.Size).Distinct()]);

    public ImmutableArray<string> Sizes => _sizes;

    // By name; where they are too many for a colour each, those that end best come first and share none.
    private static ImmutableArray<string> MixturesOf(ImmutableArray<SeriesView> views)
    {
        ImmutableArray<string> byName = [.. views.Select(v => v.Mixture).Distinct().Order(StringComparer.Ordinal)];
        if (byName.Length <= SeriesRanking.MostTogether) return byName;
        ILookup<string, int> places = views.GroupBy(v => (v.Setting, v.Series.Metric)).SelectMany(g => SeriesRanking.BestFirst(g).Select((v, place) => (v.Mixture, place))).ToLookup(v => v.Mixture, v => v.place);
        return [.. byName.OrderBy(mixture => places[mixture].Average())];
    }

    /// <summary>The baseline has a look of its own, which no mixture has.</summary>
    public static LayerStyle Scratch { get; } = new() { Ink = Ink.Baseline, Marker = MarkerShape.Star, Dash = Dash.Dashed, Width = 1.5 };

    public LayerStyle Mixture(string mixture)
    {
        // Advice may rest on a mean over tasks, which is no series of the table.
        int index = _mixtures.IndexOf(mixture);
        return index < 0 ? new LayerStyle { Ink = Ink.Muted } : new LayerStyle { Ink = Theme.Category(index), Marker = Shape(index) };
    }

    public LayerStyle Size(string size)
    {
        int index = _sizes.IndexOf(size);
        return index < 0 ? new LayerStyle { Ink = Ink.Muted } : new LayerStyle { Ink = Theme.Level(index, _sizes.Length), Marker = Shape(index) };
    }

    /// <summary>The radius of a mark where size of the mark stands for the finetuning size.</summary>
    public double Radius(string size)
    {
        int index = _sizes.IndexOf(size);
        return _sizes.Length < 2 || index < 0 ? 4.5 : 3.4 + 3.0 * index / (_sizes.Length - 1);
    }

    // After eight mixtures the colours repeat; the shapes are shifted then, so that the pair stays unique for 56.
    private static MarkerShape Shape(int index)
    {
        const int Shapes = 8;
        return (MarkerShape)((index + index / Shapes) % Shapes);
    }
}
