namespace Headwater.Laws;

/// <summary>What the end of a fit means, and what to do about it.</summary>
internal static class FitMessages
{
    /// <summary>The sentence for an estimate; <paramref name="other"/> are the coefficients of its second minimum, where it has one.</summary>
    public static string Of(LawFamily law, Estimate estimate, double[] values, string scale, double[]? other = null) => estimate.Status switch
    {
        FitStatus.Converged => Converged(law, values),
        FitStatus.StepLimit => "The search used up its steps before it reached a minimum: trust neither coefficients nor forecasts. Add points, or use a law with fewer coefficients.",
        FitStatus.NonFinite => $"{law.Name} has no finite value at the points, wherever the search began: check the signs in its equation, or say after where which coefficients may be negative.",
        FitStatus.NotIdentified when other is not null => Twins(law, estimate.UnidentifiedCoefficients, values, other),
        FitStatus.NotIdentified => NotIdentified(law, [.. estimate.UnidentifiedCoefficients.Select(index => law.Coefficients[index].Name)], scale),
        _ => AtBound(law, estimate.UnidentifiedCoefficients[0], values, scale),
    };

    private static string Converged(LawFamily law, double[] values)
    {
        string[] zero = [.. law.Coefficients.Where((coefficient, index) => coefficient.Domain == CoefficientDomain.NonNegative && values[index] == 0).Select(coefficient => coefficient.Name)];
        return zero.Length == 0
            ? "The objective is at a minimum."
            : $"The objective is at a minimum with {string.Join(" and ", zero)} at 0: the points show no irreducible part yet.";
    }

    private static string NotIdentified(LawFamily law, string[] names, string scale) => names.Length == 1
        ? $"{names[0]} does not move {law.Name} at any point: the points do not determine it. Add {scale} where it matters, or fit a law without {names[0]}."
        : $"{Listing.And(names)} are not identifiable: they can change together without changing {law.Name} at any point. The curve is reliable, but these coefficients are not. Add points where they differ, or fit a law with fewer coefficients.";

    private static string Twins(LawFamily law, IEnumerable<int> differing, double[] values, double[] other)
    {
        string Of(double[] coefficients) => string.Join(", ", differing.Select(index => $"{law.Coefficients[index].Name} {Numerals.Short(coefficients[index])}"));
        return $"Two sets of coefficients fit equally well: {Of(values)}; and {Of(other)}. The points do not distinguish them, and their forecasts may differ. Add points where the two curves differ, or restrict signs and ranges after where.";
    }

    private static string AtBound(LawFamily law, int index, double[] values, string scale)
    {
        LawCoefficient coefficient = law.Coefficients[index];
        bool isExtreme = coefficient.Domain == CoefficientDomain.Positive && Math.Abs(Math.Log(values[index])) > Coordinates.LogLimit - 1;
        bool isLarge = coefficient.Maximum is { } maximum && values[index] >= maximum * 0.999;
        return isLarge
            ? $"{coefficient.Name} ran to its limit of {Numerals.Short(values[index])}: the points bend less than the law can. Add larger scales, or fit a law without {coefficient.Name}."
            : isExtreme ? $"{coefficient.Name} ran to {Numerals.Short(values[index])}, the end of what a number can hold: the points bend more than the law can. The curve still stands, its coefficients do not."
            : $"{coefficient.Name} ran to {Numerals.Short(values[index])}, where it no longer changes the law: the points do not determine it. Add {scale} further apart, or fit a law without {coefficient.Name}.";
    }
}
