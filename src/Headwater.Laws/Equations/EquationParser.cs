using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Reads an equation by recursive descent:
/// <code>
/// equation  = NAME "=" sum [ "where" NAME domain { "," NAME domain } ]
/// sum       = product { ("+" | "-") product }
/// product   = signed  { ("*" | "/") signed }
/// signed    = [ "-" | "+" ] signed | power
/// power     = atom [ "^" exponent ]                 right associative; -x^2 is -(x^2), x^-2 is allowed
/// atom      = NUMBER | NAME | FUNCTION "(" sum { "," sum } ")" | "(" sum ")"
/// domain    = ( "positive" | "non-negative" | "unit" | "real" ) [ "to" NUMBER ]
/// </code>
/// A function binds before ^: log(x)^b is (log x)^b.
/// </summary>
internal sealed class EquationParser
{
    private readonly string text;
    private readonly List<Token> tokens;
    private readonly Func<string, bool> isVariable;
    private readonly List<string> variables = [];
    private readonly List<string> coefficients = [];
    private readonly Dictionary<string, (CoefficientDomain Domain, double? Maximum)> domains;
    private int next;

    private EquationParser(string text, Func<string, bool> isVariable)
    {
        this.text = text;
        this.isVariable = isVariable;
        tokens = Tokenizer.Read(text);
        domains = DomainClause.Read(text, tokens);
    }

    private Token Current => tokens[next];

    /// <summary>The equation of a text, in which the names that <paramref name="isVariable"/> holds for are scale variables.</summary>
    /// <param name="text">The equation, perhaps with a <c>where</c> clause.</param>
    /// <param name="isVariable">Which names are scale variables.</param>
    /// <param name="isLoss">Whether a left side of that name is a loss, whose constant term cannot be negative.</param>
    public static Equation Parse(string text, Func<string, bool> isVariable, Func<string, bool> isLoss)
    {
        EquationParser parser = new(text, isVariable);
        string target = parser.ReadTarget();
        Formula right = parser.ReadSum();
        if (parser.Current.Kind != TokenKind.End)
        {
            throw parser.Unexpected("an operator or the end");
        }

        return parser.coefficients.Count == 0
            ? throw EquationError.At(text, text.Length, "found no coefficient to fit; expected at least one name beside the scale variables")
            : parser.WithDomains(target, right, isLoss(target));
    }

    private string ReadTarget()
    {
        if (Current.Kind != TokenKind.Name || tokens[next + 1].Text != "=")
        {
            throw Unexpected("a name and \"=\", as in \"loss = E + A / D^alpha\"");
        }

        next += 2;
        return tokens[next - 2].Text;
    }

    private Formula ReadSum()
    {
        Formula sum = ReadProduct();
        while (Current.Text is "+" or "-")
        {
            sum = tokens[next++].Text == "+" ? Algebra.Add(sum, ReadProduct()) : Algebra.Subtract(sum, ReadProduct());
        }

        return sum;
    }

    private Formula ReadProduct()
    {
        Formula product = ReadSigned();
        while (Current.Text is "*" or "/")
        {
            product = tokens[next++].Text == "*" ? Algebra.Multiply(product, ReadSigned()) : Algebra.Divide(product, ReadSigned());
        }

        return product;
    }

    private Formula ReadSigned()
    {
        if (Current.Text is "-" or "+")
        {
            return tokens[next++].Text == "-" ? Algebra.Negate(ReadSigned()) : ReadSigned();
        }

        Formula basis = ReadAtom();
        if (Current.Text != "^")
        {
            return basis;
        }

        next++;
        return Algebra.Power(basis, ReadSigned());
    }

    private Formula ReadAtom()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                next++;
                return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? Algebra.Of(value)
                    : throw EquationError.At(text, token.Position, $"found \"{token.Text}\"; expected a number");
            case TokenKind.Name:
                next++;
                return Current.Text == "(" ? ReadCall(token) : SymbolOf(token.Text);
            default:
                if (token.Text != "(")
                {
                    throw Unexpected("a number, a name or \"(\"");
                }

                next++;
                Formula inner = ReadSum();
                Expect(")");
                return inner;
        }
    }

    private Formula ReadCall(Token name)
    {
        if (!Functions.ByName.TryGetValue(name.Text, out (int Arguments, Func<Formula[], Formula> Build) function))
        {
            throw EquationError.At(text, name.Position, $"found \"{name.Text}(\"; expected a function, one of {string.Join(", ", Functions.ByName.Keys)}, or an operator before \"(\"");
        }

        next++;
        List<Formula> arguments = [ReadSum()];
        while (Current.Text == ",")
        {
            next++;
            arguments.Add(ReadSum());
        }

        Expect(")");
        return arguments.Count == function.Arguments
            ? function.Build([.. arguments])
            : throw EquationError.At(text, name.Position, $"found {arguments.Count} arguments for {name.Text}; expected {function.Arguments}");
    }

    private Symbol SymbolOf(string name)
    {
        bool variable = isVariable(name);
        List<string> names = variable ? variables : coefficients;
        if (!names.Contains(name))
        {
            names.Add(name);
        }

        return new(name, isCoefficient: !variable, isPositive: variable);
    }

    private void Expect(string expected)
    {
        if (Current.Text != expected)
        {
            throw Unexpected($"\"{expected}\" or an operator");
        }

        next++;
    }

    private ArgumentException Unexpected(string expected) => EquationError.At(text, Current.Position, $"found {Current.Quoted}; expected {expected}");

    // Domains are known once the whole text is read, and normal form depends on what is positive: so symbols are put in again with their signs.
    private Equation WithDomains(string target, Formula right, bool isLoss)
    {
        if (domains.Keys.FirstOrDefault(name => !coefficients.Contains(name)) is { } stranger)
        {
            throw EquationError.At(text, text.IndexOf("where", StringComparison.Ordinal), $"found \"{stranger}\" after where; expected a coefficient, one of {string.Join(", ", coefficients)}");
        }

        ImmutableArray<LawCoefficient> described = [.. coefficients.Select(name => Describe(name, right, isLoss))];
        Dictionary<string, Formula> symbols = described.ToDictionary(
            coefficient => coefficient.Name,
            Formula (coefficient) => new Symbol(coefficient.Name, true, coefficient.Domain is CoefficientDomain.Positive or CoefficientDomain.UnitInterval));
        return new(target, Algebra.Substitute(right, symbols), [.. variables], described);
    }

    // Without a word about it a coefficient is positive; a constant that is merely added is the irreducible term of a loss, or any number in a score.
    private LawCoefficient Describe(string name, Formula right, bool isLoss)
    {
        if (domains.TryGetValue(name, out (CoefficientDomain Domain, double? Maximum) given))
        {
            return new(name, given.Domain, given.Maximum);
        }

        bool isAdded = right is Sum sum && Derivative.Of(sum, new(name, true, false)) is Number { Value: 1 };
        return new(name, !isAdded ? CoefficientDomain.Positive : isLoss ? CoefficientDomain.NonNegative : CoefficientDomain.Real);
    }
}
