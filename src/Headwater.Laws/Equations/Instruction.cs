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
}

/// <summary>When a slot of a tape is computed.</summary>
internal enum Stage
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
