using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>A view of a law on given points: the grid over its axes, with the linear coefficients solved for. One thread at a time.</summary>
internal sealed class StartGridOfView
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

    private readonly LawFamily law;
    private readonly Coordinates coordinates;
    private readonly LinearView view;
    private readonly FitData data;
    private readonly StartAxis[] axes;
    private readonly TapeState offset;
    private readonly TapeState[] basis;
    private readonly TapeState?[] siblings;
    private readonly TapeState?[] powers;
    private readonly bool[] nonNegative;
    private readonly BoundedLeastSquares squares;
    private readonly double[] offsets;
    private readonly double[] target;
    private readonly double[][] columns;
    private readonly double[] solution;

    public StartGridOfView(LawFamily law, Coordinates coordinates, CompiledView compiled, FitData data)
    {
        this.law = law;
        this.coordinates = coordinates;
        this.data = data;
        view = compiled.View;
        axes = compiled.Axes;
        offset = Bind(compiled.Offset);
        basis = [.. compiled.Basis.Select(Bind)];
        siblings = [.. axes.Select(axis => axis.Sibling is { } tape ? Bind(tape) : null)];
        powers = [.. axes.Select(axis => axis.Power is { } tape ? Bind(tape) : null)];
        nonNegative = [.. view.Linear.Select(item => !item.IsLog && law.Coefficients[item.Index].Domain != CoefficientDomain.Real)];
        squares = new(basis.Length);
        offsets = new double[data.Count];
        target = new double[data.Count];
        columns = [.. basis.Select(_ => new double[data.Count])];
        solution = new double[basis.Length];
    }

    /// <summary>Every combination of values for the axes; where there are too many, each list is thinned alike.</summary>
    public List<double[]> All()
    {
        if (axes.Length > MostAxes)
        {
            return Scatter();
        }

        List<double[]> starts = [];
        double[] coefficients = Ones();
        int perAxis = axes.Length == 0 ? 1 : Math.Max(2, (int)Math.Pow(GridLimit, 1.0 / axes.Length));
        Walk([.. Enumerable.Range(0, axes.Length)], 0, perAxis, coefficients, starts);
        return starts;
    }

    /// <summary>Every combination of values for two axes at a time, the others as given.</summary>
    public List<double[]> Around(double[] given)
    {
        List<double[]> starts = [];
        double[] coefficients = new double[given.Length];
        for (int first = 0; first < (axes.Length > MostAxes ? 0 : axes.Length); first++)
        {
            for (int second = first + 1; second < axes.Length; second++)
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
            for (int depth = 0; depth < axes.Length; depth++)
            {
                double[] values = ValuesOf(axes[depth], siblings[depth], powers[depth], coefficients, Usual);
                coefficients[axes[depth].Index] = values[(int)(Mirrored(number, Primes[depth % Primes.Length]) * values.Length)];
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
        double[] ones = new double[law.Coefficients.Length];
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

        StartAxis axis = axes[over[depth]];
        foreach (double value in Thin(ValuesOf(axis, siblings[over[depth]], powers[over[depth]], coefficients, Exponents), perAxis))
        {
            coefficients[axis.Index] = value;
            Walk(over, depth + 1, perAxis, coefficients, starts);
        }
    }

    private double[] ValuesOf(StartAxis axis, TapeState? sibling, TapeState? power, double[] coefficients, double[] exponents)
    {
        LawCoefficient coefficient = law.Coefficients[axis.Index];
        double[] values = axis.Index == view.Shift ? [.. Floors.Select(share => share * data.Values.Min())]
            : coefficient.Domain == CoefficientDomain.UnitInterval ? Shares
            : axis.Kind == CoefficientRole.Part.Exponent || sibling is null ? exponents
            : Sizes(axis.Kind, sibling, power, coefficients);
        values = coefficient.Maximum is { } maximum ? [.. values.Where(value => value <= maximum)] : values;
        return coefficient.Domain switch
        {
            CoefficientDomain.Real => [.. values.Select(value => -value).Reverse(), .. values],
            CoefficientDomain.NonNegative => [0, .. values],
            _ => values,
        };
    }

    private double[] Sizes(CoefficientRole.Part kind, TapeState sibling, TapeState? power, double[] coefficients)
    {
        sibling.EvaluateValue(coefficients);
        double[] sizes = new double[data.Count];
        CopyValues(sibling, sizes);
        int kept = 0;
        foreach (double value in sizes)
        {
            double size = Math.Abs(value);
            if (double.IsFinite(size) && size > 0)
            {
                sizes[kept++] = size;
            }
        }

        Array.Sort(sizes, 0, kept);
        if (power is not null && kept > 0)
        {
            power.EvaluateValue(coefficients);
            double root = -1 / power.Value(0);
            return [.. Places.Select(place => Math.Pow(sizes[(int)(place * kept)], root)).Distinct()];
        }

        double typical = kept == 0 ? 1 : sizes[kept / 2];
        return [.. Multiples.Select(multiple => kind == CoefficientRole.Part.Addend ? multiple * typical : multiple / typical)];
    }

    private static IEnumerable<double> Thin(double[] values, int count) =>
        values.Length <= count ? values : Enumerable.Range(0, count).Select(k => values[(int)((k + 0.5) * values.Length / count)]);

    // Solves for the linear coefficients with residuals weighted as if they were logarithmic: dT/d(ln y) = y·T′(y). The start in coordinates, or
    // null where there is no solution.
    private double[]? Solve(double[] coefficients)
    {
        double power = view.Root is { } root ? 1 / coefficients[root] : 1;
        offset.EvaluateValue(coefficients);
        CopyValues(offset, offsets);
        for (int j = 0; j < columns.Length; j++)
        {
            basis[j].EvaluateValue(coefficients);
            CopyValues(basis[j], columns[j]);
        }

        bool isFinite = true;
        for (int i = 0; i < target.Length; i++)
        {
            double transformed = view.Shift is { } shift ? Math.Log(data.Values[i] - coefficients[shift]) : view.IsImplicit ? 0 : view.IsLog ? data.LogValues[i] : power == 1 ? data.Values[i] : Math.Pow(data.Values[i], power);
            double weight = view.Shift is { } floor ? 1 - (coefficients[floor] / data.Values[i]) : view.IsLog || view.IsImplicit ? 1 : 1 / (power * transformed);
            target[i] = weight * (transformed - offsets[i]);
            isFinite &= double.IsFinite(target[i]);
            foreach (double[] column in columns)
            {
                column[i] *= weight;
                isFinite &= double.IsFinite(column[i]);
            }
        }

        return isFinite && squares.Solve(columns, target, nonNegative, solution) ? Start(coefficients) : null;
    }

    private double[]? Start(double[] coefficients)
    {
        double[] start = [.. coefficients];
        for (int j = 0; j < solution.Length; j++)
        {
            (int index, bool isLog) = view.Linear[j];
            start[index] = isLog ? Math.Exp(solution[j]) : Inside(law.Coefficients[index].Domain, solution[j], target, columns[j]);
        }

        for (int index = 0; index < start.Length; index++)
        {
            if (!double.IsFinite(start[index]))
            {
                return null;
            }

            start[index] = coordinates.FromCoefficient(index, start[index]);
        }

        return start;
    }

    // A positive coefficient whose best value is 0 starts where it explains a thousandth of the values.
    private static double Inside(CoefficientDomain domain, double value, double[] target, double[] column) =>
        domain != CoefficientDomain.Positive || value > 0 ? value : 1e-3 * Length(target) / Length(column);

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    private static void CopyValues(TapeState state, double[] values)
    {
        ReadOnlySpan<Vector<double>> blocks = state.ValueBlocks;
        ReadOnlySpan<double> lanes = MemoryMarshal.Cast<Vector<double>, double>(blocks);
        if (blocks.Length < state.Blocks)
        {
            values.AsSpan().Fill(lanes[0]);
        }
        else
        {
            lanes[..values.Length].CopyTo(values);
        }
    }

    private TapeState Bind(Tape tape) => new(tape, [.. data.ByVariable, .. data.Values], data.Count);
}
