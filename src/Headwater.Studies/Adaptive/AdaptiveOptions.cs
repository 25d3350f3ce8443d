namespace Headwater.Studies;

/// <summary>Stopping rules of an adaptive study.</summary>
public sealed record AdaptiveOptions
{
    /// <summary>Stopping threshold: the probability of being the best, from 0.5 to 1; 0.95 by default.</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>Pretraining tokens at which the mixtures are compared.</summary>
    public required double Target { get; init; }

    /// <summary>
    /// The smallest checkpoints that every mixture is measured at before anything is judged: 4 by default. Three determine the three coefficients of a law and leave
    /// nothing to test it by: of what they seem to decide on noisy grids, two fifths are wrong (docs/adaptive.md).
    /// </summary>
    public int Opening { get; init; } = 4;

    /// <summary>Probability of being the best below which the pretrainings of a mixture are stopped or not started: 0.05 by default.</summary>
    public double Hopeless { get; init; } = 0.05;

    /// <summary>Device-seconds that may be spent in all; null for no bound.</summary>
    public double? MostSeconds { get; init; }

    /// <summary>Bootstrap draws of each judgement: 1000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the judgements.</summary>
    public ulong Seed { get; init; }

    /// <summary>The metric that is judged by; null for the one that advice rests on.</summary>
    public string? Metric { get; init; }

    /// <summary>
    /// <see cref="Hopeless"/> as it applies: no more than the threshold leaves to all other mixtures, because a runner-up that may still win must not be stopped, and no more than half of an even share, because
    /// of very many mixtures each is unlikely to be the best.
    /// </summary>
    internal double StopBelow(int mixtures) => Math.Min(Math.Min(Hopeless, 1 - Threshold), 0.5 / mixtures);
}
