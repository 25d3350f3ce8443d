using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// All weights of a model in one buffer, and their gradients in another. Slices of equal shape lie next to each other, so the optimiser moves
/// each shape in a few operations, and the gradient's norm is one.
/// </summary>
internal sealed class ModelParameters : IDisposable
{
    private readonly Dictionary<string, Tensor> _byName = [];
    private readonly Dictionary<string, Tensor> _bySlice = [];
    private readonly Tensor? _narrow;            // the weights in bfloat16, as the model multiplies them
    private Tensor? _narrowGradients;
    private readonly Dictionary<string, long> _places = [];
    private Tensor? _gradients;

    public ModelParameters(ImmutableArray<ModelWeight> layout, ComputeDevice device, Precision precision = Precision.Float32)
    {
        Precision = precision;
        Weights = [.. layout.OrderBy(weight => weight.IsVector).ThenBy(weight => weight.Rows).ThenBy(weight => weight.Columns)];
        Device = device.ToTorch();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Values = zeros(Weights.Sum(weight => weight.Count), dtype: float32, device: Device).DetachFromDisposeScope();
        _narrow = precision == Precision.BFloat16 ? zeros_like(Values, dtype: bfloat16).DetachFromDisposeScope() : null;
        foreach ((ModelWeight weight, long offset) in Offsets())
        {
            _places[weight.Name] = offset;
            _byName[weight.Name] = Part(IsNarrow(weight) ? _narrow! : Values, offset, weight.Count, weight.Shape);
            for (int slice = 0; slice < weight.Slices.Length; slice++)
            {
                _bySlice[weight.Slices[slice]] = Part(Values, offset + (slice * weight.SliceCount), weight.SliceCount, weight.SliceShape);
            }
        }
    }

    public Device Device { get; }

    /// <summary>What the model multiplies in; <see cref="Values"/> and <see cref="Gradients"/> are float32 in either case.</summary>
    public Precision Precision { get; }

    /// <summary>In the order of the buffer.</summary>
    public ImmutableArray<ModelWeight> Weights { get; }

    /// <summary>Every weight, one after the other.</summary>
    public Tensor Values { get; }

    /// <summary>The gradient of every weight, after <see cref="TrackGradients"/>.</summary>
    public Tensor Gradients => _gradients ?? throw new InvalidOperationException("The model does not track gradients.");

    /// <summary>A fused weight, by the published name of its first slice.</summary>
    public Tensor this[string name] => _byName[name];

    /// <summary>Where a fused weight begins in the buffer.</summary>
    public long PlaceOf(string name) => _places[name];

    /// <summary>One slice by its published name; null when the model has none of that name.</summary>
    public Tensor? Slice(string name) => _bySlice.GetValueOrDefault(name);

    /// <summary>Each shape with the place of its slices in the buffer.</summary>
    public IEnumerable<(ModelWeight First, long Offset, long Slices)> Groups() =>
        from entry in Offsets()
        group entry by (entry.Weight.IsVector, entry.Weight.Rows, entry.Weight.Columns) into shape
        select (shape.First().Weight, shape.First().Offset, shape.Sum(entry => (long)entry.Weight.Slices.Length));

    /// <summary>Gives every weight its first value. A slice's values depend on the seed and its published name alone.</summary>
    public void Initialise(ulong seed)
    {
        using IDisposable noGradient = no_grad();
        foreach (ModelWeight weight in Weights)
        {
            for (int slice = 0; slice < weight.Slices.Length; slice++)
            {
                Tensor target = _bySlice[weight.Slices[slice]];
                if (weight.IsVector)
                {
                    target.fill_(Number.Of(weight.FirstValue));
                    continue;
                }

                NormalGenerator normal = new(SplitMix.Mix(seed, Key(weight.Slices[slice])));
                float[] values = new float[weight.SliceCount];
                for (long i = 0; i < values.LongLength; i++)
                {
                    values[i] = (float)(normal.Next() * weight.Deviations[slice]);
                }

                using Tensor source = from_array(values);
                using Tensor shaped = source.view(weight.SliceShape);
                target.copy_(shaped);
            }
        }

        Publish();
    }

    /// <summary>From here on a backward pass adds into <see cref="Gradients"/>.</summary>
    public void TrackGradients()
    {
        if (_gradients is not null)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        _gradients = zeros_like(Values).DetachFromDisposeScope();
        _narrowGradients = _narrow is null ? null : zeros_like(_narrow).DetachFromDisposeScope();
        foreach ((ModelWeight weight, long offset) in Offsets())
        {
            Tensor tensor = _byName[weight.Name];
            tensor.requires_grad_(true);
            tensor.grad = (IsNarrow(weight) ? _narrowGradients! : _gradients).narrow(0, offset, weight.Count).view(weight.Shape).detach();
        }
    }

    /// <summary>Adds what a backward pass left in bfloat16 to <see cref="Gradients"/>; nothing in float32.</summary>
    public void CollectGradients()
    {
        if (_narrowGradients is not null)
        {
            Gradients.add_(_narrowGradients, Number.One);
            _narrowGradients.zero_();
        }
    }

    /// <summary>Forgets all gradients.</summary>
    public void ClearGradients()
    {
        Gradients.zero_();
        _narrowGradients?.zero_();
    }

    /// <summary>Gives the model the weights as they are now, after they were filled or moved; nothing in float32.</summary>
    public void Publish()
    {
        using IDisposable noGradient = no_grad();
        _narrow?.copy_(Values);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _byName.Values.Concat(_bySlice.Values))
        {
            tensor.Dispose();
        }

        _gradients?.Dispose();
        _narrowGradients?.Dispose();
        _narrow?.Dispose();
        Values.Dispose();
    }

    // Norms, embeddings, the head and the relative biases stay in float32: the first are tiny, and the gradients of the others are sums over many tokens.
    private bool IsNarrow(ModelWeight weight) => _narrow is not null && !weight.IsVector && !weight.IsEmbedding && !weight.StaysWide;

    private static Tensor Part(Tensor buffer, long offset, long count, long[] shape) => buffer.narrow(0, offset, count).view(shape).detach().DetachFromDisposeScope();

    private IEnumerable<(ModelWeight Weight, long Offset)> Offsets()
    {
        long offset = 0;
        foreach (ModelWeight weight in Weights)
        {
            yield return (weight, offset);
            offset += weight.Count;
        }
    }

    // FNV-1a over the name's bytes.
    private static ulong Key(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }
}
