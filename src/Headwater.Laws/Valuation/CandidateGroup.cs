using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Mixtures that compete: the same task, model and finetuning size.</summary>
internal sealed class CandidateGroup
{
    private CandidateGroup(ImmutableArray<Candidate> members, TestSetNoise noise, ImmutableArray<double[]> draws, ImmutableArray<double[]> compared)
    {
        Members = members;
        Noise = noise;
        Draws = draws;
        Compared = compared;
        ProbabilityBest = members.Length < 2 ? [.. members.Select(_ => (double?)null)] : [.. Wins(compared)];
    }

    /// <summary>Draws the members and compares them at the largest scale asked for that their forecasts reach.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="options">The options of the analysis.</param>
    /// <param name="known">The draws of the members there, where they are known already.</param>
    public static CandidateGroup Of(ImmutableArray<Candidate> members, AnalysisOptions options, ImmutableArray<double[]> known = default)
    {
        TestSetNoise noise = TestSetNoise.Of(members.Select(member => member.Curve), options);
        double reach = members.Min(member => member.Forecaster is { } forecaster && !options.AllowExtrapolation
            ? forecaster.LargestScale * Forecaster.RefuseBeyond
            : double.PositiveInfinity);
        double[] asked = [.. options.At.Where(x => x <= reach)];
        double common = members.Min(member => member.Last.X);
        double scale = asked.Length > 0 ? asked.Max() : common;
        ImmutableArray<double[]> draws = known.IsDefault ? [.. members.AsParallel().AsOrdered().Select(member => member.DrawsAt([scale], noise)[0])] : known;
        bool isRankedByOffsets = !options.UsesAverage && asked.Length > 0 && scale > common;
        return new(members, noise, draws, isRankedByOffsets ? Mix(draws, RelativeOffsets.Draw(members, noise, scale, options)) : draws) { Scale = scale, IsForecast = asked.Length > 0 };
    }

    public ImmutableArray<Candidate> Members { get; }

    /// <summary>The noise that the members share.</summary>
    public TestSetNoise Noise { get; }

    /// <summary>The scale the mixtures are compared at: the largest one asked for, else the largest that all have.</summary>
    public required double Scale { get; init; }

    /// <summary>Whether <see cref="Scale"/> was asked for.</summary>
    public required bool IsForecast { get; init; }

    /// <summary>Draws of one measurement at <see cref="Scale"/> for each member, better ones larger.</summary>
    public ImmutableArray<double[]> Draws { get; }

    /// <summary>
    /// Draws to rank the members by. Half of them are those of the laws, the other half those of <see cref="RelativeOffsets"/>, because extrapolated curves rank
    /// recipes no better than a single scale does (Magnusson et al. 2025, arXiv:2504.11393).
    /// </summary>
    public ImmutableArray<double[]> Compared { get; }

    /// <summary>For each member the share of draws in which it is the best; <c>null</c> for a single member.</summary>
    public ImmutableArray<double?> ProbabilityBest { get; }

    public double FinetuningSize => Members[0].FinetuningSize;

    /// <summary>What a group has in common with those of other finetuning sizes.</summary>
    public string Place => Members[0].FirstRow is var row ? string.Join('\u001f', row.Source, row.Task, row.FinetuningData, row.Model, ObservationColumn.Text(row.Parameters), row.Metric, row.FinetuningExamples is null) : "";

    /// <summary>Index of the member that is most often the best; ties go to the first name.</summary>
    public int Best => Members.Length < 2 ? 0 : Enumerable.Range(0, Members.Length).MaxBy(index => ProbabilityBest[index]);

    /// <summary>The member with the best value at the largest scale that all have measured, by index.</summary>
    public int Leader
    {
        get
        {
            double common = Members.Min(member => member.Last.X);
            return Enumerable.Range(0, Members.Length).MaxBy(index => ValueAt(Members[index], common));
        }
    }

    // A draw is of one kind for all members. The offsets between members are added to the common curve of their laws.
    private static ImmutableArray<double[]> Mix(ImmutableArray<double[]> laws, double[][]? distances)
    {
        if (distances is null)
        {
            return laws;
        }

        double[][] mixed = [.. laws.Select(draws => (double[])draws.Clone())];
        for (int number = 1; number < laws[0].Length; number += 2)
        {
            double common = laws.Select(draws => draws[number]).Where(double.IsFinite).DefaultIfEmpty().Average();
            for (int index = 0; index < mixed.Length; index++)
            {
                mixed[index][number] = common + distances[index][number];
            }
        }

        return [.. mixed];
    }

    private static double ValueAt(Candidate member, double scale) =>
        member.Score.Result.Points.Last(point => point.X <= scale || point.X == member.Score.Result.Points[0].X).Y * (member.HigherIsBetter ? 1 : -1);

    // A draw without a value loses; ties split the probability.
    private static IEnumerable<double?> Wins(ImmutableArray<double[]> draws)
    {
        double[] wins = new double[draws.Length];
        int count = draws.Min(member => member.Length);
        for (int number = 0; number < count; number++)
        {
            double best = double.NegativeInfinity;
            int tied = 0;
            foreach (double[] member in draws)
            {
                double worth = Worth(member[number]);
                tied = worth > best ? 1 : worth == best ? tied + 1 : tied;
                best = Math.Max(best, worth);
            }

            for (int index = 0; index < draws.Length; index++)
            {
                wins[index] += Worth(draws[index][number]) == best ? 1.0 / tied : 0;
            }
        }

        return wins.Select(win => (double?)(win / count));
    }

    private static double Worth(double draw) => double.IsNaN(draw) ? double.NegativeInfinity : draw;
}
