namespace Headwater.Laws;

/// <summary>Says of a table whose compute is 6·N·D in every row that compute is no scale of its own, as in an IsoFLOP design whose D was set to C / 6N.</summary>
internal static class ComputeIdentity
{
    private const int FewestRows = 3;

    // FLOPs are often written with two or three digits.
    private const double Rounding = 0.01;

    /// <summary>The phrase; nothing where compute says more than sizes do.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<Observation> rows)
    {
        Observation[] all = [.. rows.Where(row => row is { Compute: > 0, Parameters: > 0, PretrainingTokens: > 0 })];
        if (all.Length >= FewestRows && Array.TrueForAll(all, row => Math.Abs((6 * row.Parameters!.Value * row.PretrainingTokens!.Value / row.Compute!.Value) - 1) <= Rounding))
        {
            yield return $"compute is 6 × parameters × pretraining_tokens in all {all.Length} rows (D = C / 6N), so a fit can use any two of the three scales but not all three";
        }
    }
}
