using System.Numerics;

namespace Headwater.Metrics;

/// <summary>Sufficient statistics as rows of numbers, one per segment, with the score of a sum of rows. Not thread-safe.</summary>
internal abstract class SegmentTable
{
    public abstract int Count { get; }

    public static SegmentTable Of(IReadOnlyList<BleuStatistics> segments, BleuOptions? options)
    {
        options ??= BleuOptions.Default;
        options.Validate();
        int orders = options.MaxOrder;
        double[] precisions = new double[orders];
        return new Rows<BleuStatistics, long>(
            segments,
            2 * orders + 2,
            row => [.. row.Matches, .. row.Totals, row.HypothesisLength, row.ReferenceLength],
            row => BleuFormula.Score(row[..orders], row.Slice(orders, orders), row[2 * orders], row[2 * orders + 1], options, precisions));
    }

    public static SegmentTable Of(IReadOnlyList<ChrfStatistics> segments, ChrfOptions? options)
    {
        options ??= ChrfOptions.Default;
        options.Validate();
        int orders = options.CharOrder + options.WordOrder;
        return new Rows<ChrfStatistics, long>(
            segments,
            3 * orders,
            row => [.. row.HypothesisTotals, .. row.ReferenceTotals, .. row.Matches],
            row => ChrfFormula.Score(row[..orders], row.Slice(orders, orders), row[(2 * orders)..], options));
    }

    public static SegmentTable Of(IReadOnlyList<TerStatistics> segments) =>
        new Rows<TerStatistics, double>(segments, 2, row => [row.Edits, row.ReferenceLength], row => TerFormula.Score(row[0], row[1]));

    /// <summary>The score of all segments together.</summary>
    public double Score()
    {
        int[] once = new int[Count];
        Array.Fill(once, 1);
        return Score(once);
    }

    /// <summary>The score when segment i is taken <paramref name="times"/>[i] times.</summary>
    public abstract double Score(ReadOnlySpan<int> times);

    private sealed class Rows<TStatistics, TNumber> : SegmentTable
        where TNumber : struct, INumber<TNumber>
    {
        private readonly TNumber[] _cells;
        private readonly TNumber[] _sum;
        private readonly Func<ReadOnlySpan<TNumber>, double> _score;

        public Rows(IReadOnlyList<TStatistics> segments, int width, Func<TStatistics, TNumber[]> toRow, Func<ReadOnlySpan<TNumber>, double> score)
        {
            ArgumentNullException.ThrowIfNull(segments);
            if (segments.Count == 0)
                throw new ArgumentException("There are 0 segments; expected at least one.", nameof(segments));

            Count = segments.Count;
            _cells = new TNumber[segments.Count * width];
            for (int i = 0; i < segments.Count; i++)
            {
                TNumber[] row = toRow(segments[i]);
                if (row.Length != width)
                    throw new ArgumentException($"Segment {i + 1} has {row.Length} statistics; the options ask for {width}. Use the options they were counted with.", nameof(segments));
                row.CopyTo(_cells, i * width);
            }
            _sum = new TNumber[width];
            _score = score;
        }

        public override int Count { get; }

        public override double Score(ReadOnlySpan<int> times)
        {
            Array.Clear(_sum);
            for (int i = 0; i < times.Length; i++)
            {
                if (times[i] == 0)
                    continue;
                TNumber weight = TNumber.CreateTruncating(times[i]);
                ReadOnlySpan<TNumber> row = _cells.AsSpan(i * _sum.Length, _sum.Length);
                for (int k = 0; k < row.Length; k++)
                    _sum[k] += weight * row[k];
            }
            return _score(_sum);
        }
    }
}
