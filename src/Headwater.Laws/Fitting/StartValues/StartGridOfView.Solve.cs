using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

// The linear coefficients, solved for by least squares at every point of the grid.
internal sealed partial class StartGridOfView
{
    // Solves for the linear coefficients with residuals weighted as if they were logarithmic: dT/d(ln y) = y·T′(y). The start in coordinates, or
    // null where there is no solution.
    private double[]? Solve(double[] coefficients)
    {
        double power = view.Root is { } root ? 1 / coefficients[root] : 1;
        offset.EvaluateValue(coefficients);
        CopyValues(offset, offsets);
        for (int j = 0; j < columns.Length; j++)
        {
            basis[j].EvaluateValue(coefficients);
            CopyValues(basis[j], columns[j]);
        }

        bool isFinite = true;
        for (int i = 0; i < target.Length; i++)
        {
            double transformed = view.Shift is { } shift ? Math.Log(data.Values[i] - coefficients[shift]) : view.IsImplicit ? 0 : view.IsLog ? data.LogValues[i] : power == 1 ? data.Values[i] : Math.Pow(data.Values[i], power);
            double weight = view.Shift is { } floor ? 1 - (coefficients[floor] / data.Values[i]) : view.IsLog || view.IsImplicit ? 1 : 1 / (power * transformed);
            target[i] = weight * (transformed - offsets[i]);
            isFinite &= double.IsFinite(target[i]);
            foreach (double[] column in columns)
            {
                column[i] *= weight;
                isFinite &= double.IsFinite(column[i]);
            }
        }

        return isFinite && squares.Solve(columns, target, nonNegative, solution) ? Start(coefficients) : null;
    }

    private double[]? Start(double[] coefficients)
    {
        double[] start = [.. coefficients];
        for (int j = 0; j < solution.Length; j++)
        {
            (int index, bool isLog) = view.Linear[j];
            start[index] = isLog ? Math.Exp(solution[j]) : Inside(law.Coefficients[index].Domain, solution[j], target, columns[j]);
        }

        for (int index = 0; index < start.Length; index++)
        {
            if (!double.IsFinite(start[index]))
            {
                return null;
            }

            start[index] = coordinates.FromCoefficient(index, start[index]);
        }

        return start;
    }

    // A positive coefficient whose best value is 0 starts where it explains a thousandth of the values.
    private static double Inside(CoefficientDomain domain, double value, double[] target, double[] column) =>
        domain != CoefficientDomain.Positive || value > 0 ? value : 1e-3 * Length(target) / Length(column);

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));

    private static void CopyValues(TapeState state, double[] values)
    {
        ReadOnlySpan<Vector<double>> blocks = state.ValueBlocks;
        ReadOnlySpan<double> lanes = MemoryMarshal.Cast<Vector<double>, double>(blocks);
        if (blocks.Length < state.Blocks)
        {
            values.AsSpan().Fill(lanes[0]);
        }
        else
        {
            lanes[..values.Length].CopyTo(values);
        }
    }

    private TapeState Bind(Tape tape) => new(tape, [.. data.ByVariable, .. data.Values], data.Count);
}
