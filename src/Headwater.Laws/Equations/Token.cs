namespace Headwater.Laws;

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
