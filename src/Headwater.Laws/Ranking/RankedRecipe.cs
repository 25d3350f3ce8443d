namespace Headwater.Laws;

/// <summary>A recipe in a ranking.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Score">Its judged score at the scale ranked at, with the noise taken out as far as the other tasks tell; more is better, and a loss has a minus.</param>
/// <param name="StandardError">Standard error of <paramref name="Score"/>, for the noise of the scores alone.</param>
/// <param name="Measured">The judged score of its best run as it was measured, with the same sign.</param>
public sealed record RankedRecipe(string Recipe, double Score, double StandardError, double Measured);
