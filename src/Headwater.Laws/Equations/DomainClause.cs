using System.Globalization;

namespace Headwater.Laws;

/// <summary>Reads the end of an equation that says what its coefficients may be: <c>where k real, beta positive to 1000</c>.</summary>
internal static class DomainClause
{
    private static readonly (string Word, CoefficientDomain Domain)[] Words =
    [
        ("positive", CoefficientDomain.Positive),
        ("non-negative", CoefficientDomain.NonNegative),
        ("unit", CoefficientDomain.UnitInterval),
        ("real", CoefficientDomain.Real),
    ];

    /// <summary>Takes the clause off the tokens and returns the domains it gives, by coefficient.</summary>
    public static Dictionary<string, (CoefficientDomain Domain, double? Maximum)> Read(string text, List<Token> tokens)
    {
        Dictionary<string, (CoefficientDomain, double?)> domains = [];
        int start = tokens.FindIndex(token => token is { Kind: TokenKind.Name, Text: "where" });
        if (start < 0)
        {
            return domains;
        }

        Queue<Token> rest = new(tokens[(start + 1)..]);
        Token end = new(TokenKind.End, "", tokens[start].Position);
        tokens.RemoveRange(start, tokens.Count - start);
        tokens.Add(end);
        while (true)
        {
            Token name = rest.Dequeue();
            if (name.Kind != TokenKind.Name)
            {
                throw EquationError.At(text, name.Position, $"found {name.Quoted}; expected the name of a coefficient");
            }

            domains[name.Text] = (ReadDomain(text, rest), ReadMaximum(text, rest));
            Token separator = rest.Dequeue();
            if (separator.Kind == TokenKind.End)
            {
                return domains;
            }

            if (separator.Text != ",")
            {
                throw EquationError.At(text, separator.Position, $"found {separator.Quoted}; expected \",\" or the end");
            }
        }
    }

    private static CoefficientDomain ReadDomain(string text, Queue<Token> rest)
    {
        Token first = rest.Dequeue();
        string word = first.Text;
        if (word == "non" && rest.Peek().Text == "-")
        {
            rest.Dequeue();
            word += "-" + rest.Dequeue().Text;
        }

        int known = Array.FindIndex(Words, entry => entry.Word == word);
        return known >= 0 ? Words[known].Domain : throw EquationError.At(text, first.Position, $"found {first.Quoted}; expected positive, non-negative, unit or real");
    }

    private static double? ReadMaximum(string text, Queue<Token> rest)
    {
        if (!rest.TryPeek(out Token to) || to.Text != "to")
        {
            return null;
        }

        rest.Dequeue();
        Token number = rest.Dequeue();
        return double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double maximum)
            ? maximum
            : throw EquationError.At(text, number.Position, $"found {number.Quoted}; expected a number");
    }
}
