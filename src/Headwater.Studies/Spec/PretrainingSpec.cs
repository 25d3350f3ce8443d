using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Pretraining by span corruption, or of decoder-only models by every token: one trajectory per mixture and model, with a checkpoint at each token count; or checkpoints from elsewhere.</summary>
public sealed record PretrainingSpec
{
    public required ImmutableArray<MixtureSpec> Mixtures { get; init; }

    /// <summary>Raw corpus tokens at which a checkpoint is kept, ascending. A checkpoint is taken at the first step that has seen as many.</summary>
    public required ImmutableArray<long> Tokens { get; init; }

    /// <summary>How the counts follow from a model's size; null where they are the same for every model.</summary>
    public TokenScale? Scale { get; init; }

    /// <summary>With <see cref="Scale"/>, the counts of each model, which the planner sets once the vocabulary is known; <see cref="Tokens"/> are then all of them.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> TokensByModel { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>The counts of one model, without those of <see cref="Continued"/>.</summary>
    internal ImmutableArray<long> TokensOfModel(string model) => TokensByModel.TryGetValue(model, out ImmutableArray<long> own) ? own : Tokens;

    /// <summary>The counts that one trajectory passes: all, but of a schedule that falls to an end and is given by size, one each, so that every run of a slice ends at its least rate.</summary>
    internal IEnumerable<ImmutableArray<long>> Trajectories(ImmutableArray<long> counts) =>
        Scale is not null && Optimization.Falls ? counts.Select(count => ImmutableArray.Create(count)) : [counts];

    /// <summary>Further token counts of some mixtures, ascending and beyond <see cref="Tokens"/>: what is trained to verify forecasts.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> Continued { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>With <see cref="Scale"/>, the larger runs that check forecasts; empty until the study is measured.</summary>
    public ImmutableArray<LargerRun> LargerRuns { get; init; } = [];

    /// <summary>The mixtures that <see cref="LargerRuns"/> train.</summary>
    public ImmutableArray<string> LargerMixtures { get; init; } = [];

    /// <summary>The counts of <see cref="LargerRuns"/> by model, which the planner sets once the vocabulary is known.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<long>> LargerTokens { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>The larger runs as they may be, before the study is measured; set by the planner.</summary>
    public ImmutableArray<LargerRun> AboutLarger { get; init; } = [];

    /// <summary>What <see cref="AboutLarger"/> read.</summary>
    public ImmutableArray<long> AboutLargerTokens { get; init; } = [];

    /// <summary>Whether <see cref="Continued"/> counts for every seed of the study; otherwise for the first.</summary>
    public bool ContinuedWithEverySeed { get; init; }

    /// <summary>The token counts of one mixture.</summary>
    internal ImmutableArray<long> TokensOf(string mixture) => Continued.TryGetValue(mixture, out ImmutableArray<long> further) ? [.. Tokens, .. further] : Tokens;

    /// <summary>Sequences per step.</summary>
    public int Batch { get; init; } = 32;

    internal const string Causal = "causal";
    internal const string SpanCorruption = "span-corruption";
    internal const string PrefixLm = "prefix-lm";

    /// <summary><c>causal</c> where models are decoder-only and predict every token, <c>prefix-lm</c> where T5 writes the rest of a passage; null for span corruption.</summary>
    public string? Objective { get; init; }

    /// <summary>Whether decoder-only models learn by prefixes: the tokens of a prefix see each other, and what follows is scored.</summary>
    public bool MarksPrefixes { get; init; }

    /// <summary>Encoder tokens per sequence, after corruption; positions of a sequence where the objective is causal.</summary>
    public int Sequence { get; init; } = 128;

    /// <summary>Share of the raw tokens that is corrupted.</summary>
    public double NoiseDensity { get; init; } = 0.15;

    /// <summary>Mean length of a corrupted span, in tokens.</summary>
    public double MeanSpan { get; init; } = 3;

    /// <summary>Steps at the full rate; afterwards it falls with the square root of the step.</summary>
    public int WarmUp { get; init; } = 500;

    public double LearningRate { get; init; } = 0.02;

    /// <summary>Rates to choose from by the loss on held-out text, in the order of the study file; empty where <see cref="LearningRate"/> is the one.</summary>
    public ImmutableArray<double> LearningRates { get; init; } = [];

    /// <summary>Whether the rate is chosen for every mixture by itself; otherwise once for each model, on the first mixture.</summary>
    public bool ChoosesRateEach { get; init; }

    /// <summary>Rates and batches that are all trained; null where there is one of each, or one is chosen. <see cref="Batch"/> is then the largest.</summary>
    public SweepSpec? Sweep { get; init; }

    public double Dropout { get; init; }

    /// <summary>Largest global norm of the gradient; null for no clipping.</summary>
    public double? Clip { get; init; } = 1;

    public double LabelSmoothing { get; init; }

    /// <summary>Weight of the squared log-normaliser in the loss.</summary>
    public double ZLoss { get; init; }

    /// <summary>Models that were pretrained elsewhere, in place of training. Mixtures are then names without rates.</summary>
    public ImmutableArray<CheckpointSpec> Checkpoints { get; init; } = [];

    /// <summary>Name of the arm of the model that pretraining continues, as it is: <see cref="From"/> before any training.</summary>
    internal const string Start = "start";

    /// <summary>The model that pretraining continues, in place of first weights; null where models begin new.</summary>
    public CheckpointSpec? From { get; init; }

    /// <summary>A corpus of text that no model was trained on, to measure forgetting; null for the next sequences of each mixture.</summary>
    public string? Validation { get; init; }

    /// <summary>Corpora of text that no model was trained on, by the name that their loss gets as a task: the loss of every pretrained model on each is measured.</summary>
    public ImmutableSortedDictionary<string, string> Validations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether a corpus may be read more than once; the epochs are then recorded.</summary>
    public bool Repeat { get; init; }

    /// <summary>In what pieces the corpora of a mixture alternate.</summary>
    public Interleaving Interleave { get; init; }

    public OptimizationSpec Optimization { get; init; } = new();

    /// <summary>
    /// Share of a checkpoint's steps over which the rate falls to 0, on a branch of its own: the trajectory continues without the fall. Null for none.
    /// </summary>
    public double? Decay { get; init; }

    /// <summary>1-based line of <c>tokens:</c>.</summary>
    public int Line { get; init; }
}

/// <summary>Corpora by name with mixing rates that sum to 1.</summary>
public sealed record MixtureSpec(string Name, ImmutableSortedDictionary<string, double> Rates)
{
    /// <summary>Where given, the rates grow with the size of each corpus as size^(1/temperature); the planner sets them once sizes are known.</summary>
    public double? Temperature { get; init; }

    /// <summary>Where given, the swarm that draws the rates; the planner sets them once sizes are known.</summary>
    public SwarmSpec? Swarm { get; init; }

    /// <summary>Which of the swarm's mixtures it is: 0 is the centre.</summary>
    public int SwarmIndex { get; init; }

    /// <summary>Where the rates change in the course of a run, its stages, of which the rates are then the shares over the whole run; else empty.</summary>
    public ImmutableArray<MixtureStageSpec> Stages { get; init; } = [];
}

/// <summary>A pretrained model from elsewhere: a folder in the published layout.</summary>
/// <param name="Mixture">What it was pretrained on, by the name that tables show.</param>
/// <param name="Tokens">Its pretraining tokens, as its author counts them.</param>
/// <param name="Path">Full path of the folder.</param>
/// <param name="Line">1-based line of the study file.</param>
public sealed record CheckpointSpec(string Mixture, long Tokens, string Path, int Line);
