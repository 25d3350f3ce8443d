namespace Headwater.Laws;

/// <summary>A scale at which the slope of a series changes beyond noise.</summary>
/// <param name="Scale">Where, in the unit of the scale; one of the scales measured.</param>
/// <param name="Before">What a doubling of the scale gains up to there, in the metric's unit; negative where the series gets worse.</param>
/// <param name="After">What a doubling gains from there on.</param>
public readonly record struct SeriesBreak(double Scale, double Before, double After)
{
    /// <summary>Whether the series turns round: better before and worse after, or the other way.</summary>
    public bool Turns => Before * After < 0;
}
