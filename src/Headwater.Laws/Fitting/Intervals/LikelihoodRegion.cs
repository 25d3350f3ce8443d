namespace Headwater.Laws;

/// <summary>
/// Places known to lie in a likelihood region that is far from an ellipse: where points all but entangle the coefficients it is a long bent ridge, or several
/// islands. The search's other starts show where else it is, and whatever a walk along one coefficient finds inside serves the walks along the others.
/// </summary>
internal sealed class LikelihoodRegion
{
    private const int MostAnchors = 60;
    private const int Polished = 10;
    private const int PolishSteps = 20;
    private const int Tries = 5;
    private const int FirstSteps = 30;
    private const int RefitSteps = 60;

    // An interval that a known place is beyond by no more than this share of its length is long enough.
    private const double Near = 0.02;

    // A coefficient that ran to the end of its range is taken back to where it begins to matter: a rise of the objective by this share.
    private const double Rise = 1e-3;
    private const int Bisections = 40;

    private readonly HuberObjective _objective;
    private readonly GaussNewton _gaussNewton;
    private readonly QuasiNewton _quasiNewton;
    private readonly List<double[]> _inside;
    private readonly double[][] _anchors;

    /// <param name="fitter">The law's.</param>
    /// <param name="data">The points.</param>
    /// <param name="objective">That the estimate is the minimum of; with nothing pinned.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="within">The objective that is not passed inside.</param>
    public LikelihoodRegion(LawFitter fitter, FitData data, HuberObjective objective, Estimate estimate, double within)
    {
        _objective = objective;
        _gaussNewton = new(objective, 1e-7);
        _quasiNewton = new(objective);
        Home = HomeOf(objective, estimate);
        double[][] starts = [.. fitter.BestStarts(data, objective, MostAnchors)];
        double[][] polished = [.. Enumerable.Range(0, starts.Length).Where(number => number % (MostAnchors / Polished) == 0).Select(number => starts[number].ToArray())];
        foreach (double[] at in polished)
        {
            _gaussNewton.Minimise(at, PolishSteps);
        }

        _anchors = [.. polished, .. starts, Home];
        _inside = [.. _anchors.Where(at => objective.Value(at) <= within)];
    }

    /// <summary>The estimate, with what ran to the end of a range taken back to where it can move again.</summary>
    public double[] Home { get; }

    /// <summary>Notes a place that lies inside.</summary>
    public void Add(double[] at) => _inside.Add([.. at]);

    /// <summary>The place inside that is farthest along a coordinate; <c>null</c> where none is known.</summary>
    public double[]? Farthest(int index, int sign) => _inside.MaxBy(at => sign * at[index]);

    /// <summary>Whether a place inside lies beyond an interval.</summary>
    public bool ReachesBeyond(int index, (double Low, double High) interval)
    {
        double slack = double.IsFinite(interval.High - interval.Low) ? Near * (interval.High - interval.Low) : 0;
        return _inside.Any(at => at[index] < interval.Low - slack || at[index] > interval.High + slack);
    }

    /// <summary>Searches again for a place inside at a value of a coordinate, where the walk along it found none; returns the least objective and leaves its place in <paramref name="at"/>.</summary>
    public double Retry(double[] at, double value, int index, double place, double within)
    {
        foreach (double[] from in _anchors.Select(anchor => Pinned(anchor, index, place)).Select(from => (At: from, Value: _objective.Value(from))).Where(item => double.IsFinite(item.Value)).OrderBy(item => item.Value).Take(Tries).Select(item => item.At).Prepend([.. at]))
        {
            double next = _gaussNewton.Minimise(from, FirstSteps);
            if (next > within)
            {
                _quasiNewton.Minimise(from, RefitSteps);
                next = _gaussNewton.Minimise(from, RefitSteps);
            }

            if (next < value)
            {
                value = next;
                from.CopyTo(at, 0);
            }

            if (value <= within)
            {
                break;
            }
        }

        return value;
    }

    private static double[] Pinned(double[] anchor, int index, double place)
    {
        double[] from = [.. anchor];
        from[index] = place;
        return from;
    }

    private static double[] HomeOf(HuberObjective objective, Estimate estimate)
    {
        double[] home = [.. estimate.At];
        if (estimate.Status != FitStatus.AtBound)
        {
            return home;
        }

        double most = objective.Value(home) * (1 + Rise);
        foreach (int index in estimate.UnidentifiedCoefficients)
        {
            double stuck = home[index];
            double moving = 0;
            for (int k = 0; k < Bisections; k++)
            {
                home[index] = 0.5 * (stuck + moving);
                (stuck, moving) = objective.Value(home) <= most ? (home[index], moving) : (stuck, home[index]);
            }

            home[index] = stuck;
        }

        return home;
    }
}
