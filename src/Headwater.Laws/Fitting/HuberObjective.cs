namespace Headwater.Laws;

/// <summary>
/// Σ huber(r_i) over the points, r = ln law − ln value; huber(r) = r²/2 for |r| ≤ δ and δ(|r| − δ/2) beyond (Huber 1964).
/// A sum and never a mean, so that a small δ does not push the objective below the tolerances of a search. Infinite outside the law's domain.
/// One thread at a time.
/// </summary>
internal sealed class HuberObjective
{
    private readonly TapeState state;
    private readonly double delta;
    private readonly double[] residuals;

    public HuberObjective(Coordinates coordinates, FitData data, double delta)
    {
        Coordinates = coordinates;
        this.delta = delta;
        state = new(coordinates.LogValue, data.ByVariable, data.Count);
        residuals = new double[data.Count];
        Targets = [.. data.LogValues];
        int p = coordinates.Count;
        Gradient = new double[p];
        Curvature = new double[p, p];
        Spread = new double[p];
    }

    public Coordinates Coordinates { get; }

    public int Points => residuals.Length;

    /// <summary>The logarithms to fit. A bootstrap replaces them.</summary>
    public double[] Targets { get; }

    /// <summary>The residuals of the last <see cref="Value"/>.</summary>
    public ReadOnlySpan<double> Residuals => residuals;

    /// <summary>∂objective/∂coordinate, from the last <see cref="Linearise"/>.</summary>
    public double[] Gradient { get; }

    /// <summary>Σ J Jᵀ over residuals within δ: the objective's second derivative where the law is nearly linear.</summary>
    public double[,] Curvature { get; }

    /// <summary>Σ w J² with w = min(1, δ/|r|), one for each coordinate: how far the residuals move with it.</summary>
    public double[] Spread { get; }

    /// <summary>Σ ψ(r)·r, the scale against which a gradient is small.</summary>
    public double WeightedSquares { get; private set; }

    /// <summary>The objective.</summary>
    public double Value(ReadOnlySpan<double> at)
    {
        state.EvaluateValue(at);
        double sum = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            double r = state.Value(i) - Targets[i];
            double size = Math.Abs(r);
            residuals[i] = r;
            sum += size <= delta ? 0.5 * r * r : delta * (size - (0.5 * delta));
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    /// <summary>Computes the gradient and curvature where <see cref="Value"/> was last computed. False where a derivative is not finite.</summary>
    public bool Linearise()
    {
        state.EvaluateGradient();
        Array.Clear(Gradient);
        Array.Clear(Curvature);
        Array.Clear(Spread);
        WeightedSquares = 0;
        int p = Gradient.Length;
        Span<double> row = stackalloc double[p];
        for (int i = 0; i < residuals.Length; i++)
        {
            double r = residuals[i];
            bool within = Math.Abs(r) <= delta;
            double weight = within ? 1 : delta / Math.Abs(r);
            WeightedSquares += weight * r * r;
            for (int j = 0; j < p; j++)
            {
                row[j] = state.Gradient(j, i);
                Gradient[j] += weight * r * row[j];
                Spread[j] += weight * row[j] * row[j];
            }

            if (!within)
            {
                continue;
            }

            for (int j = 0; j < p; j++)
            {
                for (int k = 0; k <= j; k++)
                {
                    Curvature[j, k] += row[j] * row[k];
                }
            }
        }

        double check = WeightedSquares;
        for (int j = 0; j < p; j++)
        {
            check += Gradient[j] + Spread[j];
        }

        return double.IsFinite(check);
    }

    /// <summary>Whether moving the coordinate against its gradient is barred by a bound.</summary>
    public bool IsHeld(ReadOnlySpan<double> at, int index) =>
        (at[index] <= Coordinates.Lower[index] && Gradient[index] >= 0) || (at[index] >= Coordinates.Upper[index] && Gradient[index] <= 0);

    /// <summary>The point with its coordinates brought inside their bounds.</summary>
    public void Clamp(Span<double> at)
    {
        for (int index = 0; index < at.Length; index++)
        {
            at[index] = Math.Clamp(at[index], Coordinates.Lower[index], Coordinates.Upper[index]);
        }
    }

    /// <summary>The largest influence a coordinate has on ln law at any point, at the last <see cref="Linearise"/>.</summary>
    public double Influence(int index)
    {
        double largest = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(state.Gradient(index, i)));
        }

        return largest;
    }
}
