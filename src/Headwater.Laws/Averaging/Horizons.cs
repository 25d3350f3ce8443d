namespace Headwater.Laws;

/// <summary>
/// The horizons at which weights and interval widths are learned, in ln of the scale. Between two of them both are interpolated, so that a forecast depends
/// on its own scale and on no other that was asked for.
/// </summary>
internal static class Horizons
{
    /// <summary>The horizons, increasing: from 1.4 to 256 times the largest scale.</summary>
    public static readonly double[] All = [0.35, 0.7, 1.05, 1.4, 2.1, 2.8, 4.2, 5.6];

    /// <summary>The number of horizons.</summary>
    public static int Count => All.Length;

    /// <summary>The horizon below a distance and the share of the one above it, linear in ln of the distance; the ends hold beyond them.</summary>
    public static (int Below, double Share) Place(double distance)
    {
        if (distance <= All[0])
        {
            return (0, 0);
        }

        for (int above = 1; above < All.Length; above++)
        {
            if (distance <= All[above])
            {
                return (above - 1, Math.Log(distance / All[above - 1]) / Math.Log(All[above] / All[above - 1]));
            }
        }

        return (All.Length - 2, 1);
    }
}
