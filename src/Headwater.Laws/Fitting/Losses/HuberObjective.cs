using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>
/// Σ c_i·huber(r_i) over the points, r = ln law − ln value; huber(r) = r²/2 for |r| ≤ δ and δ(|r| − δ/2) beyond (Huber 1964, doi:10.1214/aoms/1177703732).
/// A sum and never a mean, so that a small δ does not push the objective below the tolerances of a search. Infinite outside the law's domain.
/// Points lie in the lanes of vectors, as in <see cref="TapeState"/>. One thread at a time.
/// </summary>
internal sealed class HuberObjective
{
    private readonly TapeState _state;
    private readonly int _points;
    private readonly Vector<double>[] _residuals;
    private readonly Vector<double>[] _targets;
    private readonly Vector<double>[] _weights;
    private readonly Vector<double>[] _deltas;

    // ψ(r) with its weight, the weight of residuals within δ, and c·min(1, δ/|r|), of the last linearisation.
    private readonly Vector<double>[] _pulls;
    private readonly Vector<double>[] _within;
    private readonly Vector<double>[] _shrunk;
    private readonly Vector<double>[] _product;

    /// <summary>The objective of a law in its coordinates, on points that all count 1, with the same δ at each.</summary>
    public HuberObjective(Coordinates coordinates, FitData data, double delta)
    {
        Coordinates = coordinates;
        _state = new(coordinates.LogValue, data.ByVariable, data.Count);
        _points = data.Count;
        _residuals = new Vector<double>[_state.Blocks];
        _targets = new Vector<double>[_state.Blocks];
        _weights = new Vector<double>[_state.Blocks];
        _deltas = new Vector<double>[_state.Blocks];
        _pulls = new Vector<double>[_state.Blocks];
        _within = new Vector<double>[_state.Blocks];
        _shrunk = new Vector<double>[_state.Blocks];
        _product = new Vector<double>[_state.Blocks];
        TapeState.Fill(_targets, data.LogValues);
        _deltas.AsSpan().Fill(new(delta));
        Weights.Fill(1);
        int p = coordinates.Count;
        Gradient = new double[p];
        Curvature = new double[p, p];
        Majorant = new double[p, p];
    }

    public Coordinates Coordinates { get; }

    public int Points => _points;

    /// <summary>A coordinate that a search leaves where it is, by index; <c>null</c>, the default, for none.</summary>
    public int? Pinned { get; set; }

    /// <summary>The logarithms to fit. A bootstrap replaces them.</summary>
    public Span<double> Targets => Lanes(_targets);

    /// <summary>How much each point counts: 1 unless set. A bootstrap over points sets how often each was drawn.</summary>
    public Span<double> Weights => Lanes(_weights);

    /// <summary>δ at each point.</summary>
    public Span<double> Deltas => Lanes(_deltas);

    /// <summary>The residuals of the last <see cref="Value"/>.</summary>
    public ReadOnlySpan<double> Residuals => Lanes(_residuals);

    /// <summary>∂objective/∂coordinate, from the last <see cref="Linearise"/>.</summary>
    public double[] Gradient { get; }

    /// <summary>Σ c·J Jᵀ over residuals within δ: the objective's second derivative where the law is nearly linear. Lower triangle.</summary>
    public double[,] Curvature { get; }

    /// <summary>Σ c·w·J Jᵀ with w = min(1, δ/|r|): the curvature of the square that touches the objective from above. Lower triangle.</summary>
    public double[,] Majorant { get; }

    /// <summary>The diagonal of <see cref="Majorant"/>: how far the residuals move with a coordinate.</summary>
    public double Spread(int index) => Majorant[index, index];

    /// <summary>Σ c·ψ(r)·r, the scale against which a gradient is small.</summary>
    public double WeightedSquares { get; private set; }

    /// <summary>The objective.</summary>
    public double Value(ReadOnlySpan<double> at)
    {
        _state.EvaluateValue(at);
        ReadOnlySpan<Vector<double>> values = _state.ValueBlocks;
        int stride = values.Length == 1 ? 0 : 1;
        Vector<double> sum = Vector<double>.Zero;
        Vector<double> half = new(0.5);
        for (int i = 0; i < _residuals.Length; i++)
        {
            // With m = min(|r|, δ) both branches of the loss are m(|r| − m/2).
            Vector<double> r = values[i * stride] - _targets[i];
            Vector<double> size = Vector.Abs(r);
            Vector<double> m = Vector.Min(size, _deltas[i]);
            _residuals[i] = r;
            sum += _weights[i] * m * (size - (half * m));
        }

        double total = Vector.Sum(sum);
        return double.IsNaN(total) ? double.PositiveInfinity : total;
    }

