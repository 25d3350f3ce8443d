using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A compiled formula, and optionally its derivatives: a flat list of instructions over slots. Immutable and safe to share; each thread
/// evaluates it in a <see cref="TapeState"/> of its own.
/// </summary>
internal sealed class Tape
{
    /// <summary>Compiles a formula.</summary>
    /// <param name="value">The formula.</param>
    /// <param name="variables">Names of scale variables, in the order data comes in.</param>
    /// <param name="coefficients">Names of coefficients, in the order estimates come in.</param>
    /// <param name="withGradient">Whether derivatives with respect to the coefficients are compiled too.</param>
    public Tape(Formula value, ImmutableArray<string> variables, ImmutableArray<string> coefficients, bool withGradient)
    {
        TapeBuilder builder = new(variables, coefficients);
        Variables = variables.Length;
        Coefficients = coefficients.Length;
        ValueSlot = builder.SlotOf(value);
        int valueLength = builder.Instructions.Count;
        GradientSlots = withGradient ? [.. coefficients.Select(name => builder.SlotOf(Derivative.Of(value, new Symbol(name, true, false))))] : [];

        Stages = [.. builder.Stages];
        Numbers = [.. builder.Numbers];
        LogSums = [.. builder.LogSums];
        Roots = [.. builder.Roots];
        DataInstructions = Select(builder.Instructions, ComputedWhen.Data);
        ValueInstructions = Select(builder.Instructions[..valueLength], ComputedWhen.Coefficients, ComputedWhen.Points);
        GradientInstructions = Select(builder.Instructions[valueLength..], ComputedWhen.Coefficients, ComputedWhen.Points);
    }

    public int Variables { get; }

    public int Coefficients { get; }

    public int ValueSlot { get; }

    public ImmutableArray<int> GradientSlots { get; }

    public ImmutableArray<ComputedWhen> Stages { get; }

    public ImmutableArray<(int Slot, double Value)> Numbers { get; }

    public ImmutableArray<LogSum> LogSums { get; }

    public ImmutableArray<RootSearch> Roots { get; }

    public Instruction[] DataInstructions { get; }

    public Instruction[] ValueInstructions { get; }

    public Instruction[] GradientInstructions { get; }

    private Instruction[] Select(IEnumerable<Instruction> instructions, params ComputedWhen[] stages) =>
        [.. instructions.Where(instruction => stages.Contains(Stages[instruction.Target]))];
}
