using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Mixtures that compete: the same task, model and finetuning size.</summary>
internal sealed class CandidateGroup
{
    public CandidateGroup(ImmutableArray<Candidate> members, AnalysisOptions options)
    {
        Members = members;
        Noise = TestSetNoise.Of(members.Select(member => member.Curve), options);
        double reach = members.Min(member => member.Forecaster is { } forecaster && !options.AllowExtrapolation
            ? forecaster.LargestScale * Forecaster.RefuseBeyond
            : double.PositiveInfinity);
        double[] asked = [.. options.At.Where(x => x <= reach)];
        IsForecast = asked.Length > 0;
        Scale = IsForecast ? asked.Max() : members.Min(member => member.Last.X);
        Draws = [.. members.Select(member => member.DrawsAt([Scale], Noise)[0])];
        Compared = IsForecast && Scale > members.Min(member => member.Last.X) ? Mix(Draws, Distances.Draw(members, Noise, Scale, options)) : Draws;
        ProbabilityBest = members.Length < 2 ? [.. members.Select(_ => (double?)null)] : [.. Wins(Compared)];
    }

    public ImmutableArray<Candidate> Members { get; }

    /// <summary>The noise that the members share.</summary>
    public TestSetNoise Noise { get; }

    /// <summary>The scale the mixtures are compared at: the largest one asked for, else the largest that all have.</summary>
    public double Scale { get; }

    /// <summary>Whether <see cref="Scale"/> was asked for.</summary>
    public bool IsForecast { get; }

    /// <summary>Draws of one measurement at <see cref="Scale"/> for each member, better ones larger.</summary>
    public ImmutableArray<double[]> Draws { get; }

    /// <summary>
    /// Draws to rank the members by. Half of them are those of the laws, the other half those of <see cref="Distances"/>, because extrapolated curves rank
    /// recipes no better than a single scale does (Magnusson et al. 2025, arXiv:2504.11393).
    /// </summary>
    public ImmutableArray<double[]> Compared { get; }

    /// <summary>For each member the share of draws in which it is the best; <c>null</c> for a single member.</summary>
    public ImmutableArray<double?> ProbabilityBest { get; }

    public double FinetuningSize => Members[0].FinetuningSize;

    /// <summary>What a group has in common with those of other finetuning sizes.</summary>
    public string Place => Members[0].FirstRow is var row ? string.Join('\u001f', row.Source, row.Task, row.FinetuningData, row.Model, ObservationColumn.Text(row.Parameters), row.Metric, row.FinetuningExamples is null) : "";

    /// <summary>The member that is most often the best, by index; the first in name among equals.</summary>
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

    // A draw is of one kind for all members. Where the members stand to each other is put on what they have in common by their laws.
    private static ImmutableArray<double[]> Mix(ImmutableArray<double[]> laws, double[][]? distances)
    {
        if (distances is null)
        {
            return laws;
        }

        double[][] mixed = [.. laws.Select(draws => (double[])draws.Clone())];
        for (int number = 1; number < laws[0].Length; number += 2)
        {
            double[] finite = [.. laws.Select(draws => draws[number]).Where(double.IsFinite)];
            for (int index = 0; index < mixed.Length; index++)
            {
                mixed[index][number] = finite.DefaultIfEmpty().Average() + distances[index][number];
            }
        }

        return [.. mixed];
    }

    private static double ValueAt(Candidate member, double scale) =>
        member.Score.Analysis.Points.Last(point => point.X <= scale || point.X == member.Score.Analysis.Points[0].X).Y * (member.HigherIsBetter ? 1 : -1);

    // A draw that has no value loses; equals share.
    private static IEnumerable<double?> Wins(ImmutableArray<double[]> draws)
    {
        double[] wins = new double[draws.Length];
        int count = draws.Min(member => member.Length);
        for (int number = 0; number < count; number++)
        {
            double best = draws.Max(member => Worth(member[number]));
            int[] tied = [.. Enumerable.Range(0, draws.Length).Where(index => Worth(draws[index][number]) == best)];
            foreach (int index in tied)
            {
                wins[index] += 1.0 / tied.Length;
            }
        }

        return wins.Select(win => (double?)(win / count));
    }

    private static double Worth(double draw) => double.IsNaN(draw) ? double.NegativeInfinity : draw;
}
