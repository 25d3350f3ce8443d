using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What to look for in mixing rates, and within which limits.</summary>
public sealed record MixtureOptions
{
    /// <summary>The objective that is the mean of all targets.</summary>
    public const string Mean = "mean";

    /// <summary>The objective that is the least improved target.</summary>
    public const string Worst = "worst";

    private static readonly ImmutableSortedDictionary<string, double> None = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>A target's name, <see cref="Mean"/> or <see cref="Worst"/>.</summary>
    public string Objective { get; init; } = Mean;

    /// <summary>The surrogate: one name of <see cref="MixtureSurrogates.Names"/>.</summary>
    public string Surrogate { get; init; } = MixtureSurrogates.Auto;

    /// <summary>The largest rate of a corpus, 0 to 1. Default: 1.</summary>
    public ImmutableSortedDictionary<string, double> Caps { get; init; } = None;

    /// <summary>The smallest rate of a corpus, 0 to 1. Default: 0.</summary>
    public ImmutableSortedDictionary<string, double> Floors { get; init; } = None;

    /// <summary>Tokens that a corpus has. With <see cref="Tokens"/> they cap its rate at available × <see cref="Epochs"/> ÷ tokens.</summary>
    public ImmutableSortedDictionary<string, double> Available { get; init; } = None;

    /// <summary>Tokens of the run to come; <c>null</c> leaves repetitions unlimited.</summary>
    public double? Tokens { get; init; }

    /// <summary>How often a corpus may be repeated. Default: 4, up to which repeated tokens are worth almost as much as new ones (Muennighoff et al. 2023, arXiv:2305.16264).</summary>
    public double Epochs { get; init; } = 4;

    /// <summary>The natural rates. Default: the shares of the available tokens where all are given, else the mean of the runs.</summary>
    public ImmutableSortedDictionary<string, double> Natural { get; init; } = None;

    /// <summary>Corpora whose rates keep these proportions: those of a mixture in use, to which others are added. Only their common share and the rates of the others are searched. Default: none.</summary>
    public ImmutableSortedDictionary<string, double> Keep { get; init; } = None;

    /// <summary>The pull to the natural rates: standard deviations of the objective among the runs for each nat of divergence (Olmix, arXiv:2602.12237). Default: 0.02, which decides only between mixtures that are forecast alike.</summary>
    public double Pull { get; init; } = 0.02;

    /// <summary>The share of measurements that an interval is meant to hold.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>How many runs to propose next.</summary>
    public int Next { get; init; }

    /// <summary>The seed of folds and searches.</summary>
    public ulong Seed { get; init; }
}
