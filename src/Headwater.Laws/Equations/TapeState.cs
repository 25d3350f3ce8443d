using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>
/// A tape bound to the scales of some points, with the room to evaluate it. Points lie side by side in the lanes of a vector, and each instruction
/// runs over all of them before the next; a coefficient is one vector, equal in all lanes. One thread at a time.
/// </summary>
internal sealed partial class TapeState
{
    private readonly Tape _tape;
    private readonly Vector<double>[] _buffer;
    private readonly int[] _offsets;
    private readonly int[] _lengths;

    /// <summary>Binds the tape to data: <paramref name="scales"/> holds the values of the first variable at all points, then those of the second, and so on.</summary>
    public TapeState(Tape tape, ReadOnlySpan<double> scales, int points)
    {
        _tape = tape;
        Points = points;
        Blocks = BlocksOf(points);
        _offsets = new int[tape.Stages.Length];
        _lengths = new int[tape.Stages.Length];
        int size = 0;
        for (int slot = 0; slot < _offsets.Length; slot++)
        {
            _offsets[slot] = size;
            _lengths[slot] = tape.Stages[slot] == ComputedWhen.Coefficients ? 1 : Blocks;
            size += _lengths[slot];
        }

        _buffer = new Vector<double>[size];
        for (int variable = 0; variable < tape.Variables; variable++)
        {
            Fill(Slot(variable), scales.Slice(variable * points, points));
        }

        foreach ((int slot, double value) in tape.Numbers)
        {
            _buffer[_offsets[slot]] = new(value);
        }

        Run(tape.DataInstructions);
    }

    public int Points { get; }

    /// <summary>How many vectors the points take.</summary>
    public int Blocks { get; }

    /// <summary>How many vectors a number of points takes.</summary>
    public static int BlocksOf(int points) => (points + Vector<double>.Count - 1) / Vector<double>.Count;

    /// <summary>Lays numbers side by side in vectors. Lanes beyond the last number repeat it, so that they hold nothing a point does not.</summary>
    public static void Fill(Span<Vector<double>> blocks, ReadOnlySpan<double> numbers)
    {
        if (numbers.Length > 0)
        {
            Span<double> lanes = MemoryMarshal.Cast<Vector<double>, double>(blocks);
            numbers.CopyTo(lanes);
            lanes[numbers.Length..].Fill(numbers[^1]);
        }
    }

    /// <summary>Computes the value at every point.</summary>
    public void EvaluateValue(ReadOnlySpan<double> coefficients)
    {
        for (int index = 0; index < coefficients.Length; index++)
        {
            _buffer[_offsets[_tape.Variables + index]] = new(coefficients[index]);
        }

        Run(_tape.ValueInstructions);
    }

    /// <summary>Computes the derivatives at every point, for the coefficients of the last <see cref="EvaluateValue"/>.</summary>
    public void EvaluateGradient() => Run(_tape.GradientInstructions);

    /// <summary>The value at a point.</summary>
    public double Value(int point) => Read(_tape.ValueSlot, point);

    /// <summary>The derivative with respect to a coefficient at a point.</summary>
    public double Gradient(int coefficient, int point) => Read(_tape.GradientSlots[coefficient], point);

    /// <summary>The values at all points; one vector that stands for all where the value is the same everywhere.</summary>
    public ReadOnlySpan<Vector<double>> ValueBlocks => Slot(_tape.ValueSlot);

    /// <summary>The derivatives with respect to a coefficient at all points; one vector that stands for all where it is the same everywhere.</summary>
    public ReadOnlySpan<Vector<double>> GradientBlocks(int coefficient) => Slot(_tape.GradientSlots[coefficient]);

    private double Read(int slot, int point) => _lengths[slot] == 1
        ? _buffer[_offsets[slot]][point % Vector<double>.Count]
        : _buffer[_offsets[slot] + (point / Vector<double>.Count)][point % Vector<double>.Count];

    private void Run(Instruction[] instructions)
    {
        foreach (ref readonly Instruction step in instructions.AsSpan())
        {
            switch (step.Operation)
            {
                case Operation.LogSumExp:
                    SumPowers(_tape.LogSums[step.A], Slot(step.Target));
                    break;
                case Operation.Root:
                    Solve(_tape.Roots[step.A]);
                    break;
                default:
                    TapeKernels.Run(step, Slot(step.Target), Slot(step.A), Slot(step.B));
                    break;
            }
        }
    }

    private Span<Vector<double>> Slot(int slot) => _buffer.AsSpan(_offsets[slot], _lengths[slot]);
}
