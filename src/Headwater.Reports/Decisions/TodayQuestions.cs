using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Questions of somebody who needs a model today: which measured model is the best, and whether it is good enough.</summary>
internal static class TodayQuestions
{
    /// <summary>The best model that there is.</summary>
    public static Question? Best(Decision d)
    {
        (string Mixture, MeasuredPoint Point, SeriesResult Series)[] models = [.. d.Contenders.Select(v => (v.Mixture, Series: d.SeriesOf(v))).Where(m => m.Series is not null).SelectMany(m => m.Series!.Points.Select(p => (m.Mixture, p, m.Series!)))];
        if (models.Length == 0) return null;
        double sign = models[0].Series.HigherIsBetter ? 1 : -1;
        (string mixture, MeasuredPoint best, SeriesResult series) = models.MaxBy(m => sign * m.Point.Y);
        string who = $"{mixture} at {Readable.Count(best.X)}", value = $"{d.Format.Value(best.Y, best.StandardError)} {d.Format.InText}", of = $"of the {Readable.Whole(models.Length)} pretrained models measured{(d.Size.Length > 0 ? $" with {d.Size}" : "")}";
        return new("What is the best model I have today?", series.Scratch is not { } scratch
            ? $"{who}, the best {of}: {value}."
            : Against(d, who, $"{value}, the best {of}", sign * (best.Y - scratch.Y), best, scratch));
    }

    /// <summary>Whether that is good enough, which only the reader can say.</summary>
    public static Question? Enough(ReportInput input, Decision d)
    {
        if (d.Contenders.Any(v => v.Reach is not null)) return new("When is it good enough?", string.Join(' ', AdviceText.Reaches(d.Analysis with { Valuations = d.Contenders })));
        string name = input.CommandName.Length > 0 ? input.CommandName : "TABLE";
        return new("Is that good enough?", $"That depends on your requirements. `headwater report {name} --target SCORE` adds when each mixture reaches a score, and the probability that it never does.");
    }

    private static string Against(Decision d, string who, string what, double gain, MeasuredPoint best, MeasuredPoint scratch)
    {
        double? error = best.StandardError is { } a && scratch.StandardError is { } b ? Math.Sqrt(a * a + b * b) : null;
        string without = $"{d.Format.Value(scratch.Y, scratch.StandardError)}";
        if (gain <= 0) return $"The model without pretraining, with {without} {d.Format.InText}. {who} has {what}.";
        return error is { } e && gain <= 2 * e
            ? $"The model without pretraining ({without}) is good enough: {who} has {what}, but the difference of {d.Format.Difference(gain, error)} is within noise, and it was selected from many."
            : $"{who}: {what}; {d.Format.Difference(gain, error)} over the model without pretraining ({without}).";
    }
}
