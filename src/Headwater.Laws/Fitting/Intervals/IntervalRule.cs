namespace Headwater.Laws;

/// <summary>
/// Which intervals suit the points. The likelihood ratio is the default: it follows the bend of a law, and holds where an irreducible term is 0, where a
/// bootstrap fails (Andrews 2000, doi:10.1111/1468-0262.00114). It takes points for independent, which checkpoints of one run are not; where runs or
/// seeds hold several points each and are many enough to be drawn from, they are drawn.
/// </summary>
internal static class IntervalRule
{
    /// <summary>Percentiles of a bootstrap over fewer groups than this are too narrow to be called an interval.</summary>
    public const int FewestGroups = 10;

    /// <summary>The method for coefficients.</summary>
    public static IntervalMethod Of(FitData data, IntervalChoice choice) => choice switch
    {
        IntervalChoice.Profile => IntervalMethod.Profile,
        IntervalChoice.Bootstrap => OverGroups(data) ?? IntervalMethod.BootstrapOverPoints,
        _ => data.Groups is { } groups && groups.Count >= FewestGroups && groups.Rows.Length >= 2 * groups.Count ? OverGroups(data)!.Value : IntervalMethod.Profile,
    };

    private static IntervalMethod? OverGroups(FitData data) =>
        data.Groups is null ? null : data.Groups.AreRuns ? IntervalMethod.BootstrapOverRuns : IntervalMethod.BootstrapOverSeeds;
}
