namespace Headwater.Laws;

/// <summary>
/// Limited-memory BFGS with bounds by projection: coordinates that a bound holds are left out of the direction, and the path of the line search
/// is brought back inside. Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4; the first direction is scaled by the spread of the
/// residuals, so the unit of a coordinate does not matter. Keeps its room between calls; one thread at a time.
/// </summary>
internal sealed class QuasiNewton(HuberObjective objective)
{
    private const int Memory = 8;

    // One more than is remembered: the next pair is written before it is known to be of use.
    private const int Ring = Memory + 1;

    private const double Sufficient = 1e-4;
    private const double Tolerance = 1e-14;

    private readonly int _p = objective.Coordinates.Count;
    private readonly double[] _gradient = new double[objective.Coordinates.Count];
    private readonly double[] _direction = new double[objective.Coordinates.Count];
    private readonly double[] _trial = new double[objective.Coordinates.Count];
    private readonly bool[] _held = new bool[objective.Coordinates.Count];
    private readonly double[] _shares = new double[Memory];
    private readonly double[][] _moves = Room(objective.Coordinates.Count);
    private readonly double[][] _changes = Room(objective.Coordinates.Count);
    private int _remembered;
    private int _oldest;

    /// <summary>Moves <paramref name="at"/> downhill and returns the objective there.</summary>
    public double Minimise(double[] at, int steps)
    {
        double value = objective.Value(at);
        if (!double.IsFinite(value) || !objective.Linearise())
        {
            return value;
        }

        _remembered = 0;
        objective.Gradient.CopyTo(_gradient, 0);
        int still = 0;
        for (int step = 0; step < steps && still < 3; step++)
        {
            Aim(at);
            double next = LineSearch(at, value);
            if (next >= value || !objective.Linearise())
            {
                if (_remembered == 0)
                {
                    break;
                }

                // The curvature remembered is of no use here: forget it and start again along the gradient.
                _remembered = 0;
                objective.Value(at);
                objective.Linearise();
                still++;
                continue;
            }

            Remember(at);
            still = value - next <= Tolerance * value ? still + 1 : 0;
            _trial.CopyTo(at, 0);
            objective.Gradient.CopyTo(_gradient, 0);
            value = next;
        }

        return objective.Value(at);
    }

    // The two loops over what is remembered, the newest first and then the oldest first.
    private void Aim(double[] at)
    {
        for (int j = 0; j < _p; j++)
        {
            _direction[j] = objective.IsHeld(at, j) ? 0 : _gradient[j];
            _held[j] = _direction[j] == 0;
        }

        for (int m = _remembered - 1; m >= 0; m--)
        {
            _shares[m] = Dot(Move(m), _direction) / Dot(Move(m), Change(m));
            Add(Change(m), -_shares[m]);
        }

        for (int j = 0; j < _p; j++)
        {
            _direction[j] = _held[j] ? 0 : _direction[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }

        for (int m = 0; m < _remembered; m++)
        {
            Add(Move(m), _shares[m] - (Dot(Change(m), _direction) / Dot(Move(m), Change(m))));
        }

        double slope = Dot(_direction, _gradient);
        for (int j = 0; j < _p; j++)
        {
            // Held curvature can turn the direction uphill: then the scaled gradient serves.
            _direction[j] = _held[j] ? 0
                : slope > 0 && double.IsFinite(slope) ? -_direction[j]
                : -_gradient[j] / Math.Max(objective.Spread(j), double.Epsilon * 1e20);
        }
    }

    private double LineSearch(double[] at, double value)
    {
        double length = 1;
        for (int halving = 0; halving < 40; halving++, length *= 0.5)
        {
            double promised = 0;
            for (int j = 0; j < _p; j++)
            {
                _trial[j] = at[j] + (length * _direction[j]);
            }

            objective.Clamp(_trial);
            for (int j = 0; j < _p; j++)
            {
                promised += _gradient[j] * (_trial[j] - at[j]);
            }

            double next = objective.Value(_trial);
            if (next <= value + (Sufficient * promised) && next < value)
            {
                return next;
            }
        }

        return value;
    }

    private void Remember(double[] at)
    {
        int slot = (_oldest + _remembered) % Ring;
        double curvature = 0;
        for (int j = 0; j < _p; j++)
        {
            _moves[slot][j] = _trial[j] - at[j];
            _changes[slot][j] = objective.Gradient[j] - _gradient[j];
            curvature += _moves[slot][j] * _changes[slot][j];
        }

        if (curvature > 1e-300)
        {
            _oldest = _remembered == Memory ? (_oldest + 1) % Ring : _oldest;
            _remembered = Math.Min(_remembered + 1, Memory);
        }
    }

    private double[] Move(int m) => _moves[(_oldest + m) % Ring];

    private double[] Change(int m) => _changes[(_oldest + m) % Ring];

    private double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int j = 0; j < _p; j++)
        {
            sum += _held[j] ? 0 : a[j] * b[j];
        }

        return sum;
    }

    private void Add(double[] vector, double weight)
    {
        for (int j = 0; j < _p; j++)
        {
            _direction[j] += _held[j] ? 0 : weight * vector[j];
        }
    }

    private static double[][] Room(int size) => [.. Enumerable.Range(0, Ring).Select(_ => new double[size])];
}
