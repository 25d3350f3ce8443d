using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What an instruction of a tape computes from its operands a and b and its weight w.</summary>
internal enum Operation
{
    /// <summary>w·a + b.</summary>
    AddWeighted,

    /// <summary>w·a.</summary>
    Scale,

    /// <summary>a + w.</summary>
    Shift,

    /// <summary>a·b.</summary>
    Multiply,

    /// <summary>a^w.</summary>
    PowerOfNumber,

    /// <summary>a^b.</summary>
    Power,

    /// <summary>A <see cref="Laws.Function"/> of a, and of b where it takes two.</summary>
    Function,

    /// <summary>log Σ e^x over the terms of the <see cref="LogSum"/> that a counts to; their shares of the sum are written beside it.</summary>
    LogSumExp,

    /// <summary>The solution of the <see cref="RootSearch"/> that a counts to.</summary>
    Root,
}

/// <summary>When a slot of a tape is computed.</summary>
internal enum ComputedWhen
{
    /// <summary>Once for the data: no coefficient in it. One number for each point.</summary>
    Data,

    /// <summary>Once for each set of coefficients: no scale variable in it. One number.</summary>
    Coefficients,

    /// <summary>For each point and each set of coefficients.</summary>
    Points,
}

/// <summary>One step of a tape: <c>target = operation(a, b, weight)</c>, all three being slots.</summary>
internal readonly record struct Instruction(Operation Operation, Function Function, int Target, int A, int B, double Weight);

/// <summary>The slots of a log Σ e^x: the x, and where e^x / Σ goes for each.</summary>
internal sealed record LogSum(ImmutableArray<int> Terms, ImmutableArray<int> Shares);

/// <summary>How the unknown of a <see cref="Root"/> is found.</summary>
/// <param name="Body">What to compute for a value of the unknown: the residual and its slope.</param>
/// <param name="Unknown">The slot of the unknown.</param>
/// <param name="Residual">The slot of the residual.</param>
/// <param name="Slope">The slot of the residual's derivative.</param>
/// <param name="Lower">The slot of the lower end; <c>null</c> for none.</param>
/// <param name="Upper">The slot of the upper end; <c>null</c> for none.</param>
internal sealed record RootSearch(Instruction[] Body, int Unknown, int Residual, int Slope, int? Lower, int? Upper);
