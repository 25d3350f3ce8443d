using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>A study that cannot run as it is written. Carries every fault that was found, in the order of the file.</summary>
public sealed class StudySpecException : Exception
{
    public StudySpecException(IEnumerable<Fault> faults)
        : this([.. faults.OrderBy(fault => fault.Line ?? int.MaxValue)])
    {
    }

    private StudySpecException(ImmutableArray<Fault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    public ImmutableArray<Fault> Faults { get; }
}

/// <summary>One thing wrong with a study: where (file and 1-based line, when known), and what was found, expected and advised.</summary>
public sealed record Fault(string File, int? Line, string Message)
{
    /// <summary><c>study.yaml(12): message</c>.</summary>
    public override string ToString() => Line is int line ? $"{File}({line}): {Message}" : $"{File}: {Message}";
}
