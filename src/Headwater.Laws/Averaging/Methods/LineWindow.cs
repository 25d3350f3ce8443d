namespace Headwater.Laws;

/// <summary>Which points a line goes through: the last few alike, or all with weights that fall by the distance from the end.</summary>
/// <param name="Points">How many of the last points; 0 for all.</param>
/// <param name="Decay">The distance in ln of the scale at which a weight has fallen to 1/e; used where <paramref name="Points"/> is 0.</param>
internal readonly record struct LineWindow(int Points, double Decay)
{
    public static LineWindow Last(int points) => new(points, 0);

    public static LineWindow Fading(double decay) => new(0, decay);

    /// <summary>The weight of a point of a curve.</summary>
    public double Weight(Curve curve, int index) => Points > 0
        ? index >= curve.Count - Points ? 1 : 0
        : Math.Exp((curve.Scales[index] - curve.End) / Decay);

    /// <summary>The weighted mean of the values.</summary>
    public double Level(Curve curve)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < curve.Count; i++)
        {
            double weight = Weight(curve, i);
            sum += weight * curve.Values[i];
            total += weight;
        }

        return sum / total;
    }
}
