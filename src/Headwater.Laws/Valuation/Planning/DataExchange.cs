namespace Headwater.Laws;

/// <summary>Compares pretraining with finetuning data, over the finetuning sizes of a table.</summary>
internal sealed class DataExchange
{
    // The line through the last two sizes without pretraining is followed this far; beyond, no amount is said to do.
    private const double FarthestSize = 100;

    private readonly CandidateGroup _group;
    private readonly CandidateGroup[] _sizes;
    private readonly double _level;

    /// <summary>The exchange for a group among all groups of its table.</summary>
    public DataExchange(CandidateGroup group, IEnumerable<CandidateGroup> all, AnalysisOptions options)
    {
        _group = group;
        _sizes = [.. all.Where(other => other.Place == group.Place && other.FinetuningSize > 0).OrderBy(other => other.FinetuningSize)];
        _level = options.Level;
    }

    /// <summary>What more data would gain for one member; <c>null</c> where the table has only one finetuning size.</summary>
    public MoreData? Of(Candidate member)
    {
        if (_sizes.Length < 2)
        {
            return null;
        }

        double[]? pretraining = member.GainOfDoubling(_group.Noise);
        double[]? finetuning = GainOfFinetuning(member);
        return new()
        {
            Transferred = Transferred(member) is { } transferred ? IntervalEstimate.Of(transferred, _level) : null,
            GainOfPretraining = pretraining is null ? null : IntervalEstimate.Of(pretraining, _level),
            GainOfFinetuning = finetuning is null ? null : IntervalEstimate.Of(finetuning, _level),
            ProbabilityFinetuningGainsMore = pretraining is null || finetuning is null ? null : finetuning.Zip(pretraining, (one, other) => one > other ? 1.0 : 0.0).Average(),
        };
    }

    // The same mixture at the nearest other size, larger if there is one, compared at the largest scale that both have.
    private double[]? GainOfFinetuning(Candidate member)
    {
        Candidate[] same = [.. _sizes.SelectMany(size => size.Members).Where(other => other.Mixture == member.Mixture && other.FinetuningSize != member.FinetuningSize)];
        Candidate? partner = same.FirstOrDefault(other => other.FinetuningSize > member.FinetuningSize) ?? same.LastOrDefault();
        double[] common = partner is null ? [] : [.. member.Score.Result.Points.Select(point => point.X).Intersect(partner.Score.Result.Points.Select(point => point.X))];
        if (common.Length == 0)
        {
            return null;
        }

        double[] here = member.DrawsOf(member.Score.Result.Points.Single(point => point.X == common[^1]), "size", _group.Noise);
        double[] there = partner!.DrawsOf(partner.Score.Result.Points.Single(point => point.X == common[^1]), "size", _group.Noise);
        double doublings = Math.Log2(partner.FinetuningSize / member.FinetuningSize);
        return [.. here.Zip(there, (mine, other) => (other - mine) / doublings)];
    }

    private double[]? Transferred(Candidate member)
    {
        Candidate[] bare = [.. _sizes.Select(size => size.Members.FirstOrDefault(other => other.Scratch is not null)).OfType<Candidate>()];
        if (bare.Length < 2)
        {
            return null;
        }

        double[] x = [.. bare.Select(other => Math.Log(other.FinetuningSize))];
        double[][] scratch = [.. bare.Select(other => other.DrawsOf(other.Scratch!.Value, "scratch", _group.Noise))];
        double[] pretrained = member.DrawsOf(member.Last, "last", _group.Noise);
        double limit = Math.Log(FarthestSize) + x[^1];
        return [.. pretrained.Select((value, number) => SizeWithoutPretraining(x, [.. scratch.Select(draws => draws[number])], value, limit) - member.FinetuningSize)];
    }

    // Where the broken line through (ln size, score) reaches the value. A line that does not rise reaches nothing above it, and cannot tell below it.
    private static double SizeWithoutPretraining(double[] x, double[] y, double value, double limit)
    {
        int right = Array.FindIndex(y, score => score >= value);
        int end = right < 0 ? y.Length - 1 : Math.Max(1, right);
        double slope = (y[end] - y[end - 1]) / (x[end] - x[end - 1]);
        if (!(slope > 0))
        {
            return right < 0 ? double.PositiveInfinity : double.NaN;
        }

        double place = x[end] + ((value - y[end]) / slope);
        return place > limit ? double.PositiveInfinity : Math.Exp(place);
    }
}
