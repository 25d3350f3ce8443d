using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Reads an equation by recursive descent:
/// <code>
/// equation  = side "=" side [ "with" NAME "=" sum { "," NAME "=" sum } ] [ "where" NAME domain { "," NAME domain } ]
/// side      = sum                                  the left one a lone name, or a formula of what is measured
/// sum       = product { ("+" | "-") product }
/// product   = signed  { ("*" | "/") signed }
/// signed    = [ "-" | "+" ] signed | power
/// power     = atom [ "^" exponent ]                 right associative; -x^2 is -(x^2), x^-2 is allowed
/// atom      = NUMBER | NAME | FUNCTION "(" sum { "," sum } ")" | "(" sum ")"
/// domain    = ( "positive" | "non-negative" | "unit" | "real" ) [ "to" NUMBER ]
/// </code>
/// A function binds before ^: log(x)^b is (log x)^b. <c>sum(…)</c> goes over corpora: in it, names that end in <c>_X</c> have one for each.
/// Where what is measured stands on the right, or in a formula on the left, the law is the solution of the equation.
/// </summary>
internal sealed partial class EquationParser
{
    private readonly string text;
    private readonly EquationNames names;
    private readonly List<Token> tokens;
    private readonly List<string> variables = [];
    private readonly List<string> coefficients = [];
    private readonly Dictionary<string, int> definitions = new(StringComparer.Ordinal);
    private readonly Stack<string> open = new();
    private readonly Dictionary<string, (CoefficientDomain Domain, double? Maximum)> domains;
    private string target = "";
    private string? corpus;
    private int next;

    private EquationParser(string text, EquationNames names)
    {
        this.text = text;
        this.names = names;
        tokens = Tokenizer.Read(text);
        domains = DomainClause.Read(text, tokens);
    }

    private Token Current => tokens[next];

    private Symbol Unknown => new(target, isCoefficient: false, isPositive: true);

    /// <summary>The equation of a text.</summary>
    /// <param name="text">The equation, perhaps with its clauses.</param>
    /// <param name="names">What its names may stand for.</param>
    public static Equation Parse(string text, EquationNames names) => new EquationParser(text, names).Read();

    private Equation Read()
    {
        bool isExplicit = FindTarget();
        FindDefinitions();
        Formula left = isExplicit ? ReadTarget() : ReadSum();
        if (!isExplicit)
        {
            Expect("=");
        }

        Formula right = ReadSum();
        if (Current.Kind != TokenKind.End && Current.Text != "with")
        {
            throw Unexpected("an operator or the end");
        }

        return coefficients.Count == 0
            ? throw EquationError.At(text, text.Length, "found no coefficient to fit; expected at least one name beside the scale variables")
            : WithDomains(left, right);
    }

    // A left side that is a lone name is the target; in a longer one it is the name that metrics have.
    private bool FindTarget()
    {
        int equals = tokens.FindIndex(token => token.Text == "=");
        bool isExplicit = equals == 1 && Current.Kind == TokenKind.Name;
        Token? found = isExplicit ? Current : tokens.Take(Math.Max(equals, 0)).Where(token => token.Kind == TokenKind.Name && names.IsMetric(token.Text)).Select(token => (Token?)token).FirstOrDefault();
        target = found?.Text ?? throw (equals <= 0
            ? Unexpected("a name and \"=\", as in \"loss = E + A / D^alpha\"")
            : EquationError.At(text, 0, "found nothing measured on the left; expected a lone name there, or a formula with loss, error, score, accuracy or another metric in it"));
        return isExplicit;
    }

    private Symbol ReadTarget()
    {
        next += 2;
        return Unknown;
    }

    private void FindDefinitions()
    {
        int clause = tokens.FindIndex(token => token is { Kind: TokenKind.Name, Text: "with" });
        int depth = 0;
        for (int at = clause; clause >= 0 && at < tokens.Count; at++)
        {
            depth += tokens[at].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (at > clause && (tokens[at].Text != "," || depth > 0))
            {
                continue;
            }

            Token name = tokens[at + 1];
            if (name.Kind != TokenKind.Name || tokens[at + 2].Text != "=")
            {
                throw EquationError.At(text, name.Position, $"found {name.Quoted}; expected a name and \"=\", as in \"with M = D / N\"");
            }

            definitions[name.Text] = at + 3;
        }
    }

    // Domains are known once the whole text is read, and normal form depends on what is positive: so symbols are put in again with their signs.
    private Equation WithDomains(Formula left, Formula right)
    {
        if (domains.Keys.FirstOrDefault(name => !coefficients.Contains(name) && !IsIndexed(name)) is { } stranger)
        {
            throw EquationError.At(text, text.IndexOf("where", StringComparison.Ordinal), $"found \"{stranger}\" after where; expected a coefficient, one of {string.Join(", ", coefficients)}");
        }

        ImmutableArray<LawCoefficient> described = [.. coefficients.Select(name => Describe(name, right))];
        Dictionary<string, Formula> symbols = described.ToDictionary(
            coefficient => coefficient.Name,
            Formula (coefficient) => new Symbol(coefficient.Name, true, coefficient.Domain is CoefficientDomain.Positive or CoefficientDomain.UnitInterval, coefficient.Domain == CoefficientDomain.NonNegative));
        return new(target, Solved(Algebra.Substitute(left, symbols), Algebra.Substitute(right, symbols)), [.. variables], described);
    }

    // In logarithms where the right side is positive, because the left side is too then: powers become straight lines.
    private Formula Solved(Formula left, Formula right)
    {
        if (left is Symbol && !right.Contains(Unknown))
        {
            return right;
        }

        Formula residual = Algebra.IsPositive(right) ? Algebra.Subtract(Algebra.Log(left), Algebra.Log(right)) : Algebra.Subtract(left, right);
        return residual.Contains(Unknown)
            ? new Root(Unknown, residual)
            : throw EquationError.At(text, 0, $"found {target} on both sides alike; expected an equation that depends on it");
    }

    private bool IsIndexed(string name) => name.EndsWith(EquationNames.CorpusSuffix, StringComparison.Ordinal) && coefficients.Any(coefficient => DomainName(coefficient) == name);

    // t_en takes the domain that was given to t_X.
    private string DomainName(string coefficient) =>
        names.Corpora.FirstOrDefault(one => coefficient.EndsWith($"_{one}", StringComparison.Ordinal)) is { } suffix && !domains.ContainsKey(coefficient)
            ? coefficient[..^suffix.Length] + EquationNames.CorpusSuffix[1..]
            : coefficient;

    // Without a word about it a coefficient is positive; a constant that is merely added is the irreducible term of a loss, or any number in a score.
    private LawCoefficient Describe(string name, Formula right)
    {
        if (domains.TryGetValue(DomainName(name), out (CoefficientDomain Domain, double? Maximum) given))
        {
            return new(name, given.Domain, given.Maximum);
        }

        bool isAdded = right is Sum sum && Derivative.Of(sum, new(name, true, false)) is Number { Value: 1 };
        return new(name, !isAdded ? CoefficientDomain.Positive : MetricTraits.IsLossName(target) ? CoefficientDomain.NonNegative : CoefficientDomain.Real);
    }
}

/// <summary>Messages about the text of an equation.</summary>
internal static class EquationError
{
    /// <summary>An exception that shows the equation with a caret under the place.</summary>
    public static ArgumentException At(string text, int position, string what) =>
        new($"The equation does not parse at character {position + 1}: {what}.\n    {text}\n    {new string(' ', position)}^");
}
