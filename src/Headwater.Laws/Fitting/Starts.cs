namespace Headwater.Laws;

/// <summary>
/// Places to begin a search, from the data: for each view of the law in which some coefficients are linear, a grid over the others with the linear
/// ones solved for. Nothing is random and nothing depends on a unit.
/// </summary>
internal sealed class Starts
{
    private const int GridLimit = 600;

    // Exponents of published laws lie between 0.01 and 5; larger ones are a power law's outer exponent on its way to an exponential.
    private static readonly double[] Exponents = [0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.3, 1.7, 2.5, 4, 8, 20, 60, 200, 800];

    private static readonly double[] Multiples = [0.03, 0.1, 0.3, 1, 3, 10, 30];

    private readonly LawFamily law;
    private readonly Coordinates coordinates;
    private readonly CompiledView[] views;

    /// <summary>Compiles the views of a law, once for all data.</summary>
    public Starts(LawFamily law, Coordinates coordinates)
    {
        this.law = law;
        this.coordinates = coordinates;
        views = [.. LinearView.Of(law).Select(Compiled)];
    }

    /// <summary>Starts in the coordinates of the search, in a fixed order.</summary>
    public IEnumerable<double[]> Of(FitData data) => views.SelectMany(view => OfView(view, data));

    private CompiledView Compiled(LinearView view) => new(
        view,
        Compile(WithoutLinear(view)),
        [.. view.Linear.Select(item => Compile(Derivative.Of(view.Body, SymbolOf(item.Index))))],
        [.. view.Others
            .Select(index => (index, index == view.Root ? new CoefficientRole(CoefficientRole.Part.Exponent, null) : CoefficientRole.Of(law.Right, SymbolOf(index))))
            .OrderBy(item => item.Item2.Kind)
            .Select(item => new Axis(item.index, item.Item2.Kind, item.Item2.Sibling is { } sibling ? Compile(sibling) : null))]);

    private IEnumerable<double[]> OfView(CompiledView compiled, FitData data)
    {
        LinearView view = compiled.View;
        TapeState offset = Bind(compiled.Offset, data);
        TapeState[] basis = [.. compiled.Basis.Select(tape => Bind(tape, data))];
        foreach (double[] coefficients in Grid(compiled.Axes, data))
        {
            if (Solve(view, data, coefficients, offset, basis))
            {
                yield return [.. coefficients.Select((value, index) => coordinates.FromCoefficient(index, value))];
            }
        }
    }

    // Every combination of values for the coefficients that are not linear; where there are too many, each list is thinned alike.
    private IEnumerable<double[]> Grid(Axis[] axes, FitData data)
    {
        int perAxis = axes.Length == 0 ? 1 : Math.Max(2, (int)Math.Pow(GridLimit, 1.0 / axes.Length));
        double[] initial = [.. Enumerable.Repeat(1.0, law.Coefficients.Length)];
        return axes.Aggregate(
            new List<double[]> { initial }.AsEnumerable(),
            (combinations, axis) =>
            {
                TapeState? sibling = axis.Sibling is { } tape ? Bind(tape, data) : null;
                return combinations.SelectMany(combination => Thin(ValuesOf(axis, sibling, combination), perAxis).Select(value =>
                {
                    double[] next = [.. combination];
                    next[axis.Index] = value;
                    return next;
                }));
            });
    }

    private double[] ValuesOf(Axis axis, TapeState? sibling, double[] coefficients)
    {
        LawCoefficient coefficient = law.Coefficients[axis.Index];
        double[] values = coefficient.Domain == CoefficientDomain.UnitInterval ? [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]
            : axis.Kind == CoefficientRole.Part.Exponent || sibling is null ? Exponents
            : Sizes(axis.Kind, sibling, coefficients);
        values = [.. values.Where(value => value <= (coefficient.Maximum ?? double.PositiveInfinity))];
        return coefficient.Domain switch
        {
            CoefficientDomain.Real => [.. values.Select(value => -value).Reverse(), .. values],
            CoefficientDomain.NonNegative => [0, .. values],
            _ => values,
        };
    }

