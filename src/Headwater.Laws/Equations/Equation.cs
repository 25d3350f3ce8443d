using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A parsed equation: its two sides and the names in it.</summary>
/// <param name="Target">The left side.</param>
/// <param name="Right">The right side.</param>
/// <param name="Variables">Scale variables in the order of their first use.</param>
/// <param name="Coefficients">Coefficients with their domains in the order of their first use.</param>
internal sealed record Equation(string Target, Formula Right, ImmutableArray<string> Variables, ImmutableArray<LawCoefficient> Coefficients);

/// <summary>What the names of an equation may stand for.</summary>
/// <param name="Variables">Names of scale variables beyond the reserved ones: columns of a table this library does not know.</param>
/// <param name="Corpora">The corpora that <c>sum(…)</c> goes over.</param>
internal sealed record EquationNames(IEnumerable<string> Variables, ImmutableArray<string> Corpora)
{
    /// <summary>The ending of a name inside <c>sum(…)</c> that stands for a corpus.</summary>
    public const string CorpusSuffix = "_X";

    private readonly HashSet<string> _own = new(Variables, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is a scale variable.</summary>
    public bool IsVariable(string name) => _own.Contains(name) || ScaleColumns.IsReserved(name);

    /// <summary>Whether a name can be what is measured.</summary>
    public bool IsMetric(string name) => !IsVariable(name) && MetricTraits.Of(name).HigherIsBetter is not null;
}
