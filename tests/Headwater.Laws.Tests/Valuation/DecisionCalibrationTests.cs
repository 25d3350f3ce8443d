namespace Headwater.Laws.Tests;

/// <summary>
/// Whether probabilities and intervals of advice hold on studies whose truth is known: two mixtures along bleu-log, scored on one test set that gives
/// half of the squared standard error, six doublings each. Printed by <c>--filter-trait "Table=calibration" --show-live-output on</c>.
/// </summary>
[Trait("Table", "calibration")]
public class DecisionCalibrationTests
{
    private const int Studies = 120;
    private const double Error = 0.4;
    private const double Ahead = 32e6;
    private const double TargetScale = 20e6;

    private static readonly double[] Scales = [.. Enumerable.Range(0, 6).Select(k => 250e3 * Math.Pow(2, k))];

    [Fact]
    public void ProbabilityBest_ManyStudies_IsAsOftenRightAsItSays()
    {
        (double Probability, bool IsRight)[] leaders = [.. Enumerable.Range(0, Studies).AsParallel().AsOrdered().Select(number => Leader((ulong)number))];

        foreach ((double low, double high) in new[] { (0.5, 0.7), (0.7, 0.9), (0.9, 1.01) })
        {
            (double Probability, bool IsRight)[] bin = [.. leaders.Where(leader => leader.Probability >= low && leader.Probability < high)];
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"probability {low} to {Math.Min(1, high)}: {bin.Length} studies, said {bin.Average(leader => leader.Probability):0.00}, right {bin.Average(leader => leader.IsRight ? 1.0 : 0):0.00}"));
        }

        double said = leaders.Average(leader => leader.Probability);
        double right = leaders.Average(leader => leader.IsRight ? 1.0 : 0);
        Assert.InRange(right - said, -0.08, 0.12);
        Assert.True(leaders.Where(leader => leader.Probability >= 0.9).Average(leader => leader.IsRight ? 1.0 : 0) > 0.85);
    }

    [Fact]
    public void Reach_ManyStudies_HoldsTheTruth()
    {
        bool[] held = [.. Enumerable.Range(0, Studies).AsParallel().AsOrdered().Select(number => HoldsTarget((ulong)number))];

        double share = held.Average(isIn => isIn ? 1.0 : 0);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"tokens to a target: {share:0.00} of {Studies} intervals of 90 % hold the truth"));
        Assert.InRange(share, 0.83, 1);
    }

    private static (double Probability, bool IsRight) Leader(ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, "study"));
        Func<double, double> first = StudyTable.BleuLog(-9, 0.9, 1.4);
        double level = 2 * Error * random.NextNormal();
        double slope = 2 * Error * random.NextNormal() / Math.Log(Ahead / Scales[0]);
        Func<double, double> second = tokens => first(tokens) + level + (slope * Math.Log(tokens / Scales[0]));
        double shared = random.NextNormal();
        ObservationTable table = StudyTable.Of(Measured("a", first, shared, ref random), Measured("b", second, shared, ref random));

        MixtureValuation[] valuations = [.. table.Analyse(new() { At = [Ahead], Resamples = 200, Seed = 1 }).Valuations];

        MixtureValuation leader = valuations.MaxBy(valuation => valuation.ProbabilityBest)!;
        return (leader.ProbabilityBest!.Value, (leader.Mixture == "b") == (second(Ahead) > first(Ahead)));
    }

    private static bool HoldsTarget(ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, "target"));
        Func<double, double> law = StudyTable.BleuLog(-9, 0.9, 1.4);
        ObservationTable table = StudyTable.Of(Measured("a", law, random.NextNormal(), ref random));

        TargetReach reach = table.Analyse(new() { Target = law(TargetScale), Resamples = 200, Seed = 1 }).Valuations.Single().Reach!;

        return reach.Low <= TargetScale && TargetScale <= (reach.High ?? double.PositiveInfinity);
    }

    private static IEnumerable<Observation> Measured(string name, Func<double, double> law, double shared, ref RandomStream random)
    {
        double[] values = new double[Scales.Length];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = law(Scales[k]) + (Math.Sqrt(0.5) * Error * (shared + random.NextNormal()));
        }

        return StudyTable.Mixture(name, "bleu", tokens => values[Array.IndexOf(Scales, tokens)], Error, scales: Scales);
    }
}
