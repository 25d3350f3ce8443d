namespace Headwater.Laws;

/// <summary>
/// How much each method counts for each curve: its prior weight times its rolling errors to a negative power, taken over the curve itself, its group,
/// its metric and the table. A curve has few earlier ends to judge by, so most of what is known of a method comes from its neighbours.
/// </summary>
internal sealed class MethodWeights
{
    // The amount of evidence at which half of a power counts.
    private const double HalfEvidence = 0.3;

    // Errors this small are alike; a method that happened to be exact does not take everything.
    private const double LeastError = 1e-5;

    // From the curve to the table: who shares the errors, and the power they are taken to.
    private static readonly (Func<Curve, int, string> KeyOf, double Power)[] Levels =
    [
        ((_, number) => $"{number}", 2),
        ((curve, _) => curve.Group, 4),
        ((curve, _) => curve.Metric, 4),
        ((_, _) => "", 4),
    ];

    // Short horizons are weighed like this one, 8 times the largest scale: over less, luck decides which method was nearest.
    private const double LeastHorizon = 2.1;

    // ln of the weights at each horizon: [horizon][curve][method].
    private readonly double[][][] _logs;

    /// <summary>Learns the weights.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="errors">Their rolling errors at each of <see cref="Horizons.All"/>.</param>
    public MethodWeights(Curve[] curves, RollingErrors[] errors) => _logs = [.. errors.Select(atHorizon => LogsOf(curves, atHorizon))];

    /// <summary>The weights of all methods for a curve's forecast at a distance (in ln of the scale) beyond its end; they sum to 1.</summary>
    public double[] At(int curve, double distance)
    {
        (int below, double share) = Horizons.Place(Math.Max(distance, LeastHorizon));
        double[] mixed = new double[Methods.All.Length];
        for (int method = 0; method < mixed.Length; method++)
        {
            mixed[method] = ((1 - share) * _logs[below][curve][method]) + (share * _logs[below + 1][curve][method]);
        }

        return Normalised(mixed);
    }

    private static double[][] LogsOf(Curve[] curves, RollingErrors errors)
    {
        double[][] logs = [.. curves.Select(_ => Methods.All.Select(method => Math.Log(method.Prior)).ToArray())];
        foreach ((Func<Curve, int, string> keyOf, double power) in Levels)
        {
            foreach (IGrouping<string, int> members in Enumerable.Range(0, curves.Length).GroupBy(number => keyOf(curves[number], number), StringComparer.Ordinal))
            {
                Weigh([.. members], errors, power, logs);
            }
        }

        return logs;
    }

    private static void Weigh(int[] members, RollingErrors errors, double power, double[][] logs)
    {
        int[] known = [.. members.Where(number => errors.Evidence[number] > 0)];
        if (known.Length == 0)
        {
            return;
        }

        double evidence = known.Sum(number => errors.Evidence[number]);
        double trusted = power * evidence / (evidence + HalfEvidence);
        for (int method = 0; method < Methods.All.Length; method++)
        {
            double error = 0;
            foreach (int number in known)
            {
                error += errors.Means[number][method] / known.Length;
            }

            double loss = trusted * Math.Log(error + LeastError);
            foreach (int number in members)
            {
                logs[number][method] -= loss;
            }
        }
    }

    private static double[] Normalised(double[] logs)
    {
        double most = logs.Max();
        double[] weights = [.. logs.Select(log => Math.Exp(log - most))];
        double total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }
}

/// <summary>How much of a forecast of <c>auto</c> comes from each kind of method; the shares sum to 1.</summary>
/// <param name="LastValue">The value at the largest scale measured.</param>
/// <param name="Levels">Means of the last points.</param>
/// <param name="Lines">Straight and damped lines in logs.</param>
/// <param name="Laws">Laws with a floor, a bend or a break.</param>
public sealed record AverageWeights(double LastValue, double Levels, double Lines, double Laws)
{
    /// <summary>Whether plain forecasts count for more than everything that has a slope: then nothing was found that beats standing still.</summary>
    public bool StandsStill => LastValue + Levels > 0.5;
}
