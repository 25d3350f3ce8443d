using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Mixtures that compete: the same task, model and finetuning size.</summary>
internal sealed class CandidateGroup
{
    public CandidateGroup(ImmutableArray<Candidate> members, AnalysisOptions options)
    {
        Members = members;
        double reach = members.Min(member => member.Forecaster is { } forecaster && !options.AllowExtrapolation
            ? forecaster.LargestScale * Forecaster.RefuseBeyond
            : double.PositiveInfinity);
        double[] asked = [.. options.At.Where(x => x <= reach)];
        IsForecast = asked.Length > 0;
        Scale = IsForecast ? asked.Max() : members.Min(member => member.Last.X);
        Draws = [.. members.Select(member => member.DrawsAt(Scale))];
        ProbabilityBest = members.Length < 2 ? [.. members.Select(_ => (double?)null)] : [.. Wins(Draws)];
    }

    public ImmutableArray<Candidate> Members { get; }

    /// <summary>The scale the mixtures are compared at: the largest one asked for, else the largest that all have.</summary>
    public double Scale { get; }

    /// <summary>Whether <see cref="Scale"/> was asked for.</summary>
    public bool IsForecast { get; }

    /// <summary>Draws of one measurement at <see cref="Scale"/> for each member, better ones larger.</summary>
    public ImmutableArray<double[]> Draws { get; }

    /// <summary>For each member the share of draws in which it is the best; <c>null</c> for a single member.</summary>
    public ImmutableArray<double?> ProbabilityBest { get; }

    public double FinetuningSize => Members[0].Score.Source.Rows[0] is var row ? row.FinetuningExamples ?? row.FinetuningTokens ?? 0 : 0;

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

    private static double ValueAt(Candidate member, double scale) =>
        member.Score.Analysis.Points.Last(point => point.X <= scale || point.X == member.Score.Analysis.Points[0].X).Y * (member.HigherIsBetter ? 1 : -1);

    private static IEnumerable<double?> Wins(ImmutableArray<double[]> draws)
    {
        double[] wins = new double[draws.Length];
        int count = draws.Min(member => member.Length);
        for (int number = 0; number < count; number++)
        {
            double best = draws.Max(member => double.IsNaN(member[number]) ? double.NegativeInfinity : member[number]);
            int[] tied = [.. Enumerable.Range(0, draws.Length).Where(index => draws[index][number] == best)];
            foreach (int index in tied)
            {
                wins[index] += 1.0 / tied.Length;
            }
        }

        return wins.Select(win => (double?)(win / count));
    }
}
