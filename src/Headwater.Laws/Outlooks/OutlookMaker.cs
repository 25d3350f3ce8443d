using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>Collects what an <see cref="Outlook"/> holds from a group of candidates.</summary>
internal static class OutlookMaker
{
    private const int StepsInDecade = 24;

    // Where extrapolation has no limit the scales end somewhere.
    private const double FarthestUnlimited = 1000;

    /// <summary>The outlook of a group; <c>null</c> where no scale is beyond all its data and within reach, or a law cannot be written.</summary>
    public static Outlook? Of(CandidateGroup group, Func<Candidate, ImmutableArray<AnalysedSeries>> others, AnalysisOptions options)
    {
        ImmutableArray<double> scales = ScalesOf(group.Members, options);
        if (scales.IsEmpty || group.Members.Any(member => member.Forecaster is { } forecaster && !FormulaJson.CanWrite(forecaster.LogLaw)))
        {
            return null;
        }

        DistanceLine[]? lines = Distances.Lines(group.Members, group.Noise);
        double[][] normals = Distances.Normals(group.Members.Length, options);
        return new()
        {
            Members = [.. group.Members.Select((member, index) => MemberOf(member, group, lines?[index] ?? default, normals[index], [.. others(member).SelectMany(series => At(series, scales))], scales))],
            Scales = scales,
            Rankings = [.. scales.Select(scale => RankingAt(scale, group.Members, options))],
            Level = options.Level,
            SharedNoise = group.Noise.Share,
            Shared = [.. group.Noise.Draws],
            Leader = group.Leader,
            HasDistances = lines is not null,
        };
    }

    private static OutlookRanking RankingAt(double scale, ImmutableArray<Candidate> members, AnalysisOptions options)
    {
        CandidateGroup group = new(members, options with { At = [scale], AllowExtrapolation = true });
        int? second = members.Length < 2 ? null : Enumerable.Range(0, members.Length).Where(index => index != group.Best).MaxBy(index => group.ProbabilityBest[index]);
        return new() { Scale = scale, ProbabilityBest = group.ProbabilityBest, Best = group.Best, Second = second, Lead = second is { } rival ? LeadOf(group.Compared[group.Best], group.Compared[rival], options) : null };
    }

    private static Quantity LeadOf(double[] best, double[] second, AnalysisOptions options)
    {
        double[] differences = [.. best.Zip(second, (mine, other) => mine - other)];
        (double low, double high) = Quantiles.Middle(differences, options.Level);
        return new(Quantiles.Middle(differences, 0).Low, low, high);
    }

    private static OutlookMember MemberOf(Candidate member, CandidateGroup group, DistanceLine line, double[] normals, ImmutableArray<Forecast> others, ImmutableArray<double> scales) => new()
    {
        Analysis = member.Score.Analysis,
        Mixture = member.Mixture,
        FinetuningExamples = member.FirstRow.FinetuningExamples,
        FinetuningTokens = member.FirstRow.FinetuningTokens,
        Others = others,
        Numbers = new(
            member.Forecaster?.Outlook(scales),
            member.Forecaster is null ? member.Walk() : null,
            line,
            normals,
            member.DrawsOf(member.Last, "last", group.Noise),
            member.Scratch is { } scratch ? member.DrawsOf(scratch, "scratch", group.Noise) : null,
            member.TestSetError),
    };

    private static ImmutableArray<Forecast> At(AnalysedSeries series, ImmutableArray<double> scales) => series.Forecaster is { CanForecast: true } forecaster
        ? forecaster.Forecasts([.. scales.Select(scale => new[] { scale })])
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
