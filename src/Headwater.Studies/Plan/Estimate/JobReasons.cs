using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Why each job of a plan exists, in words.</summary>
internal sealed class JobReasons
{
    private const int Named = 3;

    private readonly StudyPlan _plan;
    private readonly ILookup<string, Job> _users;

    public JobReasons(StudyPlan plan)
    {
        _plan = plan;
        _users = plan.Jobs.SelectMany(job => job.Needs, (job, need) => (job, need)).ToLookup(pair => pair.need, pair => pair.job, StringComparer.Ordinal);
    }

    public string Of(Job job) => job.Settings switch
    {
        TokenizerSettings settings => settings.Load is null ? "tokenises all text of the study" : "is the tokenizer that the study names",
        CorpusSettings => $"is read by {Names(_users[job.Id].Where(user => user.Stage == Stage.Pretraining))}",
        MixtureExportSettings settings => $"writes {settings.Mixture} for the trainer",
        PretrainingSettings { Trials: { } trials } settings => $"keeps the best of {trials.Length} learning rates for {settings.Mixture}, by the loss on {string.Join(", ", settings.ChosenOn!.Keys)}",
        PretrainingSettings { Stages: not null } settings => $"gives {Count(settings.Checkpoints.Length, "checkpoint")} of {settings.Mixture}, {Range(settings)} tokens, each on a branch from {_plan.Find(settings.Trunk!)!.Label} at {NumberText.Format(Math.Round(100 * settings.Stages.Value[0].Until, 6))}% of its tokens",
        PretrainingSettings settings when TrunkPlan.IsTrunk(settings) => $"trains the first stage of {StagedOn(job)} once, with {Count(settings.Checkpoints.Length, "checkpoint")} to branch from, {Range(settings)} tokens",
        PretrainingSettings settings => $"gives {Count(settings.Checkpoints.Length, "checkpoint")} of {settings.Mixture} from one trajectory, {Range(settings)} tokens{(StagedOn(job) is { Length: > 0 } staged ? $"; it is also the first stage of {staged}" : "")}",
        RateSettings settings => $"chooses the best of {Count(settings.Trials.Length, "learning rate")} for all finetunings of its kind",
        FinetuningSettings settings => Of(settings, _users[job.Id].Any(user => user.Stage == Stage.Rate)),
        EvaluationSettings settings => $"evaluates {settings.Mixture} at {NumberText.Format(settings.Checkpoint)} tokens with {Count(settings.Shots, "shot")}, without finetuning",
        MeasuresSettings { Measures.IsEmpty: true } settings => $"measures the loss on {string.Join(", ", settings.Validations?.Keys ?? [])}, which pretraining.validation names",
        MeasuresSettings settings => $"measures {string.Join(", ", settings.Measures)}, which metrics asks for",
        _ => "",
    };

    private static string Range(PretrainingSettings settings) => $"{NumberText.Format(settings.Checkpoints.Min())} to {NumberText.Format(settings.Checkpoints.Max())}";

    private string StagedOn(Job trunk) => Listed([.. _users[trunk.Id].Select(user => user.Settings).OfType<PretrainingSettings>().Where(user => user.Trunk == trunk.Id).Select(user => user.Mixture).Distinct()]);

    private static string Of(FinetuningSettings settings, bool isTrial)
    {
        string size = settings.Examples is int examples ? $"{NumberText.Format(examples)} pairs" : "all pairs";
        string what = settings.Mixture == StudyPlan.Scratch
            ? $"is the baseline without pretraining at {size}"
            : $"measures {settings.Mixture} at {NumberText.Format(settings.Checkpoint)} tokens and {size}";
        return isTrial ? $"{what}, with one of the learning rates" : what;
    }

    private static string Names(IEnumerable<Job> jobs)
    {
        string[] names = [.. jobs.Select(job => (PretrainingSettings)job.Settings).Where(settings => !TrunkPlan.IsTrunk(settings)).Select(settings => settings.Mixture).Distinct()];
        return names.Length == 0 ? $"the measure of {MetricNames.Forgetting}"
            : names.Length <= Named ? $"the {(names.Length == 1 ? "mixture" : "mixtures")} {Listed(names)}" : Listed(names);
    }

    private static string Listed(string[] mixtures) => mixtures.Length <= Named ? string.Join(", ", mixtures) : Count(mixtures.Length, "mixture");

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
