namespace Headwater.Laws;

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
