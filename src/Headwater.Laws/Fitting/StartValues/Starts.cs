namespace Headwater.Laws;

/// <summary>
/// Places to begin a search, from the data: for each view of the law in which some coefficients are linear, a grid over the others with the linear
/// ones solved for. Nothing is random and nothing depends on a unit.
/// </summary>
internal sealed class Starts
{
    private readonly LawFamily _law;
    private readonly Coordinates _coordinates;
    private readonly CompiledView[] _views;

    /// <summary>Compiles the views of a law, once for all data.</summary>
    public Starts(LawFamily law, Coordinates coordinates)
    {
        _law = law;
        _coordinates = coordinates;
        _views = [.. LinearView.Of(law).Select(Compiled)];
    }

    /// <summary>Starts in the coordinates of the search, in a fixed order.</summary>
    public IEnumerable<double[]> Of(FitData data) => _views.SelectMany(view => new StartGridOfView(_law, _coordinates, view, data).All());

    /// <summary>Starts scattered over the coefficients that are not linear.</summary>
    public IEnumerable<double[]> Scattered(FitData data) => _views.SelectMany(view => new StartGridOfView(_law, _coordinates, view, data).Scatter());

    /// <summary>
    /// Starts around a place: every pair of coefficients that are not linear takes all values of its part of the grid while the others stay. For laws
    /// with so many coefficients that a grid over all of them at once has too few values for each.
    /// </summary>
    public IEnumerable<double[]> Around(FitData data, double[] at)
    {
        double[] coefficients = new double[at.Length];
        _coordinates.ToCoefficients(at, coefficients);
        return _views.SelectMany(view => new StartGridOfView(_law, _coordinates, view, data).Around(coefficients));
    }

    /// <summary>Whether a grid over all coefficients at once is too coarse to be trusted alone.</summary>
    public bool AreCoarse => _views.All(view => view.Axes.Length > StartGridOfView.FineAxes);

    private CompiledView Compiled(LinearView view) => new(
        view,
        Compile(WithoutLinear(view)),
        [.. view.Linear.Select(item => Compile(Derivative.Of(view.Body, SymbolOf(item.Index))))],
        [.. view.Others
            .Select(index => (index, index == view.Root ? new CoefficientRole(CoefficientRole.Part.Exponent, null) : CoefficientRole.Of(_law.Right, SymbolOf(index))))
            .OrderBy(item => item.Item2.Kind)
            .Select(item => new StartAxis(item.index, item.Item2.Kind, item.Item2.Sibling is { } sibling ? Compile(sibling) : null, item.Item2.Power is { } power ? Compile(power) : null))]);

    private Formula WithoutLinear(LinearView view) =>
        Algebra.Substitute(view.Body, view.Linear.ToDictionary(item => _law.Coefficients[item.Index].Name, _ => Algebra.Zero));

    private Symbol SymbolOf(int index) => new(_law.Coefficients[index].Name, true, false);

    // The value is a variable too: an implicit law has it on both sides.
    private Tape Compile(Formula formula) => new(formula, [.. _law.Symbols, _law.Target], [.. _law.CoefficientNames], withGradient: false);
}

/// <summary>A view with its parts compiled: what does not depend on the linear coefficients, what each of them multiplies, and the axes of the grid.</summary>
internal sealed record CompiledView(LinearView View, Tape Offset, Tape[] Basis, StartAxis[] Axes);

/// <summary>An axis of the grid: a coefficient that is not linear, the part it plays, what it is added to or its power multiplies, and that power.</summary>
internal sealed record StartAxis(int Index, CoefficientRole.Part Kind, Tape? Sibling, Tape? Power);
