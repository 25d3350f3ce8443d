namespace Headwater.Laws;

/// <summary>Where one point's search for a <see cref="Root"/> stands: the trial and what the signs of the residual have left of the line.</summary>
internal struct RootBracket
{
    // A Newton step is held to this in the stretched unknown, where e^8 is 3000.
    private const double LongestStep = 8;

    // Newton's method squares its error: after a step this short what is left is rounding.
    private const double LastStep = 1e-13;

    // Relative to the value; the slope of a logarithm at its end makes true solutions far closer than this.
    private const double Rounding = 1e-9;

    private readonly double? _lower;
    private readonly double? _upper;
    private double _t;
    private double _left = double.NegativeInfinity;
    private double _right = double.PositiveInfinity;

    /// <summary>Begins in the middle between the ends; there is nothing to search where they cross.</summary>
    public RootBracket(double? lower, double? upper)
    {
        _lower = lower;
        _upper = upper;
        bool isEmpty = double.IsNaN(lower ?? 0) || double.IsNaN(upper ?? 0) || lower >= upper;
        IsDone = isEmpty;
        Value = isEmpty ? double.NaN : At(0);
    }

    /// <summary>The trial value of the unknown; NaN where there is no solution.</summary>
    public double Value { get; private set; }

    /// <summary>Whether the trial is the solution, or there is none.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next trial, from the residual at this one and its derivative.</summary>
    public double Next(double residual, double slope)
    {
        if (IsDone)
        {
            return Value;
        }

        if (residual == 0)
        {
            return Stop(Value);
        }

        double stretched = slope * Stretch();
        if (double.IsNaN(residual) || !(Math.Abs(stretched) > 0))
        {
            return Stop(double.NaN);
        }

        // A residual that rises has its root to the left of where it is above 0.
        if (residual > 0 == stretched > 0)
        {
            _right = _t;
        }
        else
        {
            _left = _t;
        }

        double step = Math.Clamp(residual / stretched, -LongestStep, LongestStep);
        double next = _t - step;
        if (Math.Abs(step) <= LastStep * (1 + Math.Abs(_t)))
        {
            return Stop(At(next));
        }

        _t = next > _left && next < _right ? next : 0.5 * (_left + _right);
        double value = At(_t);

        // Held at an end: the solution is there if the next step would be too short to see, and nowhere if not.
        return value == Value ? Stop(Math.Abs(residual / slope) <= Rounding * Math.Abs(Value) ? Value : double.NaN) : Value = value;
    }

    private double Stop(double value)
    {
        IsDone = true;
        return Value = value;
    }

    // Never an end itself, where a residual has no value.
    private readonly double At(double stretched) => (_lower, _upper) switch
    {
        ({ } low, { } high) => Math.Clamp(
            stretched < 0 ? low + ((high - low) * NamedFunctions.Evaluate(Function.Logistic, stretched, 0)) : high - ((high - low) * NamedFunctions.Evaluate(Function.Logistic, -stretched, 0)),
            Math.BitIncrement(low),
            Math.BitDecrement(high)),
        ({ } low, null) => Math.Max(low + Math.Exp(stretched), Math.BitIncrement(low)),
        (null, { } high) => Math.Min(high - Math.Exp(-stretched), Math.BitDecrement(high)),
        _ => stretched,
    };

    // dy/dt, from the trial.
    private readonly double Stretch() => (_lower, _upper) switch
    {
        ({ } low, { } high) => (Value - low) * ((high - Value) / (high - low)),
        ({ } low, null) => Value - low,
        (null, { } high) => high - Value,
        _ => 1,
    };
}
