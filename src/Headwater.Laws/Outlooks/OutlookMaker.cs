using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>Collects what an <see cref="Outlook"/> holds from a group of candidates.</summary>
internal static class OutlookMaker
{
    private const int StepsInDecade = 24;

    // Where extrapolation has no limit the scales end somewhere.
    private const double FarthestUnlimited = 1000;

    // Draws at several scales cost little more than at one; those of hundreds of mixtures at all scales would take gigabytes.
    private const int ScalesAtOnce = 12;

    /// <summary>The outlook of a group; <c>null</c> where no scale is beyond all its data and within reach.</summary>
    public static Outlook? Of(CandidateGroup group, Func<Candidate, ImmutableArray<FittedSeries>> others, AnalysisOptions options)
    {
        ImmutableArray<double> scales = ScalesOf(group.Members, options);
        return scales.IsEmpty ? null : new()
        {
            Members = [.. group.Members.AsParallel().AsOrdered().Select(member => MemberOf(member, [.. others(member).SelectMany(series => At(series, scales))], scales))],
            Scales = scales,
            Rankings = [.. scales.Chunk(ScalesAtOnce).SelectMany(some => RankingsAt(some, group, options))],
            Level = options.Level,
        };
    }

    private static IEnumerable<OutlookRanking> RankingsAt(double[] scales, CandidateGroup group, AnalysisOptions options)
    {
        double[][][] draws = [.. group.Members.AsParallel().AsOrdered().Select(member => member.DrawsAt(scales, group.Noise))];
        return scales.Select((scale, place) => RankingAt(scale, group.Members, options with { At = [scale], AllowExtrapolation = true }, [.. draws.Select(own => own[place])]));
    }

    private static OutlookRanking RankingAt(double scale, ImmutableArray<Candidate> members, AnalysisOptions options, ImmutableArray<double[]> draws)
    {
        CandidateGroup group = CandidateGroup.Of(members, options, draws);
        int? second = members.Length < 2 ? null : Enumerable.Range(0, members.Length).Where(index => index != group.Best).MaxBy(index => group.ProbabilityBest[index]);
        return new()
        {
            Scale = scale,
            ProbabilityBest = group.ProbabilityBest,
            Best = group.Best,
            Second = second,
            Lead = second is { } rival ? LeadOf(group.Compared[group.Best], group.Compared[rival], options) : null,
            Advice = new Adviser(group, options).Advise(),
        };
    }

    private static IntervalEstimate LeadOf(double[] best, double[] second, AnalysisOptions options)
    {
        double[] differences = [.. best.Zip(second, (mine, other) => mine - other)];
        (double low, double high) = Quantiles.Middle(differences, options.Level);
        return new(Quantiles.Middle(differences, 0).Low, low, high);
    }

    private static OutlookMember MemberOf(Candidate member, ImmutableArray<Forecast> others, ImmutableArray<double> scales) => new()
    {
        Result = member.Score.Result,
        Mixture = member.Mixture,
        Forecasts = At(member.Score, scales),
        Others = others,
    };

    private static ImmutableArray<Forecast> At(FittedSeries series, ImmutableArray<double> scales) => series.Continuation is { } forecaster
        ? forecaster.ForecastsAt(scales)
        : [];

    private static ImmutableArray<double> ScalesOf(ImmutableArray<Candidate> members, AnalysisOptions options)
    {
        double from = members.Max(member => member.Last.X);
        double limit = options.AllowExtrapolation ? double.PositiveInfinity : members.Min(member => Forecaster.RefuseBeyond * (member.Forecaster?.LargestScale ?? double.PositiveInfinity));
        double to = Math.Min(limit, FarthestUnlimited * from);
        if (!(from > 0) || !members.Any(member => member.Forecaster is not null))
        {
            return [];
        }

        int first = (int)Math.Floor(StepsInDecade * Math.Log10(from));
        int last = (int)Math.Ceiling(StepsInDecade * Math.Log10(to));
        IEnumerable<double> steps = Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(step => ThreeDigits(Math.Pow(10, (double)step / StepsInDecade)));
        return [.. steps.Concat(options.At).Append(to).Where(scale => scale > from && scale <= to).Distinct().Order()];
    }

    private static double ThreeDigits(double value) => double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
