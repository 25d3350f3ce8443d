namespace Headwater.Reports;

/// <summary>Words to the right of the plot, at the height of a value: the name of a curve at its end, which takes the place of a legend.</summary>
/// <param name="Y">The value that the label belongs to.</param>
/// <param name="Text">The words; cut with an ellipsis where they have no room.</param>
public sealed record EndLabel(double Y, string Text)
{
    /// <summary>Where the curve ends, which a thin line then joins with the label; <c>null</c> for none.</summary>
    public double? X { get; init; }

    /// <summary>The look of the curve; <c>null</c> for words alone.</summary>
    public LayerStyle? Style { get; init; }

    /// <summary>Whether the curve's marker stands before the words.</summary>
    public bool HasMarker { get; init; }
}
