using System.Collections.Immutable;

namespace Headwater.Studies;

public sealed record PretrainingResult : RunResult
{
    public required long Parameters { get; init; }

    public required long ParametersWithoutEmbeddings { get; init; }

    public required ImmutableArray<PretrainingCheckpoint> Checkpoints { get; init; }

    /// <summary>The learning rate that it was trained with; null for runs of versions that did not record it.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The rates that it was chosen among, with the mean loss on held-out text of each; empty where one was given.</summary>
    public ImmutableArray<RateTrial> Trials { get; init; } = [];
}

/// <summary>One checkpoint of a trajectory.</summary>
public sealed record PretrainingCheckpoint
{
    /// <summary>The token count asked for; names the folder.</summary>
    public required long Requested { get; init; }

    /// <summary>Raw corpus tokens seen.</summary>
    public required long Tokens { get; init; }

    public required long Step { get; init; }

    /// <summary>Tokens less repeats.</summary>
    public required long UniqueTokens { get; init; }

    /// <summary>FLOPs of the trajectory so far, 6(N_enc T_in + N_dec T_out).</summary>
    public required double Compute { get; init; }

    /// <summary>Passes over each corpus.</summary>
    public required ImmutableSortedDictionary<string, double> Epochs { get; init; }

    /// <summary>Raw tokens taken from each corpus.</summary>
    public ImmutableSortedDictionary<string, long> CorpusTokens { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Different tokens that would be worth as much as those seen, repeats among them (Muennighoff et al. 2023, equation 5), summed over the corpora.</summary>
    public double? EffectiveTokens { get; init; }
}
