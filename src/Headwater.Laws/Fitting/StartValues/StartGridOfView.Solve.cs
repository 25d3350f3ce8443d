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
        double power = _view.Root is { } root ? 1 / coefficients[root] : 1;
        _offset.EvaluateValue(coefficients);
        CopyValues(_offset, _offsets);
        for (int j = 0; j < _columns.Length; j++)
        {
            _basis[j].EvaluateValue(coefficients);
            CopyValues(_basis[j], _columns[j]);
        }

        bool isFinite = true;
        for (int i = 0; i < _target.Length; i++)
        {
            double transformed = _view.Shift is { } shift ? Math.Log(_data.Values[i] - coefficients[shift]) : _view.IsImplicit ? 0 : _view.IsLog ? _data.LogValues[i] : power == 1 ? _data.Values[i] : Math.Pow(_data.Values[i], power);
            double weight = _view.Shift is { } floor ? 1 - (coefficients[floor] / _data.Values[i]) : _view.IsLog || _view.IsImplicit ? 1 : 1 / (power * transformed);
            _target[i] = weight * (transformed - _offsets[i]);
            isFinite &= double.IsFinite(_target[i]);
            foreach (double[] column in _columns)
            {
                column[i] *= weight;
                isFinite &= double.IsFinite(column[i]);
            }
        }

        return isFinite && _squares.Solve(_columns, _target, _nonNegative, _solution) ? Start(coefficients) : null;
    }

    private double[]? Start(double[] coefficients)
    {
        double[] start = [.. coefficients];
        for (int j = 0; j < _solution.Length; j++)
        {
            (int index, bool isLog) = _view.Linear[j];
            start[index] = isLog ? Math.Exp(_solution[j]) : Inside(_law.Coefficients[index].Domain, _solution[j], _target, _columns[j]);
        }

        for (int index = 0; index < start.Length; index++)
        {
            if (!double.IsFinite(start[index]))
            {
                return null;
            }

            start[index] = _coordinates.FromCoefficient(index, start[index]);
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

    private TapeState Bind(Tape tape) => new(tape, [.. _data.ByVariable, .. _data.Values], _data.Count);
}
