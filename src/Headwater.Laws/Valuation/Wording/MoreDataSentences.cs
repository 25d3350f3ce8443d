namespace Headwater.Laws;

/// <summary>What more data would gain, in words.</summary>
internal static class MoreDataSentences
{
    public static IEnumerable<string> Of(MoreData more, Observation row, double level)
    {
        string unit = row.FinetuningExamples is not null ? "finetuning examples" : "finetuning tokens";
        if (more is { GainOfPretraining: { } pretraining, GainOfFinetuning: { } finetuning, ProbabilityFinetuningGainsMore: { } probability })
        {
            yield return $"Doubling the pretraining gains {Numerals.Short(pretraining.Value)} [{Numerals.Short(pretraining.Low)}, {Numerals.Short(pretraining.High)}]; doubling the {unit} gains {Numerals.Short(finetuning.Value)} [{Numerals.Short(finetuning.Low)}, {Numerals.Short(finetuning.High)}] ({Numerals.Percent(level)} intervals). The probability that the {unit} gain more is {Numerals.Odds(probability)}.";
        }
        else if (more.GainOfFinetuning is { } only)
        {
            yield return $"Doubling the {unit} gains {Numerals.Short(only.Value)} [{Numerals.Short(only.Low)}, {Numerals.Short(only.High)}]. Without a law there is no estimate for doubling the pretraining.";
        }

        if (more.Transferred is { } transferred)
        {
            yield return double.IsFinite(transferred.Value)
                ? $"The pretraining is worth {Amount(transferred.Value)} further {unit} [{Amount(transferred.Low)}, {Amount(transferred.High)}] to a model without pretraining."
                : $"No number of {unit} in the range searched gives a model without pretraining this result{(double.IsFinite(transferred.Low) ? $"; at least {Amount(transferred.Low)} more" : "")}.";
        }
    }

    private static string Amount(double size) => double.IsFinite(size) ? Numerals.Size(size) : "more than was searched";
}
