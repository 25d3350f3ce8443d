using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A parsed equation: its two sides and the names in it.</summary>
/// <param name="Target">The left side.</param>
/// <param name="Right">The right side.</param>
/// <param name="Variables">Scale variables in the order of their first use.</param>
/// <param name="Coefficients">Coefficients with their domains in the order of their first use.</param>
internal sealed record Equation(string Target, Formula Right, ImmutableArray<string> Variables, ImmutableArray<LawCoefficient> Coefficients);
