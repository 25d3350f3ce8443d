using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Lengths of dash and gap in pixels, in turn; empty for a solid line.</summary>
internal static class DashPattern
{
    public static ImmutableArray<double> Of(Dash dash) => dash switch
    {
        Dash.Dashed => [6, 4],
        Dash.Dotted => [1.5, 4],
        Dash.DashDotted => [8, 4, 1.5, 4],
        Dash.LongDashed => [12, 4],
        _ => [],
    };
}
