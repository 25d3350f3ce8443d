namespace Headwater.Laws;

/// <summary>
/// The correlation over recipes between scores at one scale and scores at a larger scale. It decays exponentially with
/// the distance between the scales: ρ(distance) = ρ₁^distance, distance in ln compute.
/// </summary>
/// <param name="Correlation">The correlation at the target scale, between 0 and 1.</param>
/// <param name="ComputeRatio">How many times the compute of the smaller scale the target takes; <c>null</c> where it is not known.</param>
/// <param name="RecipesMeasured">Number of recipes of this table, over pairs of scales, behind the correlation; 0 if it comes from public tables only.</param>
public sealed record CarryOver(double Correlation, double? ComputeRatio, int RecipesMeasured)
{
    // DataDecide (Magnusson et al. 2025, arXiv:2504.11393): of the pairs of 25 recipes, ranking at 150M parameters orders about 80% as they are at 1B, with
    // 100 tokens for each parameter at both, so (1000/150)² = 44 times the compute. Two normal scores with correlation ρ agree on a pair with probability
    // 1/2 + arcsin(ρ)/π (Sheppard 1899), which is 0.8 at ρ = sin(0.3·π) = 0.81.
    private const double PublicAccuracy = 0.8;
    private const double PublicRatio = 44;

    // Weight of the public correlation as a prior, in recipes.
    private const double PublicRecipes = 10;

    // Ratios are taken as neither nearer nor farther than these shares of the public one, in ln.
    private const double Nearest = 0.25;
    private const double Farthest = 4;
    private const double MostCorrelation = 0.99;
    private const double LeastCorrelation = 0.05;

    // Fisher's transform has variance 1/(n − 3).
    private const int Spent = 3;

    /// <summary>The correlation that public tables show over a distance.</summary>
    /// <param name="computeRatio">How many times the compute the target takes; <c>null</c> for a distance as in those tables.</param>
    public static CarryOver OfPublicTables(double? computeRatio) => new(Limit(Math.Pow(CorrelationOf(PublicAccuracy), Distance(computeRatio))), computeRatio, 0);

    /// <summary>The correlation that a table's own scales show, drawn towards that of public tables where it has few recipes.</summary>
    /// <param name="computeRatio">How many times the compute the target takes; <c>null</c> for a distance as in public tables.</param>
    /// <param name="measured">Correlations between pairs of scales of the table that a ranking may know, each with its compute ratio and its recipes.</param>
    public static CarryOver Of(double? computeRatio, IEnumerable<MeasuredCarryOver> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        CarryOver known = OfPublicTables(computeRatio);
        double sum = PublicRecipes * Math.Atanh(known.Correlation);
        double weights = PublicRecipes;
        int recipes = 0;
        foreach (MeasuredCarryOver pair in measured.Where(pair => pair.Recipes > Spent))
        {
            double atTarget = Limit(Math.Pow(Limit(pair.Correlation), Distance(computeRatio) / Distance(pair.ComputeRatio)));
            sum += (pair.Recipes - Spent) * Math.Atanh(atTarget);
            weights += pair.Recipes - Spent;
            recipes += pair.Recipes;
        }

        return known with { Correlation = Limit(Math.Tanh(sum / weights)), RecipesMeasured = recipes };
    }

    /// <summary>
    /// The correlation of two normal scores that order a share of pairs alike: sin(π·(share − 1/2)). Unlike Pearson's it is robust to a few recipes far from
    /// the others.
    /// </summary>
    public static double CorrelationOf(double decisionAccuracy) => Math.Sin(Math.PI * (decisionAccuracy - 0.5));

    /// <summary>The probability that a recipe that leads by <paramref name="lead"/> standard deviations of the forecasts over recipes also leads at the target.</summary>
    public double ProbabilityOfOrder(double lead) =>
        StudentT.Cumulative(Correlation * lead / Math.Sqrt(2 * (1 - (Correlation * Correlation))), double.PositiveInfinity);

    // In units of the distance in public tables.
    private static double Distance(double? ratio) =>
        ratio is { } times ? Math.Clamp(Math.Abs(Math.Log(times)) / Math.Log(PublicRatio), Nearest, Farthest) : 1;

    private static double Limit(double correlation) => Math.Clamp(correlation, LeastCorrelation, MostCorrelation);
}

/// <summary>The correlation over recipes between the forecast from one scale and what was measured at a larger one.</summary>
/// <param name="Correlation">The correlation, best by <see cref="CarryOver.CorrelationOf"/> from the share of pairs in the right order.</param>
/// <param name="ComputeRatio">How many times the compute the larger scale takes; <c>null</c> where it is not known.</param>
/// <param name="Recipes">How many recipes both scales have.</param>
public readonly record struct MeasuredCarryOver(double Correlation, double? ComputeRatio, int Recipes);
