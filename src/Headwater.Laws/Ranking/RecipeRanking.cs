using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Recipes ranked at one scale, with the probability that a pair keeps its order at a larger scale. Immutable.</summary>
public sealed record RecipeRanking
{
    private const int Draws = 20_000;

    /// <summary>The recipes, best first; equal ones by name.</summary>
    public required ImmutableArray<RankedRecipe> Recipes { get; init; }

    /// <summary>Task weights, largest first.</summary>
    public required ImmutableArray<TaskWeight> Tasks { get; init; }

    /// <summary>
    /// How much of what the other tasks do not explain of a judged score was kept as a real difference, from 0 to 1, as a mean over runs: τ²/(τ² + ν), with
    /// the variance τ² of real differences and the noise ν.
    /// </summary>
    public required double KeptShare { get; init; }

    /// <summary>Standard deviation of the noise of a judged score.</summary>
    public required double Noise { get; init; }

    /// <summary>Where <see cref="Noise"/> comes from.</summary>
    public required NoiseSource NoiseSource { get; init; }

    /// <summary>The correlation between scores at this scale and at the target.</summary>
    public required CarryOver CarryOver { get; init; }

    /// <summary>The scale of the ranking, in words; empty if recipes have no common scale and each uses its own largest scale.</summary>
    public string Scale { get; init; } = "";

    /// <summary>The tasks and recipes that the table has and the ranking leaves out, as sentences.</summary>
    internal ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>The scale after its preposition, for a sentence.</summary>
    internal string AtScale => Scale.Length > 0 ? $"at {Scale}" : "each at its own largest scale";

    /// <summary>The task that recipes are judged by, or that it is the mean of several.</summary>
    public string JudgedBy { get; init; } = "";

    /// <summary>The metric that recipes are judged by.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Standard deviation of the scores over recipes.</summary>
    public double Spread => Math.Sqrt(Moments.Variance([.. Recipes.Select(recipe => recipe.Score)]));

    /// <summary>
    /// Standard deviation over recipes of what the scores stand for: their own spread, and the noise that is left in them. Leads are measured by it, so scores that
    /// differ by less than their noise are as good as equal.
    /// </summary>
    private double SpreadWithNoise => Recipes.IsEmpty ? 0 : Math.Sqrt((Spread * Spread) + Recipes.Average(recipe => recipe.StandardError * recipe.StandardError));

    /// <summary>The probability that <paramref name="first"/> is better than <paramref name="second"/> at the target scale.</summary>
    public double ProbabilityOfOrder(RankedRecipe first, RankedRecipe second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double spread = SpreadWithNoise;
        return spread > 0 ? CarryOver.ProbabilityOfOrder((first.Score - second.Score) / spread) : 0.5;
    }

    /// <summary>
    /// For each recipe of <see cref="Recipes"/> the probability of being the best of <paramref name="among"/> at the target scale; 0 for the others. Found by
    /// draws, so good to about 0.4 percentage points.
    /// </summary>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="among">The recipes that compete; <c>null</c> for all.</param>
    public ImmutableArray<double> ProbabilityBest(ulong seed, IReadOnlySet<string>? among = null)
    {
        int[] competing = [.. Enumerable.Range(0, Recipes.Length).Where(index => among is null || among.Contains(Recipes[index].Recipe))];
        double spread = SpreadWithNoise;
        if (Spread == 0 && competing.Length > 0)
        {
            // Where nothing tells recipes apart, draws would only add noise of their own.
            return [.. Recipes.Select((_, index) => competing.Contains(index) ? 1.0 / competing.Length : 0)];
        }

        double[] centres = [.. Recipes.Select(recipe => spread > 0 ? CarryOver.Correlation * recipe.Score / spread : 0)];
        double deviation = Math.Sqrt(1 - (CarryOver.Correlation * CarryOver.Correlation));
        RandomStream random = new(RandomStream.Seed(seed, "recipes"));
        double[] wins = new double[Recipes.Length];
        for (int draw = 0; draw < Draws && competing.Length > 0; draw++)
        {
            int best = competing[0];
            double most = double.NegativeInfinity;
            foreach (int index in competing)
            {
                double drawn = centres[index] + (deviation * random.NextNormal());
                (best, most) = drawn > most ? (index, drawn) : (best, most);
            }

            wins[best]++;
        }

        return [.. wins.Select(count => count / Draws)];
    }
}

/// <summary>Where the noise of a judged score was taken from.</summary>
public enum NoiseSource
{
    /// <summary>Standard errors, seeds or checkpoints of the table.</summary>
    StandardErrors,

    /// <summary>Several runs of one recipe at one scale.</summary>
    SeveralRuns,

    /// <summary>Assumed, because the table does not show it; at most half of the variance that the other tasks do not explain.</summary>
    Assumed,
}

/// <summary>A recipe in a ranking.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Score">Its judged score at the scale ranked at, with the noise taken out as far as the other tasks tell; more is better, and a loss has a minus.</param>
/// <param name="StandardError">Standard error of <paramref name="Score"/>, for the noise of the scores alone.</param>
/// <param name="Measured">The judged score of its best run as it was measured, with the same sign.</param>
public sealed record RankedRecipe(string Recipe, double Score, double StandardError, double Measured);

/// <summary>What a task counted in a ranking.</summary>
/// <param name="Task">The task.</param>
/// <param name="Weight">Its weight, from 0 to 1, on scores in units of their spread over recipes.</param>
public sealed record TaskWeight(string Task, double Weight);
