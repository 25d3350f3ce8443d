using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Questions about finetuning data: what more of it gains, and how much of it the pretraining is worth.</summary>
internal static class FinetuningQuestions
{
    /// <summary>Above this share of the examples the estimate is unreliable.</summary>
    private const double NearlyAll = 0.95;

    /// <summary>What doubling either kind of data gains.</summary>
    public static Question? MoreData(Decision d)
    {
        if (d.Favourite.MoreData is not { GainOfPretraining: { } pretraining, GainOfFinetuning: { } finetuning, ProbabilityFinetuningGainsMore: { } probability }) return null;
        string gains = $"For {d.Favourite.Mixture}, doubling the finetuning data gains {Interval(d, finetuning)}, doubling the pretraining {Interval(d, pretraining)}.{WithoutPretraining(d)}";
        string answer = !Shows(pretraining) && !Shows(finetuning) ? "Neither shows a significant gain" : probability > 0.5 ? $"Likely ({Readable.Probability(probability)})" : $"Not likely ({Readable.Probability(probability)})";
        return new("Is more finetuning data the better investment?", $"{answer}. {gains}");
    }

    /// <summary>How much finetuning data the pretraining is worth.</summary>
    public static Question? Worth(Decision d)
    {
        if (d.Favourite.MoreData?.Transferred is not { } transferred) return null;
        double size = d.Favourite.FinetuningExamples ?? d.Favourite.FinetuningTokens ?? 0;
        string unit = d.Favourite.FinetuningExamples is not null ? "examples" : "tokens", ask = "What is the pretraining worth?";
        if (transferred.Value <= -NearlyAll * size && size > 0)
            return new(ask, $"Less than nothing. At the largest scale measured of {d.Favourite.Mixture}, a model without pretraining is better at every number of {unit} in the range searched.");
        if (transferred.Value <= 0)
            return new(ask, $"Less than nothing. At the largest scale measured of {d.Favourite.Mixture}, a model without pretraining needs {Readable.Count(-transferred.Value)} fewer finetuning {unit} for the same result.");
        return new(ask, double.IsFinite(transferred.Value)
            ? $"As much as {Readable.Count(Math.Max(0, transferred.Value))} further finetuning {unit} [{Readable.Count(Math.Max(0, transferred.Low))}, {(double.IsFinite(transferred.High) ? Readable.Count(Math.Max(0, transferred.High)) : "more than was searched")}] to a model without it, at the largest scale measured of {d.Favourite.Mixture}."
            : $"More than any amount of finetuning data in the range searched{(double.IsFinite(transferred.Low) && transferred.Low > 0 ? $", at least {Readable.Count(transferred.Low)} further {unit}" : "")}. A model without pretraining does not reach this result.");
    }

    private static bool Shows(IntervalEstimate gain) => gain.Low > 0;

    // The same step without pretraining shows whether the data or the pretraining is at fault.
    private static string WithoutPretraining(Decision d)
    {
        var sizes = d.Analysis.Series.Where(s => s.Metric == d.Favourite.Series["metric"] && s.Key["pretraining_data"] == d.Favourite.Mixture && s.Scratch is not null)
            .Select(s => (Size: double.TryParse(s.Key["finetuning_examples"], System.Globalization.CultureInfo.InvariantCulture, out double examples) ? examples : 0, Scratch: s.Scratch!.Value)).Where(s => s.Size > 0).OrderBy(s => s.Size).ToArray();
        if (sizes.Length < 2 || sizes.DistinctBy(s => s.Size).Count() < sizes.Length) return "";
        (MeasuredPoint less, MeasuredPoint more) = (sizes[0].Scratch, sizes[^1].Scratch);
        double change = more.Y - less.Y;
        double? error = less.StandardError is { } a && more.StandardError is { } b ? Math.Sqrt(a * a + b * b) : null;
        string noise = error is { } e && Math.Abs(change) <= 2 * e ? ", which is within noise" : "";
        return $" Without pretraining, {SeriesView.SizeWords(sizes[^1].Size, null)} instead of {Readable.Count(sizes[0].Size)} change the result by {d.Format.Difference(change, error)}{noise}.";
    }

    private static string Interval(Decision d, IntervalEstimate q) => $"{d.Format.Difference(q.Value)} {d.Format.InText} {d.Format.Interval(q.Low, q.High)}";
}
