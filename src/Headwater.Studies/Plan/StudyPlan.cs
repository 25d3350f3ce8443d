using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>The jobs of a study, each after the jobs it needs, and the cells of the results table they fill. Immutable; made by <see cref="StudyPlanner"/>.</summary>
public sealed record StudyPlan
{
    /// <summary>Name of the non-pretrained arm, in place of a mixture's.</summary>
    public const string Scratch = "scratch";

    private (ImmutableArray<Job> Of, Dictionary<string, Job> ById)? _index;

    public required StudySpec Spec { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    public required ImmutableArray<Job> Jobs { get; init; }

    public required ImmutableArray<StudyCell> Cells { get; init; }

    /// <summary>Ids of the tokenizer: of the one that is loaded, or as many as the one that is trained shall have.</summary>
    public int? Vocabulary { get; init; }

    internal int VocabularyOrAsked => Vocabulary ?? Spec.Tokenizer.Vocabulary;

    [JsonIgnore]
    public double Flops => Jobs.Sum(job => job.Flops);

    /// <summary>A job by its id; null where the plan has no such job.</summary>
    public Job? Find(string id) => Index().GetValueOrDefault(id);

    // A plan that was changed has other jobs, and so another index.
    private Dictionary<string, Job> Index()
    {
        (ImmutableArray<Job> Of, Dictionary<string, Job> ById)? index = _index;
        if (index is null || index.Value.Of != Jobs)
            _index = index = (Jobs, Jobs.ToDictionary(job => job.Id, StringComparer.Ordinal));
        return index.Value.ById;
    }

    /// <summary>The first step after which as many tokens have been seen.</summary>
    public static long StepFor(long tokens, long tokensPerStep) => (tokens + tokensPerStep - 1) / tokensPerStep;
}

/// <summary>One model to observe: an arm, a checkpoint, a task, and a finetuning size or a number of shots.</summary>
public sealed record StudyCell
{
    public required string Model { get; init; }

    /// <summary>The mixture, or <see cref="StudyPlan.Scratch"/>.</summary>
    public required string Mixture { get; init; }

    /// <summary>Requested pretraining tokens; 0 for the non-pretrained arm.</summary>
    public required long Tokens { get; init; }

    public required string Task { get; init; }

    /// <summary>Finetuning pairs; null is all, and 0 none.</summary>
    public required int? Examples { get; init; }

    /// <summary>Solved examples in the prompt of a model that is not finetuned; null where it is.</summary>
    public int? Shots { get; init; }

    /// <summary>Seed of its training; null where the study has one for all.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The rate and the batch, where the study sweeps them.</summary>
    public SweepPoint? Sweep { get; init; }

    /// <summary>Id of the pretraining job; null for the non-pretrained arm and for checkpoints from elsewhere.</summary>
    public string? Pretraining { get; init; }

    /// <summary>Id of the finetuning or evaluation job; null where it is the trial that <see cref="Rate"/> keeps.</summary>
    public string? Run { get; init; }

    /// <summary>Id of the job that decided the rate; null where one rate was given.</summary>
    public string? Rate { get; init; }

    /// <summary>Id of the job that measures what the study asks for on demand; null where it asks for nothing.</summary>
    public string? Measures { get; init; }
}
