using System.Collections.Immutable;

namespace Headwater.Studies;

public sealed record PretrainingResult : RunResult
{
    public required long Parameters { get; init; }

    public required long ParametersWithoutEmbeddings { get; init; }

    public required ImmutableArray<PretrainingCheckpoint> Checkpoints { get; init; }
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
}
