namespace Headwater.Data;

/// <summary>One line of a text file with its number, from 1. A line that is not text has a fault, which names file and line, in place of its text.</summary>
internal readonly record struct TextLine(long Number, string Text)
{
    public string? Fault { get; init; }

    /// <summary>Whether the file ends before the line does: the last line without a line feed.</summary>
    public bool Open { get; init; }

    public static TextLine Broken(long number, string fault) => new(number, "") { Fault = fault };
}
