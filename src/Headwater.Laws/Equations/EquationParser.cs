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
    private readonly string _text;
    private readonly EquationNames _names;
    private readonly List<Token> _tokens;
    private readonly List<string> _variables = [];
    private readonly List<string> _coefficients = [];
    private readonly Dictionary<string, int> _definitions = new(StringComparer.Ordinal);
    private readonly Stack<string> _open = new();
    private readonly Dictionary<string, (CoefficientDomain Domain, double? Maximum)> _domains;
    private string _target = "";
    private string? _corpus;
    private int _next;

    private EquationParser(string text, EquationNames names)
    {
        _text = text;
        _names = names;
        _tokens = Tokenizer.Read(text);
        _domains = DomainClause.Read(text, _tokens);
    }

    private Token Current => _tokens[_next];

    private Symbol Unknown => new(_target, isCoefficient: false, isPositive: true);

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

        return _coefficients.Count == 0
            ? throw EquationError.At(_text, _text.Length, "found no coefficient to fit; expected at least one name beside the scale variables")
            : WithDomains(left, right);
    }

    // A left side that is a lone name is the target; in a longer one it is the name that metrics have.
    private bool FindTarget()
    {
        int equals = _tokens.FindIndex(token => token.Text == "=");
        bool isExplicit = equals == 1 && Current.Kind == TokenKind.Name;
        Token? found = isExplicit ? Current : _tokens.Take(Math.Max(equals, 0)).Where(token => token.Kind == TokenKind.Name && _names.IsMetric(token.Text)).Select(token => (Token?)token).FirstOrDefault();
        _target = found?.Text ?? throw (equals <= 0
            ? Unexpected("a name and \"=\", as in \"loss = E + A / D^alpha\"")
            : EquationError.At(_text, 0, "found nothing measured on the left; expected a lone name there, or a formula with loss, error, score, accuracy or another metric in it"));
        return isExplicit;
    }

    private Symbol ReadTarget()
    {
        _next += 2;
        return Unknown;
    }

    private void FindDefinitions()
    {
        int clause = _tokens.FindIndex(token => token is { Kind: TokenKind.Name, Text: "with" });
        int depth = 0;
        for (int at = clause; clause >= 0 && at < _tokens.Count; at++)
        {
            depth += _tokens[at].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (at > clause && (_tokens[at].Text != "," || depth > 0))
            {
                continue;
            }

            Token name = _tokens[at + 1];
            if (name.Kind != TokenKind.Name || _tokens[at + 2].Text != "=")
            {
                throw EquationError.At(_text, name.Position, $"found {name.Quoted}; expected a name and \"=\", as in \"with M = D / N\"");
            }

            _definitions[name.Text] = at + 3;
        }
    }

    // Domains are known once the whole text is read, and normal form depends on what is positive: so symbols are put in again with their signs.
    private Equation WithDomains(Formula left, Formula right)
    {
        if (_domains.Keys.FirstOrDefault(name => !_coefficients.Contains(name) && !IsIndexed(name)) is { } stranger)
        {
            throw EquationError.At(_text, _text.IndexOf("where", StringComparison.Ordinal), $"found \"{stranger}\" after where; expected a coefficient, one of {string.Join(", ", _coefficients)}");
        }

        ImmutableArray<LawCoefficient> described = [.. _coefficients.Select(name => Describe(name, right))];
        Dictionary<string, Formula> symbols = described.ToDictionary(
            coefficient => coefficient.Name,
            Formula (coefficient) => new Symbol(coefficient.Name, true, coefficient.Domain is CoefficientDomain.Positive or CoefficientDomain.UnitInterval, coefficient.Domain == CoefficientDomain.NonNegative));
        return new(_target, Solved(Algebra.Substitute(left, symbols), Algebra.Substitute(right, symbols)), [.. _variables], described);
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
            : throw EquationError.At(_text, 0, $"found {_target} on both sides alike; expected an equation that depends on it");
    }

    private bool IsIndexed(string name) => name.EndsWith(EquationNames.CorpusSuffix, StringComparison.Ordinal) && _coefficients.Any(coefficient => DomainName(coefficient) == name);

    // t_en takes the domain that was given to t_X.
    private string DomainName(string coefficient) =>
        _names.Corpora.FirstOrDefault(one => coefficient.EndsWith($"_{one}", StringComparison.Ordinal)) is { } suffix && !_domains.ContainsKey(coefficient)
            ? coefficient[..^suffix.Length] + EquationNames.CorpusSuffix[1..]
            : coefficient;

    // Without a word about it a coefficient is positive; a constant that is merely added is the irreducible term of a loss, or any number in a score.
    private LawCoefficient Describe(string name, Formula right)
    {
        if (_domains.TryGetValue(DomainName(name), out (CoefficientDomain Domain, double? Maximum) given))
        {
            return new(name, given.Domain, given.Maximum);
        }

        bool isAdded = right is Sum sum && Derivative.Of(sum, new(name, true, false)) is Number { Value: 1 };
        return new(name, !isAdded ? CoefficientDomain.Positive : MetricTraits.IsLossName(_target) ? CoefficientDomain.NonNegative : CoefficientDomain.Real);
    }
}

/// <summary>Messages about the text of an equation.</summary>
internal static class EquationError
{
    /// <summary>An exception that shows the equation with a caret under the place.</summary>
    public static ArgumentException At(string text, int position, string what) =>
        new($"The equation does not parse at character {position + 1}: {what}.\n    {text}\n    {new string(' ', position)}^");
}
