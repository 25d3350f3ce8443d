namespace Headwater.Laws;

/// <summary>Cuts an equation into tokens. Blanks separate and mean nothing else.</summary>
internal static class Tokenizer
{
    private const string Operators = "+-*/^(),=";

    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int end = EndOf(text, at, out TokenKind kind);
            tokens.Add(new(kind, text[at..end], at));
            at = end;
        }

        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static int EndOf(string text, int at, out TokenKind kind)
    {
        char first = text[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            kind = TokenKind.Number;
            return EndOfNumber(text, at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            kind = TokenKind.Name;
            return Skip(text, at, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        }

        kind = TokenKind.Operator;
        return Operators.Contains(first, StringComparison.Ordinal)
            ? at + 1
            : throw EquationError.At(text, at, $"found \"{first}\"; expected a number, a name, or one of + - * / ^ ( ) , =");
    }

    private static int EndOfNumber(string text, int at)
    {
        int end = Skip(text, at, letter => char.IsAsciiDigit(letter) || letter == '.');
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                return Skip(text, digits, char.IsAsciiDigit);
            }
        }

        return end;
    }

    private static int Skip(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }
}

internal enum TokenKind
{
    Number,
    Name,
    Operator,
    End,
}

/// <summary>A piece of an equation: its text and where it starts, counted from 0.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>How a message names the token.</summary>
    public string Quoted => Kind == TokenKind.End ? "the end" : $"\"{Text}\"";
}
