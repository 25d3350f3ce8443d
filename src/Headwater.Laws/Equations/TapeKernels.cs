using System.Numerics;

namespace Headwater.Laws;

/// <summary>
/// The instructions of a tape on vectors. Exponentials and logarithms are the runtime's vector functions: within 2 units in the last place of
/// <see cref="Math"/>, the same in every lane, whatever the other lanes hold. An operand of one vector stands for all points: its stride is 0.
/// </summary>
internal static class TapeKernels
{
    /// <summary>Runs one instruction over all points.</summary>
    public static void Run(in Instruction step, Span<Vector<double>> target, ReadOnlySpan<Vector<double>> a, ReadOnlySpan<Vector<double>> b)
    {
        int strideA = a.Length == 1 ? 0 : 1;
        int strideB = b.Length == 1 ? 0 : 1;
        Vector<double> weight = new(step.Weight);
        switch (step.Operation)
        {
            case Operation.AddWeighted:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Vector.MultiplyAddEstimate(weight, a[i * strideA], b[i * strideB]);
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
                RaiseToNumber(target, a, strideA, step.Weight);
                break;
            case Operation.Power:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = LaneByLane(a[i * strideA], b[i * strideB], Math.Pow);
                }

                break;
            default:
                Apply(step.Function, target, a, strideA, b, strideB);
                break;
        }
    }

    private static void RaiseToNumber(Span<Vector<double>> target, ReadOnlySpan<Vector<double>> a, int stride, double exponent)
    {
        for (int i = 0; i < target.Length; i++)
        {
            Vector<double> x = a[i * stride];
            target[i] = exponent switch
            {
                -1 => Vector<double>.One / x,
                2 => x * x,
                -2 => Vector<double>.One / (x * x),
                _ => LaneByLane(x, new(exponent), Math.Pow),
            };
        }
    }

    private static void Apply(Function function, Span<Vector<double>> target, ReadOnlySpan<Vector<double>> a, int strideA, ReadOnlySpan<Vector<double>> b, int strideB)
    {
        switch (function)
        {
            case Function.Exp:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Vector.Exp(a[i * strideA]);
                }

                break;
            case Function.Log:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Vector.Log(a[i * strideA]);
                }

                break;
            case Function.Logistic:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Logistic(a[i * strideA]);
                }

                break;
            case Function.Softplus:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Softplus(a[i * strideA]);
                }

                break;
            default:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = LaneByLane(a[i * strideA], b[i * strideB], (x, y) => NamedFunctions.Evaluate(function, x, y));
                }

                break;
        }
    }

    // Each form only ever takes the exponential of a negative number, so neither overflows.
    private static Vector<double> Logistic(Vector<double> x)
    {
        Vector<double> small = Vector.Exp(-Vector.Abs(x));
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<double>.Zero), Vector<double>.One, small) / (Vector<double>.One + small);
    }

    private static Vector<double> Softplus(Vector<double> x) => Vector.Max(x, Vector<double>.Zero) + LogOfOneAnd(Vector.Exp(-Vector.Abs(x)));

    // log(1 + e) with the relative precision of a small e, which 1 + e alone has lost: NamedFunctions.LogOfOneAnd in every lane.
    private static Vector<double> LogOfOneAnd(Vector<double> e)
    {
        Vector<double> sum = Vector<double>.One + e;
        Vector<double> kept = sum - Vector<double>.One;
        return Vector.ConditionalSelect(Vector.Equals(kept, Vector<double>.Zero), e, Vector.Log(sum) * (e / kept));
    }

    private static Vector<double> LaneByLane(Vector<double> a, Vector<double> b, Func<double, double, double> function)
    {
        Span<double> lanes = stackalloc double[Vector<double>.Count];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = function(a[lane], b[lane]);
        }

        return new(lanes);
    }
}
