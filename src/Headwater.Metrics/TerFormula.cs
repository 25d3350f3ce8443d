namespace Headwater.Metrics;

/// <summary>TER from summed statistics.  TER = 100 · edits / reference words; with no reference words 100 if there are edits, else 0.</summary>
internal static class TerFormula
{
    public static double Score(double edits, double referenceLength, SumPrecision sums = SumPrecision.Exact) => (edits, referenceLength) switch
    {
        (_, > 0) when sums == SumPrecision.Single => 100 * (double)(float)(edits / referenceLength),
        (_, > 0) => 100 * (edits / referenceLength),
        ( > 0, _) => 100,
        _ => 0,
    };
}
