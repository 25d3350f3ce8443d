namespace Headwater.Laws;

/// <summary>What the sizes and tokens of runs can tell about the best split of compute: how far they leave a line in the plane of their logarithms.</summary>
/// <param name="OffLine">Standard deviation, in logs, of the tokens around the line through the runs, or of the parameters where that is less: 0 for runs along one ratio.</param>
/// <param name="LeastRatio">The fewest tokens for each parameter.</param>
/// <param name="MostRatio">The most tokens for each parameter.</param>
/// <param name="Refusal">Why the runs tell nothing about the split, as a sentence; <c>null</c> where they do.</param>
internal sealed record AllocationDesign(double OffLine, double LeastRatio, double MostRatio, string? Refusal)
{
    // Runs within 15% of one line: any exchange between the two terms of a law fits them alike.
    private const double OneLine = 0.14;

    // Less than a factor of 1.5 around it.
    private const double HardlyOff = 0.4;

    // An interval wider than this says nothing, and a split this far outside the ratios measured rests on no run.
    private const double WidestInterval = 100;
    private const double FarOutside = 10;

    public static AllocationDesign Of(IReadOnlyCollection<Observation> rows)
    {
        (double N, double D)[] places = [.. rows.Select(row => (Math.Log(row.Parameters!.Value), Math.Log(row.PretrainingTokens!.Value))).Distinct()];
        double least = Math.Exp(places.Min(place => place.D - place.N));
        double most = Math.Exp(places.Max(place => place.D - place.N));
        double offN = SpreadOf(places.Select(place => place.N));
        double offD = SpreadOf(places.Select(place => place.D));
        double off = Math.Min(OffLineOf(places), OffLineOf([.. places.Select(place => (place.D, place.N))]));
        string? refusal = offN < OneLine ? Same("parameters", "sizes", rows.Select(row => row.Parameters!.Value))
            : offD < OneLine ? Same("pretraining_tokens", "numbers of tokens", rows.Select(row => row.PretrainingTokens!.Value))
            : off >= OneLine ? null
            : $"the split is not identified: all runs lie along one line of {(most / least < 1.5 ? $"{Numerals.Short(least)}{(most / least < 1.01 ? "" : $" to {Numerals.Short(most)}")} tokens for each parameter" : "parameters and tokens")}, and along it the two terms of the law can be exchanged. "
                + "Add runs of one size with several times fewer and more tokens.\nhint: isoFLOP runs, a few sizes at one compute each, are the most informative";
        return new(off, least, most, refusal);
    }

    /// <summary>Whether an allocation's interval would say more than the runs can tell.</summary>
    public bool LeavesOpen(BudgetAllocation allocation)
    {
        double ratio = allocation.Tokens.Value / allocation.Parameters.Value;
        return OffLine < HardlyOff || allocation.Parameters.High / allocation.Parameters.Low > WidestInterval || ratio < LeastRatio / FarOutside || ratio > MostRatio * FarOutside;
    }

    private static string Same(string column, string noun, IEnumerable<double> values) =>
        $"the split is not identified: {column} is {Numerals.Size(values.Min())}{(values.Max() / values.Min() < 1.01 ? "" : $" to {Numerals.Size(values.Max())}")} in every run, so nothing shows what it does. Add runs with other {noun}.\nhint: a forecast along the other scale needs no split: headwater forecast TABLE --at 100B";

    private static double SpreadOf(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
    }

    private static double OffLineOf((double X, double Y)[] places)
    {
        double x = places.Average(place => place.X);
        double y = places.Average(place => place.Y);
        double squares = places.Sum(place => (place.X - x) * (place.X - x));
        double slope = squares > 0 ? places.Sum(place => (place.X - x) * (place.Y - y)) / squares : 0;
        return SpreadOf(places.Select(place => place.Y - y - (slope * (place.X - x))));
    }
}
