namespace Headwater.Laws;

// Walks from the estimate to where the profile reaches its limit.
internal sealed partial class ProfileLikelihood
{
    private void Move(double[] from, double[] direction, double length)
    {
        for (int j = 0; j < from.Length; j++)
        {
            from[j] = Math.Clamp(from[j] + (length * direction[j]), Lower(j), Upper(j));
        }
    }

    // Where the root reaches its limit, from the estimate outwards: by steps that grow until it is passed, then by false position. A refit begins where
    // the last one inside the interval ended.
    private static double Edge(Walk walk, double end, Func<double, double> limitAt, Func<double[], double, double, (double Place, double Root)> probe)
    {
        double start = walk.Start;
        double sign = Math.Sign(walk.First - start);
        double[] inside = [.. walk.From];
        double insideTrial = walk.Place;
        double insidePlace = walk.Place;
        double insideGap = -limitAt(start);
        double? outside = null;
        double outsideGap = 0;
        double trial = walk.First;
        for (int refit = 0; refit < MostRefits; refit++)
        {
            trial = sign * Math.Min(sign * trial, sign * end);
            double[] at = [.. inside];
            (double place, double root) = probe(at, insideTrial, trial);
            double allowed = limitAt(place);
            double gap = root - allowed;
            if (Math.Abs(gap) <= EndTolerance * allowed)
            {
                return place;
            }

            if (gap > 0)
            {
                (outside, outsideGap) = (trial, Math.Min(gap, allowed * MostRefits));
            }
            else
            {
                (inside, insideTrial, insidePlace, insideGap) = (at, trial, place, gap);
                if (trial == end)
                {
                    return end;
                }
            }

            trial = outside is { } far
                ? insideTrial + ((far - insideTrial) * Math.Clamp(insideGap / (insideGap - outsideGap), 0.1, 0.9))
                : start + ((trial - start) * Math.Clamp(allowed / Math.Max(root, 1e-3), 1.2, 4));
        }

        return outside is null ? (double.IsInfinity(end) ? insidePlace : end) : insidePlace;
    }

    /// <summary>Where a walk to an end begins: the coordinates, what the estimate has along it, what the coordinates have, and the first place to try.</summary>
    private readonly record struct Walk(double[] From, double Start, double Place, double First);
}
