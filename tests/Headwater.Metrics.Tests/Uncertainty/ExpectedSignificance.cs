using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>Rows of make_golden.py, one a system and the first of them the baseline's, beside what is computed here.</summary>
internal static class ExpectedSignificance
{
    /// <summary>Returns the largest relative difference. p-values have no tolerance; the others a relative one.</summary>
    public static double AssertEqual(Dictionary<string, string>[] rows, SegmentTable[] systems, double tolerance)
    {
        ImmutableArray<PairedScore> bootstrap = PairedBootstrap.Compare(systems);
        ImmutableArray<PairedScore> randomisation = ApproximateRandomization.Compare(systems);
        double largest = 0;
        for (int s = 0; s < systems.Length; s++)
        {
            string name = $"{rows[s]["case"]} {rows[s]["variant"]} {rows[s]["system"]}";
            BootstrapInterval alone = BootstrapInterval.Of(systems[s]);
            AssertClose(name, rows[s], "score", bootstrap[s].Score, tolerance);
            AssertClose(name, rows[s], "mean", alone.Mean, tolerance);
            AssertClose(name, rows[s], "half_width", alone.HalfWidth, tolerance);
            AssertClose(name, rows[s], "paired_mean", bootstrap[s].Interval!.Mean, tolerance);
            AssertClose(name, rows[s], "half_width", bootstrap[s].Interval!.HalfWidth, tolerance);
            if (s == 0)
            {
                Assert.Null(bootstrap[s].Comparison);
                Assert.Null(randomisation[s].Comparison);
                continue;
            }

            AssertClose(name, rows[s], "p_bootstrap", bootstrap[s].Comparison!.PValue, 0);
            AssertClose(name, rows[s], "p_randomisation", randomisation[s].Comparison!.PValue, 0);
            AssertClose(name, rows[s], "standard_error", bootstrap[s].Comparison!.StandardError, tolerance);
        }

        return largest;

        void AssertClose(string name, Dictionary<string, string> row, string column, double actual, double allowed)
        {
            double expected = double.Parse(row[column], CultureInfo.InvariantCulture);
            double difference = Math.Abs(expected - actual) / Math.Max(Math.Abs(expected), double.Epsilon);
            Assert.True(difference <= allowed, $"{name} {column}: NumPy {row[column]}, ours {actual.ToString("R", CultureInfo.InvariantCulture)}");
            largest = Math.Max(largest, difference);
        }
    }
}