    /// <summary>Computes the gradient and curvature where <see cref="Value"/> was last computed. False where a derivative is not finite.</summary>
    public bool Linearise()
    {
        _state.EvaluateGradient();
        Vector<double> squares = Vector<double>.Zero;
        for (int i = 0; i < _residuals.Length; i++)
        {
            Vector<double> r = _residuals[i];
            Vector<double> size = Vector.Abs(r);
            Vector<long> isWithin = Vector.LessThanOrEqual(size, _deltas[i]);
            _within[i] = Vector.ConditionalSelect(isWithin, _weights[i], Vector<double>.Zero);
            _shrunk[i] = Vector.ConditionalSelect(isWithin, _weights[i], _weights[i] * _deltas[i] / size);
            _pulls[i] = _shrunk[i] * r;
            squares += _pulls[i] * r;
        }

        WeightedSquares = Vector.Sum(squares);
        double check = WeightedSquares;
        for (int j = 0; j < Gradient.Length; j++)
        {
            Gradient[j] = Dot(_pulls, _state.GradientBlocks(j));
            FillRow(Curvature, j, _within);
            FillRow(Majorant, j, _shrunk);
            check += Gradient[j] + Majorant[j, j];
        }

        return double.IsFinite(check);
    }

    /// <summary>Whether moving the coordinate against its gradient is barred by a bound, or it is pinned.</summary>
    public bool IsHeld(ReadOnlySpan<double> at, int index) =>
        index == Pinned || (at[index] <= Coordinates.Lower[index] && Gradient[index] >= 0) || (at[index] >= Coordinates.Upper[index] && Gradient[index] <= 0);

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
        for (int i = 0; i < _points; i++)
        {
            largest = Math.Max(largest, Math.Abs(Slope(index, i)));
        }

        return largest;
    }

    /// <summary>∂ ln law / ∂coordinate at a point, at the last <see cref="Linearise"/>.</summary>
    public double Slope(int index, int point) => _state.Gradient(index, point);

    /// <summary>
    /// The same objective with one more point, which does not count until it is given a weight: its loss is a square, its target 0, so its residual is
    /// ln law there.
    /// </summary>
    public HuberObjective With(FitData data, double[] scales)
    {
        HuberObjective more = new(Coordinates, new([.. data.Scales, scales], [.. data.Values, 1], new double?[_points + 1]), double.PositiveInfinity);
        Targets.CopyTo(more.Targets);
        Weights.CopyTo(more.Weights);
        Deltas.CopyTo(more.Deltas);
        more.Weights[_points] = 0;
        return more;
    }

    private Span<double> Lanes(Vector<double>[] blocks) => MemoryMarshal.Cast<Vector<double>, double>(blocks.AsSpan())[.._points];

    // One row of Σ weight·J Jᵀ, up to the diagonal.
    private void FillRow(double[,] matrix, int row, Vector<double>[] by)
    {
        ReadOnlySpan<Vector<double>> slope = _state.GradientBlocks(row);
        int stride = slope.Length == 1 ? 0 : 1;
        for (int i = 0; i < _product.Length; i++)
        {
            _product[i] = by[i] * slope[i * stride];
        }

        for (int column = 0; column <= row; column++)
        {
            matrix[row, column] = Dot(_product, _state.GradientBlocks(column));
        }
    }

    // Weights beyond the last point are 0, so lanes there add nothing. Four sums run side by side, because each addition waits for the one before it.
    private static double Dot(ReadOnlySpan<Vector<double>> a, ReadOnlySpan<Vector<double>> b)
    {
        Vector<double> first = Vector<double>.Zero;
        Vector<double> second = Vector<double>.Zero;
        Vector<double> third = Vector<double>.Zero;
        Vector<double> fourth = Vector<double>.Zero;
        if (b.Length == 1 && a.Length > 1)
        {
            foreach (Vector<double> block in a)
            {
                first += block;
            }

            return Vector.Sum(first * b[0]);
        }

        b = b[..a.Length];
        int i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            first = Vector.MultiplyAddEstimate(a[i], b[i], first);
            second = Vector.MultiplyAddEstimate(a[i + 1], b[i + 1], second);
            third = Vector.MultiplyAddEstimate(a[i + 2], b[i + 2], third);
            fourth = Vector.MultiplyAddEstimate(a[i + 3], b[i + 3], fourth);
        }

        for (; i < a.Length; i++)
        {
            first = Vector.MultiplyAddEstimate(a[i], b[i], first);
        }

        return Vector.Sum(first + second + (third + fourth));
    }
}
