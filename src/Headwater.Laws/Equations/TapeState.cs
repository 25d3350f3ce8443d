namespace Headwater.Laws;

/// <summary>A tape bound to the scales of some points, with the room to evaluate it. One thread at a time.</summary>
internal sealed class TapeState
{
    private readonly Tape tape;
    private readonly double[] buffer;
    private readonly int[] offsets;
    private readonly int[] lengths;

    /// <summary>Binds the tape to data: <paramref name="scales"/> holds the values of the first variable at all points, then those of the second, and so on.</summary>
    public TapeState(Tape tape, ReadOnlySpan<double> scales, int points)
    {
        this.tape = tape;
        Points = points;
        offsets = new int[tape.Stages.Length];
        lengths = new int[tape.Stages.Length];
        int size = 0;
        for (int slot = 0; slot < offsets.Length; slot++)
        {
            offsets[slot] = size;
            lengths[slot] = tape.Stages[slot] == Stage.Coefficients ? 1 : points;
            size += lengths[slot];
        }

        buffer = new double[size];
        scales.CopyTo(buffer);
        foreach ((int slot, double value) in tape.Numbers)
        {
            buffer[offsets[slot]] = value;
        }

        Run(tape.DataInstructions);
    }

    public int Points { get; }

    /// <summary>Computes the value at every point.</summary>
    public void EvaluateValue(ReadOnlySpan<double> coefficients)
    {
        for (int index = 0; index < coefficients.Length; index++)
        {
            buffer[offsets[tape.Variables + index]] = coefficients[index];
        }

        Run(tape.ValueInstructions);
    }

    /// <summary>Computes the derivatives at every point, for the coefficients of the last <see cref="EvaluateValue"/>.</summary>
    public void EvaluateGradient() => Run(tape.GradientInstructions);

    /// <summary>The value at a point.</summary>
    public double Value(int point) => Read(tape.ValueSlot, point);

    /// <summary>The derivative with respect to a coefficient at a point.</summary>
    public double Gradient(int coefficient, int point) => Read(tape.GradientSlots[coefficient], point);

    private double Read(int slot, int point) => buffer[offsets[slot] + (lengths[slot] == 1 ? 0 : point)];

    private void Run(Instruction[] instructions)
    {
        foreach (ref readonly Instruction step in instructions.AsSpan())
        {
            Span<double> target = Slot(step.Target);
            Span<double> a = Slot(step.A);
            Span<double> b = Slot(step.B);

            // A slot of one number stands for all points: its stride is 0.
            int strideA = a.Length == 1 ? 0 : 1;
            int strideB = b.Length == 1 ? 0 : 1;
            double weight = step.Weight;
            switch (step.Operation)
            {
                case Operation.AddWeighted:
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = (weight * a[i * strideA]) + b[i * strideB];
                    }

                    break;
                case Operation.Scale:
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = weight * a[i * strideA];
                    }

                    break;
                case Operation.Shift:
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = a[i * strideA] + weight;
                    }

                    break;
                case Operation.Multiply:
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = a[i * strideA] * b[i * strideB];
                    }

                    break;
                case Operation.PowerOfNumber:
                    RaiseToNumber(target, a, strideA, weight);
                    break;
                case Operation.Power:
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = Math.Pow(a[i * strideA], b[i * strideB]);
                    }

                    break;
                default:
                    Apply(step.Function, target, a, strideA, b, strideB);
                    break;
            }
        }
    }

    private static void RaiseToNumber(Span<double> target, Span<double> a, int stride, double exponent)
    {
        for (int i = 0; i < target.Length; i++)
        {
            double x = a[i * stride];
            target[i] = exponent switch
            {
                -1 => 1 / x,
                2 => x * x,
                -2 => 1 / (x * x),
                _ => Math.Pow(x, exponent),
            };
        }
    }

    private static void Apply(Function function, Span<double> target, Span<double> a, int strideA, Span<double> b, int strideB)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = Functions.Evaluate(function, a[i * strideA], b[i * strideB]);
        }
    }

    private Span<double> Slot(int slot) => buffer.AsSpan(offsets[slot], lengths[slot]);
}
