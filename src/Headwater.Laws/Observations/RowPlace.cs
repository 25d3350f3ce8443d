namespace Headwater.Laws;

/// <summary>Where a row stands, for a message.</summary>
internal readonly record struct RowPlace(string File, int Line)
{
    /// <summary>The place as read from another one: the line alone where the file is the same.</summary>
    public string From(RowPlace other) => File == other.File ? $"line {Line}" : $"{File}({Line})";

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line})";
}
