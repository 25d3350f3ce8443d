namespace Headwater.Laws;

/// <summary>
/// Draws of how a curve continues. In each draw the values of the curve are measured again and one method continues them, taken by its weight. A draw with
/// a given number takes its method at the same place of the weights for every curve: what bends one curve then bends its rivals too, and a comparison is not
/// decided by which method either got.
/// </summary>
internal static class CurveDraws
{
    // The golden ratio's sequence: every beginning of it is spread evenly over 0 to 1.
    private const double GoldenStep = 0.618033988749894848;

    /// <summary>
    /// ln of the curve behind the measurements at distances from its end, [draw][distance]. At or below 0, inside the data, it is the straight line between
    /// the values as they were drawn.
    /// </summary>
    /// <param name="methods">The fitted methods of the curve's group.</param>
    /// <param name="number">The curve's number in the group.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="weights">The weight of each method.</param>
    /// <param name="noise">Standard deviation of each of the curve's values in ln units.</param>
    /// <param name="distances">In ln of the scale.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="seed">Seed of the noise.</param>
    public static double[][] Of(GroupMethods methods, int number, Curve curve, double[] weights, double[] noise, double[] distances, int count, ulong seed)
    {
        double[] upTo = Cumulated(weights);
        double[] errors = new double[curve.Count];
        double[][] draws = new double[count][];
        RandomStream random = new(seed);
        for (int draw = 0; draw < count; draw++)
        {
            for (int i = 0; i < errors.Length; i++)
            {
                errors[i] = noise[i] * random.NextNormal();
            }

            Curve moved = curve.Moved(errors);
            draws[draw] = new double[distances.Length];
            methods.Continue(number, moved, MethodAt(upTo, (0.5 + (draw * GoldenStep)) % 1), distances, draws[draw]);
            for (int place = 0; place < distances.Length; place++)
            {
                draws[draw][place] = distances[place] < 0 ? moved.Inside(distances[place]) : draws[draw][place];
            }
        }

        return draws;
    }

    private static double[] Cumulated(double[] weights)
    {
        double[] upTo = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            upTo[i] = sum += weights[i];
        }

        return upTo;
    }

    private static int MethodAt(double[] upTo, double share)
    {
        int found = Array.BinarySearch(upTo, share * upTo[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, upTo.Length - 1);
    }
}
