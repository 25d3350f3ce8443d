using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The surrogates by name.</summary>
public static class MixtureSurrogates
{
    /// <summary>The name of the average over all surrogates, weighted by cross-validated error.</summary>
    public const string Auto = "auto";

    /// <summary>Those that have coefficients for each corpus, and so need more runs than corpora.</summary>
    internal static ImmutableArray<string> WithCoefficients { get; } = ["mixing-law", "log-linear", "ridge"];

    internal static ImmutableArray<IMixtureSurrogate> All { get; } =
    [
        new ExponentialMixingLaw(), new LogLinearSurrogate(), new RidgeSurrogate(), new GaussianProcessSurrogate(), new RelevanceProcessSurrogate(), new BoostedTreesSurrogate(),
    ];

    /// <summary>All names; the average is the first.</summary>
    public static ImmutableArray<string> Names { get; } = [Auto, .. All.Select(surrogate => surrogate.Name)];

    /// <summary>What a surrogate computes and where it is from, in one line.</summary>
    public static string Describe(string name) => All.FirstOrDefault(surrogate => surrogate.Name == name) is { } found ? $"{found.Form} ({found.Source})" : "average of all, weighted by cross-validated error";

    /// <summary>The surrogates behind a name, for a number of targets: the costliest one looks at fewer runs where there are many targets.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static ImmutableArray<IMixtureSurrogate> Find(string name, int targets = 1)
    {
        ImmutableArray<IMixtureSurrogate> all = [.. All.Select(surrogate => surrogate is RelevanceProcessSurrogate ? RelevanceProcessSurrogate.For(targets) : surrogate)];
        return string.Equals(name, Auto, StringComparison.OrdinalIgnoreCase) ? all
            : [all.FirstOrDefault(surrogate => string.Equals(surrogate.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"--surrogate is \"{name}\"; expected one of {string.Join(", ", Names)}.")];
    }
}
