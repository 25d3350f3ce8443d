using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>A view of a law on given points: the grid over its axes, with the linear coefficients solved for. One thread at a time.</summary>
internal sealed partial class StartGridOfView
{
    /// <summary>How many axes a grid can have with four values or more for each.</summary>
    public const int FineAxes = 4;

    private const int GridLimit = 600;

    // Starts scattered over the axes where a grid would be too coarse.
    private const int Scattered = 2_000;

    private static readonly int[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];

    // Values of each of two axes that are scanned together.
    private const int ScanLimit = 11;

    // Exponents of published laws lie between 0.01 and 5; larger ones are a power law's outer exponent on its way to an exponential.
    private static readonly double[] Exponents = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.3, 1.7, 2.5, 4, 8, 20, 60, 200, 800];

    // Those that curves mostly have, for when only some can be tried.
    private static readonly double[] Usual = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.5];

    private static readonly double[] Multiples = [0.03, 0.1, 0.3, 1, 3, 10, 30];
    // Where among the points, by the size of what it multiplies, a coefficient with a power makes the product 1: a bend lies between them.
    private static readonly double[] Places = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];

    private static readonly double[] Shares = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95];

    // An irreducible term as a share of the least value.
    private static readonly double[] Floors = [0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    // With more axes than this even two values for each are too many.
    private const int MostAxes = 12;

    private readonly LawFamily _law;
    private readonly Coordinates _coordinates;
    private readonly LinearView _view;
    private readonly FitData _data;
    private readonly StartAxis[] _axes;
    private readonly TapeState _offset;
    private readonly TapeState[] _basis;
    private readonly TapeState?[] _siblings;
    private readonly TapeState?[] _powers;
    private readonly bool[] _nonNegative;
    private readonly BoundedLeastSquares _squares;
    private readonly double[] _offsets;
    private readonly double[] _target;
    private readonly double[][] _columns;
    private readonly double[] _solution;

    public StartGridOfView(LawFamily law, Coordinates coordinates, CompiledView compiled, FitData data)
    {
        _law = law;
        _coordinates = coordinates;
        _data = data;
        _view = compiled.View;
        _axes = compiled.Axes;
        _offset = Bind(compiled.Offset);
        _basis = [.. compiled.Basis.Select(Bind)];
        _siblings = [.. _axes.Select(axis => axis.Sibling is { } tape ? Bind(tape) : null)];
        _powers = [.. _axes.Select(axis => axis.Power is { } tape ? Bind(tape) : null)];
        _nonNegative = [.. _view.Linear.Select(item => !item.IsLog && law.Coefficients[item.Index].Domain != CoefficientDomain.Real)];
        _squares = new(_basis.Length);
        _offsets = new double[data.Count];
        _target = new double[data.Count];
        _columns = [.. _basis.Select(_ => new double[data.Count])];
        _solution = new double[_basis.Length];
    }

    /// <summary>Every combination of values for the axes; where there are too many, each list is thinned alike.</summary>
    public List<double[]> All()
    {
        if (_axes.Length > MostAxes)
        {
            return Scatter();
        }

        List<double[]> starts = [];
        double[] coefficients = Ones();
        int perAxis = _axes.Length == 0 ? 1 : Math.Max(2, (int)Math.Pow(GridLimit, 1.0 / _axes.Length));
        Walk([.. Enumerable.Range(0, _axes.Length)], 0, perAxis, coefficients, starts);
        return starts;
    }

    /// <summary>Every combination of values for two axes at a time, the others as given.</summary>
    public List<double[]> Around(double[] given)
    {
        List<double[]> starts = [];
        double[] coefficients = new double[given.Length];
        for (int first = 0; first < (_axes.Length > MostAxes ? 0 : _axes.Length); first++)
        {
            for (int second = first + 1; second < _axes.Length; second++)
            {
                given.CopyTo(coefficients, 0);
                Walk([first, second], 0, ScanLimit, coefficients, starts);
            }
        }

        return starts;
    }

    /// <summary>
    /// Combinations scattered evenly over the axes, for when there are so many that a grid has two values for each: Halton's points (1960,
    /// doi:10.1007/BF01386213), the digits of 1, 2, 3, … mirrored, in a base of its own for each axis.
    /// </summary>
    public List<double[]> Scatter()
    {
        List<double[]> starts = [];
        double[] coefficients = Ones();
        for (int number = 1; number <= Scattered; number++)
        {
            for (int depth = 0; depth < _axes.Length; depth++)
            {
                double[] values = ValuesOf(_axes[depth], _siblings[depth], _powers[depth], coefficients, Usual);
                coefficients[_axes[depth].Index] = values[(int)(Mirrored(number, Primes[depth % Primes.Length]) * values.Length)];
            }

            if (Solve(coefficients) is { } start)
            {
                starts.Add(start);
            }
        }

        return starts;
    }

    private double[] Ones()
    {
        double[] ones = new double[_law.Coefficients.Length];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double Mirrored(int number, int digits)
    {
        double sum = 0;
        for (double place = 1.0 / digits; number > 0; number /= digits, place /= digits)
        {
            sum += number % digits * place;
        }

        return sum;
    }

    private void Walk(int[] over, int depth, int perAxis, double[] coefficients, List<double[]> starts)
    {
        if (depth == over.Length)
        {
            if (Solve(coefficients) is { } start)
            {
                starts.Add(start);
            }

            return;
        }

        StartAxis axis = _axes[over[depth]];
        foreach (double value in Thin(ValuesOf(axis, _siblings[over[depth]], _powers[over[depth]], coefficients, Exponents), perAxis))
        {
            coefficients[axis.Index] = value;
            Walk(over, depth + 1, perAxis, coefficients, starts);
        }
    }
}
