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
    private readonly FitData data;

    private Starts(LawFamily law, Coordinates coordinates, FitData data)
    {
        this.law = law;
        this.coordinates = coordinates;
        this.data = data;
    }

    /// <summary>Starts in the coordinates of the search, in a fixed order.</summary>
    public static IEnumerable<double[]> Of(LawFamily law, Coordinates coordinates, FitData data)
    {
        Starts starts = new(law, coordinates, data);
        return LinearView.Of(law).SelectMany(starts.OfView);
    }

    private IEnumerable<double[]> OfView(LinearView view)
    {
        TapeState offset = Bind(WithoutLinear(view));
        TapeState[] basis = [.. view.Linear.Select(item => Bind(Derivative.Of(view.Body, SymbolOf(item.Index))))];
        foreach (double[] coefficients in Grid(view))
        {
            if (Solve(view, coefficients, offset, basis))
            {
                yield return [.. coefficients.Select((value, index) => coordinates.FromCoefficient(index, value))];
            }
        }
    }

    // Every combination of values for the coefficients that are not linear; where there are too many, each list is thinned alike.
    private IEnumerable<double[]> Grid(LinearView view)
    {
        (int Index, CoefficientRole Role)[] order = [.. view.Others
            .Select(index => (index, index == view.Root ? new CoefficientRole(CoefficientRole.Part.Exponent, null) : CoefficientRole.Of(law.Right, SymbolOf(index))))
            .OrderBy(item => item.Item2.Kind)];
        int perAxis = order.Length == 0 ? 1 : Math.Max(2, (int)Math.Pow(GridLimit, 1.0 / order.Length));
        double[] initial = [.. Enumerable.Repeat(1.0, law.Coefficients.Length)];
        return order.Aggregate(
            new List<double[]> { initial }.AsEnumerable(),
            (combinations, item) =>
            {
                TapeState? sibling = item.Role.Sibling is { } formula ? Bind(formula) : null;
                return combinations.SelectMany(combination => Thin(ValuesOf(item.Index, item.Role, sibling, combination), perAxis).Select(value =>
                {
                    double[] next = [.. combination];
                    next[item.Index] = value;
                    return next;
                }));
            });
    }

    private double[] ValuesOf(int index, CoefficientRole role, TapeState? sibling, double[] coefficients)
    {
        LawCoefficient coefficient = law.Coefficients[index];
        double[] values = coefficient.Domain == CoefficientDomain.UnitInterval ? [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]
            : role.Kind == CoefficientRole.Part.Exponent || sibling is null ? Exponents
            : Sizes(role.Kind, sibling, coefficients);
        values = [.. values.Where(value => value <= (coefficient.Maximum ?? double.PositiveInfinity))];
        return coefficient.Domain switch
        {
            CoefficientDomain.Real => [.. values.Select(value => -value).Reverse(), .. values],
            CoefficientDomain.NonNegative => [0, .. values],
            _ => values,
        };
    }

    private double[] Sizes(CoefficientRole.Part kind, TapeState sibling, double[] coefficients)
    {
        sibling.EvaluateValue(coefficients);
        double[] sizes = [.. Enumerable.Range(0, data.Count).Select(i => Math.Abs(sibling.Value(i))).Where(size => double.IsFinite(size) && size > 0).Order()];
        double typical = sizes.Length == 0 ? 1 : sizes[sizes.Length / 2];
        return [.. Multiples.Select(multiple => kind == CoefficientRole.Part.Addend ? multiple * typical : multiple / typical)];
    }

    private static IEnumerable<double> Thin(double[] values, int count) =>
        values.Length <= count ? values : Enumerable.Range(0, count).Select(k => values[(int)((k + 0.5) * values.Length / count)]);

    // Solves for the linear coefficients with residuals weighted as if they were logarithmic: dT/d(ln y) = y·T′(y).
    private bool Solve(LinearView view, double[] coefficients, TapeState offset, TapeState[] basis)
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
            double transformed = view.IsLog ? data.LogValues[i] : Math.Pow(data.Values[i], power);
            double weight = view.IsLog ? 1 : 1 / (power * transformed);
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

    private TapeState Bind(Formula formula) => new(new(formula, law.Symbols, [.. law.CoefficientNames], withGradient: false), data.ByVariable, data.Count);
}
