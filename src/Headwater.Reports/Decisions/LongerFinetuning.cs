using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The cheapest test of whether a better cross-entropy can become a better score: the same checkpoint, finetuned for longer.</summary>
internal static class LongerFinetuning
{
    private const int Times = 4;

    /// <summary>A finetuning with at least this many passes over its examples does not count as short.</summary>
    private const double ManyPasses = 10;

    public static string Words(ReportInput input, Decision d, MixtureValuation promising, double scale)
    {
        if (promising.FinetuningExamples is 0)
            return "Nothing was finetuned, so the score also depends on whether a model makes sense of the prompt. Before paying for more pretraining, measure on more test items or with more shots, and trust the loss while scores are near chance.";
        string what = $"finetune {promising.Mixture} from {Readable.Count(scale)} again with {Times} times the steps, and do the same for the model without pretraining";
        string verdict = $"If {promising.Mixture} then has the better {d.Format.Name}, decide again with longer finetunings; otherwise its text is too far from the task, and another mixture is a better investment.";
        if (input.Study is not { } study) return $"Before paying for more pretraining, {what}. {verdict}";
        // Two runs, each with this many times the steps.
        string cost = d.Cost is { FinetuningSeconds: > 0 } known ? $" (about {Readable.Duration(2 * Times * known.FinetuningSeconds)})" : "";
        return $"Before paying for more pretraining, {what}{cost}.{(study.Finetuning is { } length ? Short(length, d) : "")} {verdict}";
    }

    // Whether the finetunings of the study were cut short: few passes, or a validation loss that was best at the end.
    private static string Short(FinetuningLength finetuning, Decision d)
    {
        double? passes = d.Favourite.FinetuningExamples is > 0 and var examples && finetuning.Batch is { } batch ? (double)finetuning.Steps * batch / examples : null;
        bool few = passes < ManyPasses, cut = finetuning.Finished > 0 && 2 * finetuning.BestAtTheEnd > finetuning.Finished;
        if (!few && !cut) return "";
        string length = passes is { } p ? $": {Readable.Whole(finetuning.Steps)} steps are {Readable.Significant(p, 2)} passes over {SeriesView.SizeWords(d.Favourite.FinetuningExamples, null)}" : $": {Readable.Whole(finetuning.Steps)} steps";
        string end = cut ? $", and the validation loss was best at the last step in {Readable.Whole(finetuning.BestAtTheEnd)} of {Readable.Whole(finetuning.Finished)} runs" : "";
        return $" Finetuning was short here{length}{end}, so the benefit of pretraining may not show in the outputs yet.";
    }
}
