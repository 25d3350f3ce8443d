using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// Token counts that follow from a model's size: so many tokens for each of its parameters (<c>tokens: 20x</c>), or the tokens that spend a budget of compute
/// (<c>compute: [2e12, 6e12]</c>), a slice of models of equal compute.
/// </summary>
public sealed record TokenScale
{
    /// <summary>Tokens for each parameter, embeddings included as in the column <c>parameters</c>; ascending, and empty where <see cref="Compute"/> is given.</summary>
    public ImmutableArray<double> PerParameter { get; init; } = [];

    /// <summary>Budgets in FLOPs of a whole run, as in the column <c>compute</c>; ascending, and empty where <see cref="PerParameter"/> is given.</summary>
    public ImmutableArray<double> Compute { get; init; } = [];

    /// <summary>The key of the study file.</summary>
    internal string Key => Compute.IsEmpty ? "pretraining.tokens" : "pretraining.compute";

    /// <summary>As the study file says it: <c>20x</c>, or <c>2e12 FLOPs</c>.</summary>
    public IEnumerable<string> Describe() => PerParameter.Select(Multiple).Concat(Compute.Select(Budget));

    internal static string Multiple(double tokens) => tokens.ToString("R", CultureInfo.InvariantCulture) + "x";

    // 2E+12 as a study file would have it.
    internal static string Budget(double flops) => Digits(flops) + " FLOPs";

    internal static string Digits(double flops) => flops.ToString("0.####e0", CultureInfo.InvariantCulture);
}
