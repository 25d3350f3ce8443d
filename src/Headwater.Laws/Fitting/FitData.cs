namespace Headwater.Laws;

/// <summary>The points a law is fitted to, all with positive scales and values.</summary>
internal sealed class FitData
{
    /// <param name="scales">For each point, its scale in each of the law's variables.</param>
    /// <param name="values">The measured values, or under a <see cref="Link"/> the shares of the way from chance to the ceiling.</param>
    /// <param name="logErrors">Standard errors of ln(value), which is stderr over value; <c>null</c> where not known.</param>
    public FitData(double[][] scales, double[] values, double?[] logErrors)
    {
        Count = values.Length;
        Values = values;
        LogErrors = logErrors;
        LogValues = [.. values.Select(value => Math.Log(value))];
        Scales = scales;
        ByVariable = [.. from variable in Enumerable.Range(0, Count == 0 ? 0 : scales[0].Length) from point in scales select point[variable]];
    }

    public int Count { get; }

    public double[][] Scales { get; }

    public double[] Values { get; }

    public double[] LogValues { get; }

    public double?[] LogErrors { get; }

    /// <summary>The runs or seeds behind the points; <c>null</c> where they tell nothing that belongs together.</summary>
    public RowGroups? Groups { get; init; }

    /// <summary>How the values follow from the law; <c>null</c> where they are fitted as they are.</summary>
    public IScoreLink? Link { get; init; }

    /// <summary>The first variable at all points, then the second, and so on, as a tape takes them.</summary>
    public double[] ByVariable { get; }

    /// <summary>
    /// Whether every row behind the points reports a standard error above 0 that says how near to the law it should be. Errors from the scatter of a few
    /// seeds are too rough for that, and those of accuracies near chance too small.
    /// </summary>
    public bool HasErrors { get; init; }

    /// <summary>The points with the given indices.</summary>
    public FitData Pick(IReadOnlyList<int> indices) => new(
        [.. indices.Select(index => Scales[index])],
        [.. indices.Select(index => Values[index])],
        [.. indices.Select(index => LogErrors[index])])
    {
        HasErrors = HasErrors,
        Groups = Groups?.Pick(indices),
        Link = Link?.Pick(indices),
    };

    /// <summary>The first points.</summary>
    public FitData Take(int count) => Pick([.. Enumerable.Range(0, count)]);
}
