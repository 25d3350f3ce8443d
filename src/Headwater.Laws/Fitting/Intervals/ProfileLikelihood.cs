namespace Headwater.Laws;

/// <summary>
/// Intervals from the likelihood ratio. What is asked for, a coefficient or ln law at some scale, is put at a value and all else is fitted again; the
/// interval holds the values at which the signed root √(2·ΔQ / λ) stays within its limit. λ = dᵀVd / dᵀHd turns the objective into a likelihood in the
/// direction asked for (<see cref="SandwichCovariance"/>; Schrader and Hettmansperger 1980 for a Huber loss, doi:10.1093/biomet/67.1.93). For a law that is
/// linear, a square loss and normal noise the interval is Student's exactly; for others it follows the bend of the objective and stays inside bounds.
/// </summary>
internal sealed partial class ProfileLikelihood
{
    private const int MostRefits = 20;
    private const int RefitSteps = 60;
    private const int MostRounds = 3;

    // Steps that promise less than this, relative to the objective, do not move an end that can be seen.
    private const double RefitTolerance = 1e-7;

    // An end is found when the root is this close to its limit, relative to it.
    private const double EndTolerance = 0.01;

    // How much stiffer than the points the pull is that puts ln law at a value: the place reached is then ten elevenths of the way.
    private const double Stiffness = 10;

    // Noise below this, in logs, is rounding: the points determine everything.
    private const double Exact = 1e-9;

    private readonly LawFitter _fitter;
    private readonly FitData _data;
    private readonly Estimate _estimate;
    private readonly NoiseModel _noise;
    private readonly HuberObjective _objective;
    private readonly GaussNewton _search;
    private readonly SandwichCovariance _information;
    private readonly LikelihoodLimit _limit;
    private readonly Lazy<(double Low, double High)[]> _coordinates;
    private readonly double _least;
    private readonly bool _isExact;

    public ProfileLikelihood(LawFitter fitter, FitData data, Estimate estimate, FitOptions? options, NoiseModel noise, double level)
    {
        _fitter = fitter;
        _data = data;
        _estimate = estimate;
        _noise = noise;
        _objective = fitter.ObjectiveAt(data, estimate, options);
        _search = new(_objective, RefitTolerance);
        _limit = new(level, noise.Freedom);
        _least = _objective.Value(estimate.At);
        _objective.Linearise();
        double[] sizes = [.. Enumerable.Range(0, data.Count).Select(noise.At)];
        _isExact = sizes.Max() < Exact;
        int[] free = [.. Enumerable.Range(0, estimate.At.Length).Where(j => estimate.Status != FitStatus.AtBound || !estimate.UnidentifiedCoefficients.Contains(j))];
        _information = new(_objective, [.. sizes.Select(size => Math.Max(size, Exact))], free);
        _coordinates = new(AllCoordinates);
    }

    /// <summary>The standard error of a coefficient, from the curvature at the estimate.</summary>
    public double StandardError(int index)
    {
        double value = _fitter.CoefficientsOf(_estimate)[index];
        double slope = _fitter.Law.Coefficients[index].Domain switch
        {
            CoefficientDomain.Positive => value,
            CoefficientDomain.UnitInterval => value * (1 - value),
            _ => 1,
        };
        return _isExact ? 0 : slope * Math.Sqrt(_information.Variance(DirectionOf(index)));
    }

    /// <summary>The ends of a coefficient's interval, in its own unit; an end that the points do not give is that of its domain.</summary>
    public (double Low, double High) OfCoefficient(int index)
    {
        (double low, double high) = _coordinates.Value[index];
        return (ToCoefficient(index, low), ToCoefficient(index, high));
    }

