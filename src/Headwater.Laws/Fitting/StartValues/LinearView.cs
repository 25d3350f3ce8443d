using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A way to see a law as linear in some of its coefficients, so that starts for those come from linear least squares (variable projection:
/// Golub and Pereyra 1973; Czech et al. 2026, arXiv:2603.22339). With the other coefficients fixed, transform(value) = offset + Σ basis · unknown.
/// </summary>
/// <param name="Body">What the transformed value equals.</param>
/// <param name="Linear">The linear coefficients by index, with whether the unknown is the coefficient's logarithm.</param>
/// <param name="Others">The remaining coefficients by index: a grid goes over them.</param>
/// <param name="Root">The coefficient whose inverse is the power the value is raised to; <c>null</c> for none.</param>
/// <param name="IsLog">Whether the value is transformed by a logarithm.</param>
/// <param name="IsImplicit">Whether the body holds the value itself and equals 0.</param>
/// <param name="Shift">The coefficient that is taken off the value before its logarithm; <c>null</c> for none.</param>
internal sealed record LinearView(Formula Body, ImmutableArray<(int Index, bool IsLog)> Linear, ImmutableArray<int> Others, int? Root, bool IsLog, bool IsImplicit = false, int? Shift = null)
{
    // A grid over more coefficients than this has no room for two values of each.
    private const int MostInGrid = 8;

    /// <summary>The views of a law that make something linear; where none does, the law as it is.</summary>
    public static IEnumerable<LinearView> Of(LawFamily law)
    {
        LinearView plain = Make(law, law.Right, root: null, isLog: false);
        if (plain.Others.Length > MostInGrid && Shifted(law) is { } shifted)
        {
            return [shifted];
        }

        List<LinearView> views = [plain, Make(law, Algebra.Log(law.Right), root: null, isLog: true)];

        // y = h^c: with c fixed, y^(1/c) = h, and h may be linear. The score law of Isik et al. is of this kind.
        if (law.Right is Product { Factors: [{ Exponent: Symbol { IsCoefficient: true } power } factor] })
        {
            views.Add(Make(law, factor.Base, IndexOf(law, power.Name), isLog: false));
        }

        // G(y) = 0 with the measured y put in, as Alabdulmohsin et al. 2022 (arXiv:2209.06640) do for M4.
        if (law.Right is Root solved)
        {
            views.Add(Make(law, solved.Residual, root: null, isLog: false) with { IsImplicit = true });
        }

        LinearView[] useful = [.. views.Where(view => view.Linear.Length > 0)];
        return useful.Length > 0 ? useful : [plain];
    }

    // y = c + exp(h): with c fixed, ln(y - c) = h, and h may be linear in as many coefficients as there are corpora.
    private static LinearView? Shifted(LawFamily law)
    {
        for (int index = 0; index < law.Coefficients.Length; index++)
        {
            LawCoefficient coefficient = law.Coefficients[index];
            Symbol symbol = new(coefficient.Name, true, false);
            if (coefficient.Domain == CoefficientDomain.NonNegative && law.Right is Sum sum && sum.Terms.Any(term => term.Term.Equals(symbol)))
            {
                Formula rest = Algebra.Substitute(law.Right, new Dictionary<string, Formula> { [coefficient.Name] = Algebra.Zero });
                LinearView view = Make(law, Algebra.Log(rest), root: null, isLog: true) with { Shift = index };
                if (!rest.Contains(symbol) && view.Linear.Length > 0 && view.Others.Length <= MostInGrid)
                {
                    return view;
                }
            }
        }

        return null;
    }

    private static LinearView Make(LawFamily law, Formula body, int? root, bool isLog)
    {
        List<(int Index, bool IsLog)> linear = [];
        List<Symbol> symbols = [];
        for (int index = 0; index < law.Coefficients.Length; index++)
        {
            LawCoefficient coefficient = law.Coefficients[index];
            Symbol symbol = new(coefficient.Name, true, false);
            if (!body.Contains(symbol) || index == root)
            {
                continue;
            }

            Formula inLogs = coefficient.Domain == CoefficientDomain.Positive
                ? Algebra.Substitute(body, new Dictionary<string, Formula> { [coefficient.Name] = Algebra.Exp(symbol) })
                : body;
            if (IsLinear(body, [.. symbols, symbol]))
            {
                symbols.Add(symbol);
                linear.Add((index, false));
            }
            else if (IsLinear(inLogs, [.. symbols, symbol]))
            {
                body = inLogs;
                symbols.Add(symbol);
                linear.Add((index, true));
            }
        }

        ImmutableArray<int> others = [.. Enumerable.Range(0, law.Coefficients.Length).Except(linear.Select(item => item.Index))];
        return new(body, [.. linear], others, root, isLog);
    }

    private static bool IsLinear(Formula body, List<Symbol> symbols) =>
        symbols.All(symbol => Derivative.Of(body, symbol) is var slope && !symbols.Any(slope.Contains));

    private static int IndexOf(LawFamily law, string name) => law.CoefficientNames.ToList().IndexOf(name);
}
