namespace Headwater.Laws;

/// <summary>A constant of a law before it is fitted.</summary>
/// <param name="Name">Its name in the equation.</param>
/// <param name="Domain">The values it may take.</param>
/// <param name="Maximum">The largest value a fit may give it, where the law turns into another one beyond; <c>null</c> for none.</param>
public sealed record LawCoefficient(string Name, CoefficientDomain Domain, double? Maximum = null);

/// <summary>The values a coefficient of a law may take.</summary>
public enum CoefficientDomain
{
    /// <summary>Above 0, and fitted as a logarithm.</summary>
    Positive,

    /// <summary>0 or above, and possibly exactly 0: an irreducible term.</summary>
    NonNegative,

    /// <summary>Between 0 and 1, and fitted as a logit.</summary>
    UnitInterval,

    /// <summary>Any number.</summary>
    Real,
}
