using System.Collections.Immutable;
using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// What one metric says of one system: a row of numbers per segment, and the score of any sum of rows. Intervals and paired tests need
/// nothing else. The tables of systems that are compared must hold the same segments in the same order. Immutable, thread-safe.
/// </summary>
public sealed class SegmentTable
{
    private delegate double Formula(ReadOnlySpan<double> sums, SumPrecision precision);

    private readonly double[] _cells;
    private readonly int _width;
    private readonly Formula _formula;
    private readonly bool _isResampledInSingles;

    private SegmentTable(double[] cells, int width, bool isResampledInSingles, Formula formula)
    {
        Count = cells.Length / width;
        _cells = cells;
        _width = width;
        _formula = formula;
        _isResampledInSingles = isResampledInSingles;
    }

    /// <summary>The number of segments.</summary>
    public int Count { get; }

    /// <summary>BLEU's table. Throws when there is no segment, or one was counted with another highest order.</summary>
    public static SegmentTable Of(IReadOnlyList<BleuStatistics> segments, BleuOptions? options = null)
    {
        options ??= BleuOptions.Default;
        options.Validate();
        int orders = options.MaxOrder;
        return Of(
            segments,
            2 * orders + 2,
            segment => [segment.HypothesisLength, segment.ReferenceLength, .. Doubles(segment.Matches), .. Doubles(segment.Totals)],
            (sums, precision) =>
            {
                Span<long> counts = stackalloc long[sums.Length];
                Truncate(sums, counts);
                return BleuFormula.Score(counts.Slice(2, orders), counts[(2 + orders)..], counts[0], counts[1], options, stackalloc double[orders], precision);
            });
    }

    /// <summary>chrF's table. Throws when there is no segment, or one was counted with other orders.</summary>
    public static SegmentTable Of(IReadOnlyList<ChrfStatistics> segments, ChrfOptions? options = null)
    {
        options ??= ChrfOptions.Default;
        options.Validate();
        int orders = options.CharOrder + options.WordOrder;
        return Of(
            segments,
            3 * orders,
            segment => [.. Doubles(segment.HypothesisTotals), .. Doubles(segment.ReferenceTotals), .. Doubles(segment.Matches)],
            (sums, precision) =>
            {
                Span<long> counts = stackalloc long[sums.Length];
                Truncate(sums, counts);
                return ChrfFormula.Score(counts[..orders], counts.Slice(orders, orders), counts[(2 * orders)..], options, precision);
            });
    }

    /// <summary>TER's table, whose scores are better the lower they are. Throws when there is no segment.</summary>
    public static SegmentTable Of(IReadOnlyList<TerStatistics> segments) => Of(
        segments,
        2,
        segment => [segment.Edits, segment.ReferenceLength],
        (sums, precision) => TerFormula.Score(sums[0], sums[1], precision));

    /// <summary>
    /// The table of a metric that gives every segment a score, such as a model's, and the test set their mean. Throws when there is no segment,
    /// or a score is not finite.
    /// </summary>
    public static SegmentTable Of(IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        for (int i = 0; i < scores.Count; i++)
        {
            if (!double.IsFinite(scores[i]))
                throw new ArgumentException($"The score of segment {i + 1} is not finite; expected a number.", nameof(scores));
        }
        return Of(scores, 2, score => [score, 1], (sums, _) => sums[0] / sums[1], isResampledInSingles: false);
    }

    /// <summary>The score of all segments together.</summary>
    public double Score()
    {
        int[] once = new int[Count];
        Array.Fill(once, 1);
        return Score(once);
    }

    /// <summary>The score when segment i is taken <paramref name="times"/>[i] times.</summary>
    internal double Score(ReadOnlySpan<int> times)
    {
        Span<double> sums = stackalloc double[_width];
        sums.Clear();
        for (int i = 0; i < times.Length; i++)
        {
            if (times[i] == 0)
                continue;
            ReadOnlySpan<double> row = _cells.AsSpan(i * _width, _width);
            for (int k = 0; k < row.Length; k++)
                sums[k] += times[i] * row[k];
        }
        return _formula(sums, SumPrecision.Exact);
    }

    /// <summary>
    /// The statistics of segment <paramref name="index"/>, from 0. BLEU: hypothesis and reference length, matches and totals per order. chrF: totals
    /// of the hypothesis and of the reference and matches, per order. TER: edits and reference length. Else the score and 1.
    /// </summary>
    public ImmutableArray<double> Row(int index) => [.. _cells.AsSpan(index * _width, _width)];

    internal int Width => _width;

    /// <summary>The rows, one after another.</summary>
    internal ReadOnlySpan<double> Cells => _cells;

    /// <summary>The score of summed rows.</summary>
    internal double Score(ReadOnlySpan<double> sums, SumPrecision precision) => _formula(sums, precision);

    /// <summary>
    /// A function that scores a resample, given by the segments in the order they were drawn. The reference tool adds them up in single
    /// precision, so the order counts where sums pass 2^24 or are not whole. Not thread-safe.
    /// </summary>
    internal Func<int[], double> Resampler()
    {
        double[] sums = new double[_width];
        if (!_isResampledInSingles)
        {
            RowSums<double> doubles = new(_cells, _width);
            return drawn => Scored(doubles, drawn, sums, SumPrecision.Exact);
        }
        RowSums<float> singles = new(_cells, _width);
        return drawn => Scored(singles, drawn, sums, SumPrecision.Single);
    }

    private double Scored<T>(RowSums<T> rows, int[] drawn, double[] sums, SumPrecision precision)
        where T : struct, INumber<T>
    {
        rows.Of(drawn, sums);
        return _formula(sums, precision);
    }

    private static SegmentTable Of<TStatistics>(
        IReadOnlyList<TStatistics> segments, int width, Func<TStatistics, double[]> toRow, Formula formula, bool isResampledInSingles = true)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count == 0)
            throw new ArgumentException("There are 0 segments; expected at least one.", nameof(segments));

        double[] cells = new double[segments.Count * width];
        for (int i = 0; i < segments.Count; i++)
        {
            double[] row = toRow(segments[i]);
            if (row.Length != width)
                throw new ArgumentException($"Segment {i + 1} has {row.Length} statistics; the options ask for {width}.\nhint: use the options they were counted with.", nameof(segments));
            row.CopyTo(cells, i * width);
        }
        return new SegmentTable(cells, width, isResampledInSingles, formula);
    }

    private static IEnumerable<double> Doubles(IEnumerable<long> counts) => counts.Select(count => (double)count);

    private static void Truncate(ReadOnlySpan<double> sums, Span<long> counts)
    {
        for (int k = 0; k < sums.Length; k++)
            counts[k] = (long)sums[k];
    }
}

/// <summary>How the reference tool holds summed statistics while it scores them, which decides where ratios and smoothed counts are rounded.</summary>
internal enum SumPrecision
{
    /// <summary>Python's integers and doubles: a score of the whole test set.</summary>
    Exact,

    /// <summary>An array of NumPy's float32, under the promotion rules of NumPy 1: a score of a bootstrap resample.</summary>
    Single,

    /// <summary>An array of NumPy's int64, which cuts off what smoothing adds behind the point: a score of approximate randomisation.</summary>
    Whole,
}