    /// <summary>
    /// The ends of the interval, in logs, of one more measurement at the given scales: that of the law there, widened on each side by the noise of a
    /// single measurement. The squares add, which for a law that is linear makes it Student's prediction interval.
    /// </summary>
    public (double Low, double High) OfMeasurement(double[] scales)
    {
        (double low, double value, double high) = OfLogValue(scales);
        double single = _isExact ? 0 : _limit.TwoSided * _noise.AtTheEnd;
        return (value - double.Hypot(value - low, single), value + double.Hypot(high - value, single));
    }

    /// <summary>The same as the law counts; noise whose size follows from the law's value is taken there, where no logarithm magnifies it near 0.</summary>
    public (double Low, double High) OfMeasuredLaw(double[] scales)
    {
        (double low, double value, double high) = OfLogValue(scales);
        double law = Math.Exp(value);
        if (_noise.AheadOf(law) is not { } ahead)
        {
            (low, high) = OfMeasurement(scales);
            return (Math.Exp(low), Math.Exp(high));
        }

        double single = _isExact ? 0 : _limit.TwoSided * ahead;
        return (law - double.Hypot(law - Math.Exp(low), single), law + double.Hypot(Math.Exp(high) - law, single));
    }

    // Where the points all but entangle the coefficients, the walk along one of them ends at the first bend of the region or at its nearest island; what is
    // found inside on the way along the others, and from other starts, lets it continue.
    private (double Low, double High)[] AllCoordinates()
    {
        int[] all = [.. Enumerable.Range(0, _estimate.At.Length)];
        if (_isExact || !IsLong())
        {
            return [.. all.Select(index => OfCoordinate(index, null))];
        }

        LikelihoodRegion region = new(_fitter, _data, _objective, _estimate, _least + (0.5 * _limit.TwoSided * _limit.TwoSided * Dispersion()));
        (double Low, double High)[] ends = [.. all.Select(index => OfCoordinate(index, region))];
        for (int round = 0; round < MostRounds; round++)
        {
            int[] narrow = [.. all.Where(index => region.ReachesBeyond(index, ends[index]))];
            if (narrow.Length == 0)
            {
                break;
            }

            foreach (int index in narrow)
            {
                (double low, double high) = OfCoordinate(index, region);
                ends[index] = (Math.Min(ends[index].Low, low), Math.Max(ends[index].High, high));
            }
        }

        return ends;
    }

    // A region longer than an e-fold or so on either side is no ellipse any more, nor is one at the end of a range.
    private bool IsLong() => _estimate.Status != FitStatus.Converged
        || Enumerable.Range(0, _estimate.At.Length).Any(j => _fitter.Law.Coefficients[j].Domain is CoefficientDomain.Positive or CoefficientDomain.UnitInterval && _information.Variance(DirectionOf(j)) > 1);

    // λ over the coordinates, which differs little from one to the next.
    private double Dispersion()
    {
        double[] all = [.. Enumerable.Range(0, _estimate.At.Length)
            .Select(j => (Direction: DirectionOf(j), Index: j))
            .Select(item => _information.Variance(item.Direction) / item.Direction[item.Index])
            .Where(value => value > 0 && double.IsFinite(value))];
        return all.Length == 0 ? 0 : Quantiles.Middle(all, 0).Low;
    }

