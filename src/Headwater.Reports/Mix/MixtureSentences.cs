using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What an analysis of mixtures says in sentences, the same in the terminal and on the page.</summary>
public static class MixtureSentences
{
    /// <summary>What the proposal is forecast to bring over the natural mixture.</summary>
    public static string Headline(MixtureAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        if (!analysis.IsDistinguishable)
        {
            CrossValidation test = analysis.Objective.CrossValidation;
            return $"No mixture is distinguishable by {analysis.Objective.Target.Name}: in cross-validation, the surrogates do not predict held-out runs better than the mean of the other runs does "
                + $"(rank correlation {Readable.Fixed(test.RankCorrelation, 2)} over {Readable.Counted(analysis.Objective.Target.Measured.Length, "run")}). Nothing is proposed.";
        }

        MixtureProposal proposal = analysis.Proposal;
        MixtureTarget target = analysis.Objective.Target;
        string of = target.Name == target.Metric ? target.Metric : $"{target.Name} ({target.Metric})";
        string measured = proposal.NaturalValue is { } value ? $" (measured: {Number(value)})" : "";
        string format = FinerOf(proposal.Forecast, proposal.Gain);
        return $"The proposed mixture is forecast at {Interval(proposal.Forecast, format)} {of}, {Better(proposal.Gain, target, format)} than the {Reference(analysis)} mixture, which is forecast at {Text(proposal.NaturalForecast.Value, format)}{measured}.";
    }

    /// <summary>What the mixture is that a proposal is compared with: the natural one, or the one that is kept.</summary>
    public static string Reference(MixtureAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return analysis.Limits.KeepsRatios && analysis.Options.Natural.IsEmpty ? "kept" : "natural";
    }

    /// <summary>How the proposal compares with the best mixture that was run.</summary>
    public static string AgainstBest(MixtureAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        if (!analysis.IsDistinguishable)
        {
            return "The best measured run may owe its place to noise. Run more mixtures, train them for longer, or repeat them with other seeds.";
        }

        MixtureProposal proposal = analysis.Proposal;
        string format = FinerOf(proposal.Forecast, proposal.GainOverBest);
        return $"The best mixture tried, {analysis.Runs.Names[proposal.BestRun]}, was measured at {Number(proposal.BestValue)}, and the fit is at {Text(proposal.BestForecast.Value, format)} there; the proposal is forecast to be {Better(proposal.GainOverBest, analysis.Objective.Target, format)} than the fit.";
    }

    /// <summary>A forecast with its interval: <c>3.21 [3.18, 3.25]</c>.</summary>
    public static string Interval(MixtureForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return Interval(forecast, FormatOf(forecast));
    }

    /// <summary>A value of a target, with four significant digits.</summary>
    public static string Number(double value) => Readable.Significant(value, 4);

    /// <summary>A difference with its sign and two significant digits.</summary>
    public static string Signed(double value) => (value > 0 ? "+" : "") + Readable.Significant(value, 2);

    /// <summary>The largest rates of a mixture: <c>en 62%, de 30%, …</c>.</summary>
    public static string Rates(ImmutableArray<string> corpora, ImmutableArray<double> rates, int most)
    {
        int[] order = [.. Enumerable.Range(0, corpora.Length).Where(corpus => rates[corpus] >= 0.005).OrderByDescending(corpus => rates[corpus])];
        return string.Join(", ", order.Take(most).Select(corpus => $"{corpora[corpus]} {Readable.Percent(rates[corpus])}")) + (order.Length > most ? ", …" : "");
    }

    /// <summary>A mixture as a study file lists it: <c>proposal: { de: 0.62, en: 0.38 }</c>. Rates are rounded to three decimals, and the largest takes what rounding leaves.</summary>
    public static string ForStudy(string name, ImmutableArray<string> corpora, ImmutableArray<double> rates)
    {
        double[] rounded = [.. rates.Select(rate => Math.Round(rate, 3))];
        int largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] = Math.Round(1 - (rounded.Sum() - rounded[largest]), 3);
        return $"{name}: {{ {string.Join(", ", Enumerable.Range(0, rounded.Length).Where(corpus => rounded[corpus] > 0).Select(corpus => $"{corpora[corpus]}: {rounded[corpus].ToString(CultureInfo.InvariantCulture)}"))} }}";
    }

    private static string Interval(MixtureForecast forecast, string format) => $"{Text(forecast.Value, format)} [{Text(forecast.Low, format)}, {Text(forecast.High, format)}]";

    // A loss is lower, a score higher; a gain below 0 is worse.
    private static string Better(MixtureForecast gain, MixtureTarget target, string format)
    {
        bool isHigher = target.HigherIsBetter is true == gain.Value >= 0;
        string interval = gain.Value >= 0 ? $"[{Text(gain.Low, format)}, {Text(gain.High, format)}]" : $"[{Text(-gain.High, format)}, {Text(-gain.Low, format)}]";
        return $"{(isHigher ? "higher" : "lower")} by {Text(Math.Abs(gain.Value), format)} {interval}";
    }

    // Numbers that a reader subtracts from each other are written to the same place.
    private static string FinerOf(MixtureForecast first, MixtureForecast second) => new[] { FormatOf(first), FormatOf(second) }.Max(StringComparer.Ordinal)!;

    // Two significant digits of the interval's half, and the value to the same place.
    private static string FormatOf(MixtureForecast forecast)
    {
        double width = forecast.High - forecast.Low;
        int digits = width > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(width / 2)), 0, 8) : 4;
        return "F" + digits.ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
