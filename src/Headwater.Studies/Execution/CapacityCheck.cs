using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Compares the tokens that pretraining asks for with those the corpora hold, as soon as these are counted and before anything is trained.</summary>
internal static class CapacityCheck
{
    /// <exception cref="StudySpecException">Some mixture asks for more than a corpus holds, and may not repeat it.</exception>
    public static void Check(StudyPlan plan, RunStore store)
    {
        if (plan.Spec.Pretraining is not { Repeat: false } pretraining)
            return;

        List<Fault> faults = [.. plan.Jobs
            .Where(job => job.Stage == Stage.Pretraining && job.Needs.All(need => store.IsDone(plan.Find(need)!)))
            .SelectMany(job => Shortages((PretrainingSettings)job.Settings, store))
            .Distinct()
            .Select(message => new Fault(Path.GetFileName(plan.Spec.File), pretraining.Line, message))];
        if (faults.Count > 0)
            throw new StudySpecException(faults);
    }

    private static IEnumerable<string> Shortages(PretrainingSettings settings, RunStore store)
    {
        long tokens = settings.LastStep() * settings.TokensPerStep();
        foreach ((string corpus, string id) in settings.Corpora)
        {
            double rate = settings.Rates[corpus];
            long held = store.Result<CorpusResult>(id).Tokens;
            double wanted = rate * tokens;
            if (wanted > held)
            {
                yield return $"pretraining.tokens asks for {ScaledNumber.Format(settings.Checkpoints.Max())} of the mixture {settings.Mixture}, which takes "
                    + $"{Math.Ceiling(wanted):0} tokens of the corpus {corpus}; it holds {held}. Ask for at most {ScaledNumber.Format(Math.Floor(held / rate))}, add text, or set repeat: true under pretraining.";
            }
        }
    }
}
