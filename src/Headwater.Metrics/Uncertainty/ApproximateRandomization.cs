using System.Collections.Immutable;
using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// The paired approximate randomisation test (Riezler and Maxwell 2005, W05-0908) with sacreBLEU 2.6.0's trials and p-values. A trial gives
/// every segment's two outputs at random to two pseudo-systems; p is the share of trials whose absolute difference exceeds the measured one.
/// </summary>
public static class ApproximateRandomization
{
    private const int WordBits = 32;

    /// <summary>
    /// Compares every system with the first, the baseline. Standard errors come from <see cref="SignificanceOptions.Resamples"/> of the paired
    /// bootstrap. Throws when there is only one system, or they differ in their number of segments.
    /// </summary>
    public static ImmutableArray<PairedScore> Compare(IReadOnlyList<SegmentTable> systems, SignificanceOptions? options = null)
    {
        options ??= new SignificanceOptions();
        options.Validate();
        PairedSystems.Check(systems);

        double[][] resampled = Resamples.Scores(systems, options);
        double[] measured = [.. systems.Select(system => system.Score())];
        uint[] choices = Choices(systems[0].Count, options);
        return
        [
            .. systems.Select((system, s) => new PairedScore
            {
                Score = measured[s],
                Comparison = s == 0 ? null : new BaselineComparison
                {
                    Difference = measured[s] - measured[0],
                    PValue = BaselineComparison.PValueOf(Differences(systems[0], system, choices, options.Trials), Math.Abs(measured[0] - measured[s])),
                    StandardError = BaselineComparison.StandardErrorOf(resampled[s], resampled[0]),
                },
            }),
        ];
    }

    // One bit a segment and trial, trial after trial; every system meets the same ones.
    private static uint[] Choices(int segments, SignificanceOptions options)
    {
        uint[] choices = new uint[((long)segments * options.Trials + WordBits - 1) / WordBits];
        NumpyGenerator.Of(options.Seed).Choices(choices);
        return choices;
    }

    // With d the sum of baseline − system over the chosen segments, the pseudo-systems are system + d and baseline − d.
    private static double[] Differences(SegmentTable baseline, SegmentTable system, uint[] choices, int trials)
    {
        int width = baseline.Width;
        double[] deltas = new double[baseline.Cells.Length];
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] = baseline.Cells[i] - system.Cells[i];
        RowSums<double> rows = new(deltas, width);
        double[] ofBaseline = Total(baseline), ofSystem = Total(system), delta = new double[width], first = new double[width], second = new double[width];

        double[] differences = new double[trials];
        int[] chosen = new int[baseline.Count];
        for (int t = 0; t < trials; t++)
        {
            int count = Chosen(choices, (long)t * baseline.Count, chosen);
            rows.Of(chosen.AsSpan(0, count), delta);
            for (int k = 0; k < width; k++)
                (first[k], second[k]) = (ofSystem[k] + delta[k], ofBaseline[k] - delta[k]);
            differences[t] = Math.Abs(baseline.Score(first, SumPrecision.Whole) - baseline.Score(second, SumPrecision.Whole));
        }
        return differences;
    }

    // Lists the segments whose bit is set, of the bits from start on, and returns their number.
    private static int Chosen(uint[] choices, long start, int[] chosen)
    {
        int count = 0;
        for (int done = 0; done < chosen.Length;)
        {
            long bit = start + done;
            int offset = (int)(bit % WordBits);
            int taken = Math.Min(WordBits - offset, chosen.Length - done);
            ulong mask = (1UL << taken) - 1;
            for (uint word = (uint)(choices[bit / WordBits] >> offset & mask); word != 0; word &= word - 1)
                chosen[count++] = done + BitOperations.TrailingZeroCount(word);
            done += taken;
        }
        return count;
    }

    private static double[] Total(SegmentTable table)
    {
        double[] total = new double[table.Width];
        for (int i = 0; i < table.Cells.Length; i++)
            total[i % total.Length] += table.Cells[i];
        return total;
    }
}
