using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Adafactor as T5 was trained with it: no first moment, factored second moments where both sides of a matrix have at least 128, updates clipped to
/// root mean square 1 and scaled by that of the weights. Source: Shazeer, Stern 2018 (arXiv:1804.04235), algorithms 4 and 5.
/// Matrices of one shape move together.
/// </summary>
internal sealed class Adafactor : IOptimizer
{
    public const int FactoredFrom = 128;
    private const double DecayExponent = 0.8;
    public const float SquareFloor = 1e-30f;       // ε1: keeps a gradient of 0 divisible
    public const double ScaleFloor = 1e-3;         // ε2: weights near 0 still move
    public const double ClipThreshold = 1.0;       // d

    private readonly ImmutableArray<Group> _groups;

    public Adafactor(ModelParameters parameters)
    {
        parameters.TrackGradients();
        using DisposeScope scope = NewDisposeScope();
        _groups = [.. parameters.Groups().Select(group => new Group(parameters, group.First, group.Offset, group.Slices))];
    }

    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>Moves the weights against their gradients.</summary>
    public void Step(double learningRate)
    {
        Steps++;
        double decay = 1 - Math.Pow(Steps, -DecayExponent);
        using IDisposable noGradient = no_grad();
        foreach (Group group in _groups)
        {
            using DisposeScope scope = NewDisposeScope();
            group.Step(learningRate, decay);
        }
    }

    /// <summary>
    /// The moments of each slice, by name: exp_avg_sq_row.NAME and exp_avg_sq_col.NAME, or exp_avg_sq.NAME. They share the optimiser's memory.
    /// </summary>
    public IEnumerable<(string Name, Tensor Moments)> State() => _groups.SelectMany(group => group.State());

    public void Dispose()
    {
        foreach (Group group in _groups)
        {
            group.Dispose();
        }
    }

    private sealed class Group : IDisposable
    {
        private readonly ImmutableArray<string> _names;
        private readonly bool _isVector;
        private readonly Tensor _weights;       // (slices, rows, columns)
        private readonly Tensor _gradients;
        private readonly Tensor? _row;          // (slices, rows, 1): mean square over columns
        private readonly Tensor? _column;       // (slices, 1, columns): mean square over rows
        private readonly Tensor? _full;         // (slices, rows, columns)

        public Group(ModelParameters parameters, ModelWeight first, long offset, long slices)
        {
            long[] shape = [slices, first.Rows, first.Columns];
            _names = [.. parameters.Weights.Where(first.HasShapeOf).SelectMany(weight => weight.Slices)];
            _isVector = first.IsVector;
            _weights = parameters.Values.narrow(0, offset, slices * first.SliceCount).view(shape).detach().DetachFromDisposeScope();
            _gradients = parameters.Gradients.narrow(0, offset, slices * first.SliceCount).view(shape).detach().DetachFromDisposeScope();
            if (first.Rows >= FactoredFrom && first.Columns >= FactoredFrom)
            {
                _row = zeros([slices, first.Rows, 1], device: parameters.Device).DetachFromDisposeScope();
                _column = zeros([slices, 1, first.Columns], device: parameters.Device).DetachFromDisposeScope();
            }
            else
            {
                _full = zeros(shape, device: parameters.Device).DetachFromDisposeScope();
            }
        }

        public void Step(double learningRate, double decay)
        {
            if (_weights.device_type == DeviceType.CPU)
            {
                StepOnProcessor(learningRate, decay);
                return;
            }

            Tensor square = _gradients.pow(Number.Two);
            Tensor update = _full is null ? Factored(square, decay) : Unfactored(square, decay);
            Tensor clip = RootMeanSquare(update).div(Number.Of(ClipThreshold)).clamp_min(Number.One);
            Tensor scale = RootMeanSquare(_weights).clamp_min(Number.Of(ScaleFloor)).mul(Number.Of(learningRate)).div(clip);
            _weights.addcmul_(update, scale, Number.Of(-1L));
        }

        public IEnumerable<(string Name, Tensor Moments)> State()
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_full is not null)
                {
                    yield return ($"exp_avg_sq.{_names[i]}", _isVector ? _full[i].view(-1) : _full[i]);
                }
                else
                {
                    yield return ($"exp_avg_sq_row.{_names[i]}", _row![i].view(-1));
                    yield return ($"exp_avg_sq_col.{_names[i]}", _column![i].view(-1));
                }
            }
        }

        public void Dispose()
        {
            foreach (Tensor? tensor in new[] { _weights, _gradients, _row, _column, _full })
            {
                tensor?.Dispose();
            }
        }

        // The second moment of an element is row · column / mean of rows.
        private Tensor Factored(Tensor square, double decay)
        {
            _row!.mul_(Number.Of(decay)).add_(square.mean([2L], keepdim: true).add_(Number.Of(SquareFloor)), alpha: Number.Of(1 - decay));
            _column!.mul_(Number.Of(decay)).add_(square.mean([1L], keepdim: true).add_(Number.Of(SquareFloor)), alpha: Number.Of(1 - decay));
            Tensor rowFactor = _row.div(_row.mean([1L], keepdim: true)).rsqrt_();
            return square.copy_(_gradients).mul_(rowFactor).mul_(_column.rsqrt());
        }

        private Tensor Unfactored(Tensor square, double decay)
        {
            _full!.mul_(Number.Of(decay)).add_(square.add_(Number.Of(SquareFloor)), alpha: Number.Of(1 - decay));
            return _gradients.mul(_full.rsqrt());
        }

        private unsafe void StepOnProcessor(double learningRate, double decay)
        {
            (nint weights, nint gradients) = ((nint)Lanes.Floats(_weights), (nint)Lanes.Floats(_gradients));
            (int slices, int rows, int columns) = ((int)_weights.shape[0], (int)_weights.shape[1], (int)_weights.shape[2]);
            if (_full is null)
                FactoredAdafactorKernel.Step(new(weights, gradients, (nint)Lanes.Floats(_row!), (nint)Lanes.Floats(_column!), slices, rows, columns), learningRate, decay);
            else
                UnfactoredAdafactorKernel.Step(new(weights, gradients, (nint)Lanes.Floats(_full), slices, rows * columns), learningRate, decay);
        }

        // (slices, 1, 1)
        private static Tensor RootMeanSquare(Tensor slices) => slices.pow(Number.Two).mean([1L, 2L], keepdim: true).sqrt_();
    }
}
