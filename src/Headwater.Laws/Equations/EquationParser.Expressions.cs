using System.Globalization;

namespace Headwater.Laws;

/// <summary>The grammar of a side.</summary>
internal sealed partial class EquationParser
{
    private Formula ReadSum()
    {
        Formula sum = ReadProduct();
        while (Current.Text is "+" or "-")
        {
            sum = _tokens[_next++].Text == "+" ? Algebra.Add(sum, ReadProduct()) : Algebra.Subtract(sum, ReadProduct());
        }

        return sum;
    }

    private Formula ReadProduct()
    {
        Formula product = ReadSigned();
        while (Current.Text is "*" or "/")
        {
            product = _tokens[_next++].Text == "*" ? Algebra.Multiply(product, ReadSigned()) : Algebra.Divide(product, ReadSigned());
        }

        return product;
    }

    private Formula ReadSigned()
    {
        if (Current.Text is "-" or "+")
        {
            return _tokens[_next++].Text == "-" ? Algebra.Negate(ReadSigned()) : ReadSigned();
        }

        Formula basis = ReadAtom();
        if (Current.Text != "^")
        {
            return basis;
        }

        _next++;
        return Algebra.Power(basis, ReadSigned());
    }

    private Formula ReadAtom()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _next++;
                return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? Algebra.Of(value)
                    : throw EquationError.At(_text, token.Position, $"found \"{token.Text}\"; expected a number");
            case TokenKind.Name:
                _next++;
                return Current.Text != "(" ? NameOf(token) : token.Text == "sum" ? ReadSumOverCorpora() : ReadCall(token);
            default:
                if (token.Text != "(")
                {
                    throw Unexpected("a number, a name or \"(\"");
                }

                _next++;
                Formula inner = ReadSum();
                Expect(")");
                return inner;
        }
    }

    private Formula ReadCall(Token name)
    {
        if (!NamedFunctions.ByName.TryGetValue(name.Text, out (int Arguments, Func<Formula[], Formula> Build) function))
        {
            throw EquationError.At(_text, name.Position, $"found \"{name.Text}(\"; expected a function, one of {string.Join(", ", NamedFunctions.ByName.Keys.Append("sum").Order(StringComparer.Ordinal))}, or an operator before \"(\"");
        }

        _next++;
        List<Formula> arguments = [ReadSum()];
        while (Current.Text == ",")
        {
            _next++;
            arguments.Add(ReadSum());
        }

        Expect(")");
        return arguments.Count == function.Arguments
            ? function.Build([.. arguments])
            : throw EquationError.At(_text, name.Position, $"found {arguments.Count} arguments for {name.Text}; expected {function.Arguments}");
    }

    private Formula NameOf(Token token)
    {
        string name = _corpus is not null && token.Text.EndsWith(EquationNames.CorpusSuffix, StringComparison.Ordinal) ? token.Text[..^1] + _corpus : token.Text;
        return name == _target ? Unknown : _definitions.TryGetValue(name, out int start) ? ReadDefinition(token, start) : SymbolOf(token, name);
    }

    // A definition is read where its name is used, so that coefficients come in the order of their use.
    private Formula ReadDefinition(Token name, int start)
    {
        if (_open.Contains(name.Text))
        {
            throw EquationError.At(_text, name.Position, $"found \"{name.Text}\" in its own definition; expected names that do not lead back to it");
        }

        _open.Push(name.Text);
        int back = _next;
        _next = start;
        Formula formula = ReadSum();
        if (Current.Kind != TokenKind.End && Current.Text != ",")
        {
            throw Unexpected("an operator, \",\" or the end");
        }

        _next = back;
        _open.Pop();
        return formula;
    }

    private Symbol SymbolOf(Token token, string name)
    {
        bool variable = _names.IsVariable(name);
        List<string> known = variable ? _variables : _coefficients;
        if (!known.Contains(name))
        {
            if (!variable && ScaleColumns.MeantBy(name) is { } column)
            {
                throw EquationError.At(_text, token.Position, $"found \"{name}\"; expected the scale variable {column}, or another name for a coefficient");
            }

            known.Add(name);
        }

        // A mixing rate may be 0; every other scale is above it.
        return variable ? new(name, isCoefficient: false, isPositive: !ScaleColumns.IsRate(name), isNonNegative: true) : new(name, isCoefficient: true, isPositive: false);
    }

    // One copy of the argument for each corpus.
    private Formula ReadSumOverCorpora()
    {
        int start = ++_next;
        List<Formula> terms = [];
        foreach (string one in _names.Corpora)
        {
            (_corpus, _next) = (one, start);
            terms.Add(ReadSum());
        }

        _corpus = null;
        Expect(")");
        return Algebra.Add(terms);
    }

    private void Expect(string expected)
    {
        if (Current.Text != expected)
        {
            throw Unexpected($"\"{expected}\" or an operator");
        }

        _next++;
    }

    private ArgumentException Unexpected(string expected) => EquationError.At(_text, Current.Position, $"found {Current.Quoted}; expected {expected}");
}
