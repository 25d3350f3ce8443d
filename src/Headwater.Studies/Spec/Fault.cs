namespace Headwater.Studies;

/// <summary>One thing wrong with a study: where (file and 1-based line, when known), and what was found, expected and advised.</summary>
public sealed record Fault(string File, int? Line, string Message)
{
    /// <summary><c>study.yaml(12): message</c>.</summary>
    public override string ToString() => Line is int line ? $"{File}({line}): {Message}" : $"{File}: {Message}";
}
