namespace Headwater.Laws;

/// <summary>Signs that a column of sizes mixes units or holds another column's numbers. They warn; nobody but the reader can decide.</summary>
internal static class UnitChecks
{
    // No model was pretrained on under a thousand tokens or has under a thousand parameters: such a number is one of thousands, millions or billions.
    private const double SmallestSize = 1000;
    private const int FewestEqualSizes = 3;

    // Rates are often written with two decimals: three thirds sum to 0.99.
    private const double RateRounding = 0.02;

    private static readonly (string Name, Func<Observation, double?> Read, string Unit)[] Sizes =
    [
        ("pretraining_tokens", row => row.PretrainingTokens, "tokens"),
        ("parameters", row => row.Parameters, "parameters"),
        ("finetuning_tokens", row => row.FinetuningTokens, "tokens"),
    ];

    /// <summary>The warnings of a table, as sentences.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places) =>
        [.. TwoFinetuningUnits(rows, places), .. TokensThatAreParameters(rows), .. RatesThatAreNoShares(rows, places), .. Sizes.SelectMany(size => SmallSizes(rows, places, size.Name, size.Read, size.Unit))];

    private static IEnumerable<string> TwoFinetuningUnits(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        int[] examples = [.. IndexesOf(rows, row => row.FinetuningExamples > 0 && row.FinetuningTokens is null)];
        int[] tokens = [.. IndexesOf(rows, row => row.FinetuningTokens > 0 && row.FinetuningExamples is null)];
        if (examples.Length > 0 && tokens.Length > 0)
        {
            yield return $"The finetuning size is in examples in {examples.Length} rows (first: {places[examples[0]]}) and in tokens in {tokens.Length} (first: {places[tokens[0]].From(places[examples[0]])}). "
                + "The two are never mixed: a law of the finetuning size F reads finetuning_examples and leaves the other rows out. Give one unit in all rows.";
        }
    }

    private static IEnumerable<string> TokensThatAreParameters(IReadOnlyList<Observation> rows)
    {
        int equal = rows.Count(row => row.PretrainingTokens > 0 && row.PretrainingTokens == row.Parameters);
        if (equal >= FewestEqualSizes && equal == rows.Count(row => row.PretrainingTokens > 0 && row.Parameters is not null)
            && rows.Where(row => row.PretrainingTokens > 0).DistinctBy(row => row.PretrainingTokens).Skip(1).Any())
        {
            yield return $"pretraining_tokens equals parameters in all {equal} rows that have both. Is one column a copy of the other?";
        }
    }

    private static IEnumerable<string> RatesThatAreNoShares(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        int[] off = [.. IndexesOf(rows, row => row.Rates.Count > 0 && Math.Abs(row.Rates.Values.Sum() - 1) > RateRounding)];
        if (off.Length > 0)
        {
            string others = off.Length == 1 ? "" : $" and are off in {off.Length - 1} more {(off.Length == 2 ? "row" : "rows")}";
            yield return $"The mixing rates sum to {Numerals.Short(rows[off[0]].Rates.Values.Sum())} in {places[off[0]]}{others}; expected 1. Is a corpus missing?";
        }
    }

    private static IEnumerable<string> SmallSizes(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places, string column, Func<Observation, double?> read, string unit)
    {
        int small = -1;
        int large = -1;
        for (int index = 0; index < rows.Count && (small < 0 || large < 0); index++)
        {
            bool isSmall = read(rows[index]) is > 0 and < SmallestSize;
            small = small < 0 && isSmall ? index : small;
            large = large < 0 && read(rows[index]) >= SmallestSize * SmallestSize ? index : large;
        }

        if (small >= 0)
        {
            string found = $"{column} is {ObservationColumn.Text(read(rows[small]))} in {places[small]}";
            yield return large < 0
                ? $"{found}, which is few {unit}. Are these millions or billions? Write 1.5B for 1.5 billion; laws and forecasts count single {unit}."
                : $"{found} and {ObservationColumn.Text(read(rows[large]))} in {places[large].From(places[small])}. Do the rows count in different units? Write 1.5B for 1.5 billion, and give all rows single {unit}.";
        }
    }

    private static IEnumerable<int> IndexesOf(IReadOnlyList<Observation> rows, Func<Observation, bool> condition) => Enumerable.Range(0, rows.Count).Where(index => condition(rows[index]));
}
