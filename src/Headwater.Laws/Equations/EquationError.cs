namespace Headwater.Laws;

/// <summary>Messages about the text of an equation.</summary>
internal static class EquationError
{
    /// <summary>An exception that shows the equation with a caret under the place.</summary>
    public static ArgumentException At(string text, int position, string what) =>
        new($"The equation does not parse at character {position + 1}: {what}.\n    {text}\n    {new string(' ', position)}^");
}