    // An end that the points do not give is that of the coordinate's range.
    private (double Low, double High) OfCoordinate(int index, LikelihoodRegion? region)
    {
        double value = _estimate.At[index];
        double[] direction = DirectionOf(index);
        double error = Math.Sqrt(_information.Variance(direction));
        if (_isExact || !(direction[index] > 0) || !(error > 0) || !double.IsFinite(error))
        {
            return _isExact ? (value, value) : (Lower(index), Upper(index));
        }

        double dispersion = error * error / direction[index];
        double LimitAt(double place) => _fitter.Coordinates.MayBeZero(index) ? _limit.At((place - Lower(index)) / error) : _limit.TwoSided;
        _objective.Pinned = index;
        (double, double) ends = (
            Edge(StartAt(-1), Lower(index), LimitAt, Probe),
            Edge(StartAt(1), Upper(index), LimitAt, Probe));
        _objective.Pinned = null;
        return ends;

        Walk StartAt(int sign)
        {
            double step = LimitAt(value) * error;
            double[]? far = region?.Farthest(index, sign);
            return far is not null && sign * (far[index] - value) > step
                ? new(far, value, far[index], far[index] + (0.25 * (far[index] - value)))
                : new(region?.Home ?? _estimate.At, value, value, value + (sign * step));
        }

        (double Place, double Root) Probe(double[] from, double last, double place)
        {
            Move(from, direction, (place - last) / direction[index]);
            from[index] = place;
            double next = _search.Minimise(from, RefitSteps);
            if (region is not null)
            {
                double within = _least + (0.5 * dispersion * LimitAt(place) * LimitAt(place));
                next = next > within ? region.Retry(from, next, index, place, within) : next;
                if (next <= within)
                {
                    region.Add(from);
                }
            }

            return (place, Root(next, dispersion));
        }
    }

    /// <summary>ln law at the given scales and the ends of its interval.</summary>
    public (double Low, double Value, double High) OfLogValue(double[] scales)
    {
        HuberObjective pulled = _objective.With(_data, scales);
        pulled.Value(_estimate.At);
        pulled.Linearise();
        int last = _data.Count;
        double value = pulled.Residuals[last];
        double[] gradient = [.. Enumerable.Range(0, _estimate.At.Length).Select(j => pulled.Slope(j, last))];
        double[] direction = _information.Direction(gradient);
        double spread = gradient.Zip(direction, (g, d) => g * d).Sum();
        double error = Math.Sqrt(_information.Variance(direction));

        // A law that is negative there has no logarithm, and no interval either.
        if (_isExact || !double.IsFinite(value) || !(spread > 0) || !(error > 0) || !double.IsFinite(error))
        {
            return (value, value, value);
        }

        double pull = Stiffness / spread;
        double dispersion = error * error / spread;
        double reach = _limit.TwoSided * error * (1 + (1 / Stiffness));
        pulled.Weights[last] = pull;
        GaussNewton towards = new(pulled, RefitTolerance);
        return (
            Edge(new(_estimate.At, value, value, value - reach), double.NegativeInfinity, _ => _limit.TwoSided, Probe),
            value,
            Edge(new(_estimate.At, value, value, value + reach), double.PositiveInfinity, _ => _limit.TwoSided, Probe));

        (double Place, double Root) Probe(double[] from, double before, double aim)
        {
            pulled.Targets[last] = aim;
            Move(from, direction, (aim - before) / (1 + (1 / Stiffness)) / spread);
            double total = towards.Minimise(from, RefitSteps);
            double off = pulled.Residuals[last];
            return (aim + off, Root(total - (0.5 * pull * off * off), dispersion));
        }
    }

    private double ToCoefficient(int index, double coordinate)
    {
        double[] at = [.. _estimate.At];
        at[index] = coordinate;
        bool isOpen = _fitter.Law.Coefficients[index].Domain == CoefficientDomain.Positive;
        return isOpen && coordinate <= -Coordinates.LogLimit ? 0
            : isOpen && coordinate >= Coordinates.LogLimit ? double.PositiveInfinity
            : _fitter.CoefficientsOf(_estimate with { At = at })[index];
    }

    private double Lower(int index) => _fitter.Coordinates.Lower[index];

    private double Upper(int index) => _fitter.Coordinates.Upper[index];

    private double[] DirectionOf(int index)
    {
        double[] unit = new double[_estimate.At.Length];
        unit[index] = 1;
        return _information.Direction(unit);
    }

    // A refit that ends below the least objective has found rounding, or a better minimum than the search: either way the ratio there is 0.
    private double Root(double value, double dispersion) => double.IsNaN(value) ? double.PositiveInfinity : Math.Sqrt(2 * Math.Max(0, value - _least) / dispersion);
}