    private static double[] Sizes(CoefficientRole.Part kind, TapeState sibling, double[] coefficients)
    {
        sibling.EvaluateValue(coefficients);
        double[] sizes = [.. Enumerable.Range(0, sibling.Points).Select(i => Math.Abs(sibling.Value(i))).Where(size => double.IsFinite(size) && size > 0).Order()];
        double typical = sizes.Length == 0 ? 1 : sizes[sizes.Length / 2];
        return [.. Multiples.Select(multiple => kind == CoefficientRole.Part.Addend ? multiple * typical : multiple / typical)];
    }

    private static IEnumerable<double> Thin(double[] values, int count) =>
        values.Length <= count ? values : Enumerable.Range(0, count).Select(k => values[(int)((k + 0.5) * values.Length / count)]);

    // Solves for the linear coefficients with residuals weighted as if they were logarithmic: dT/d(ln y) = y·T′(y).
    private bool Solve(LinearView view, FitData data, double[] coefficients, TapeState offset, TapeState[] basis)
    {
        double power = view.Root is { } root ? 1 / coefficients[root] : 1;
        offset.EvaluateValue(coefficients);
        foreach (TapeState column in basis)
        {
            column.EvaluateValue(coefficients);
        }

        double[] target = new double[data.Count];
        double[][] columns = [.. basis.Select(_ => new double[data.Count])];
        for (int i = 0; i < data.Count; i++)
        {
            double transformed = view.IsImplicit ? 0 : view.IsLog ? data.LogValues[i] : Math.Pow(data.Values[i], power);
            double weight = view.IsLog || view.IsImplicit ? 1 : 1 / (power * transformed);
            target[i] = weight * (transformed - offset.Value(i));
            for (int j = 0; j < columns.Length; j++)
            {
                columns[j][i] = weight * basis[j].Value(i);
            }
        }

        bool[] nonNegative = [.. view.Linear.Select(item => !item.IsLog && law.Coefficients[item.Index].Domain != CoefficientDomain.Real)];
        if (!target.All(double.IsFinite) || !columns.All(column => column.All(double.IsFinite)) || BoundedLeastSquares.Solve(columns, target, nonNegative) is not { } solution)
        {
            return false;
        }

        for (int j = 0; j < solution.Length; j++)
        {
            (int index, bool isLog) = view.Linear[j];
            coefficients[index] = isLog ? Math.Exp(solution[j]) : Inside(law.Coefficients[index].Domain, solution[j], target, columns[j]);
        }

        return coefficients.All(double.IsFinite);
    }

    // A positive coefficient whose best value is 0 starts where it explains a thousandth of the values.
    private static double Inside(CoefficientDomain domain, double value, double[] target, double[] column) =>
        domain != CoefficientDomain.Positive || value > 0 ? value : 1e-3 * Length(target) / Length(column);

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    private Formula WithoutLinear(LinearView view) =>
        Algebra.Substitute(view.Body, view.Linear.ToDictionary(item => law.Coefficients[item.Index].Name, _ => Algebra.Zero));

    private Symbol SymbolOf(int index) => new(law.Coefficients[index].Name, true, false);

    // The value is a variable too: an implicit law has it on both sides.
    private Tape Compile(Formula formula) => new(formula, [.. law.Symbols, law.Target], [.. law.CoefficientNames], withGradient: false);

    private static TapeState Bind(Tape tape, FitData data) => new(tape, [.. data.ByVariable, .. data.Values], data.Count);

    /// <summary>A view with its parts compiled: what does not depend on the linear coefficients, what each of them multiplies, and the axes of the grid.</summary>
    private sealed record CompiledView(LinearView View, Tape Offset, Tape[] Basis, Axis[] Axes);

    /// <summary>An axis of the grid: a coefficient that is not linear, the part it plays, and what it is added to or multiplies.</summary>
    private sealed record Axis(int Index, CoefficientRole.Part Kind, Tape? Sibling);
}
