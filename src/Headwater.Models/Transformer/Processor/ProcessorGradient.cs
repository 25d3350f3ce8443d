using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// The gradient of a batch on the processor, written out step by step instead of recorded. Each thread takes rows of its own from the embedding to the
/// gradient, with products of one thread, and the threads meet once. The number of threads decides how rows are shared, and with it the order of sums;
/// nothing else does. Not thread-safe. docs/decisions/training-speed.md says what it gained.
/// </summary>
internal sealed unsafe class ProcessorGradient : IDisposable
{
    // Positions, of inputs and targets, that a worker takes at once, for each number of the model's width: so many that reading the weights is little
    // beside the products, so few that what one step writes is still in the core's cache when the next reads it.
    private const int PositionsPerWidth = 8;
    private const int MostPositions = 2048;

    private readonly LanguageModel _model;
    private readonly float* _gradients;
    private readonly long _count;
    private readonly List<nint> _own = [];
    private readonly GradientWorker[] _workers;

    /// <summary>Makes room for the model's gradients; the first worker's are the model's own.</summary>
    public ProcessorGradient(LanguageModel model)
    {
        _model = model;
        _gradients = Lanes.Floats(model.Parameters.Gradients);
        _count = model.Parameters.Gradients.numel();
        _workers = new GradientWorker[TorchRuntime.Loaded.Threads];
        for (int i = 0; i < _workers.Length; i++)
        {
            if (i > 0)
            {
                _own.Add((nint)NativeMemory.AlignedAlloc((nuint)(_count * sizeof(float)), 64));
            }

            _workers[i] = model.CreateWorker(i == 0 ? (nint)_gradients : _own[i - 1]);
        }
    }

    /// <summary>Whether this computes for the model; otherwise libtorch's differentiation does.</summary>
    public static bool Supports(LanguageModel model) => model.Device == ComputeDevice.Cpu && model.Parameters.Precision == Precision.Float32 && Blas.IsAvailable && model.HasProcessorPath;

    /// <summary>
    /// The summed loss of a batch in nats. After <see cref="Combine"/> the model's gradients are those of (loss / tokens), or have them added.
    /// </summary>
    public double Compute(TokenBatch batch, DropoutPlan dropout, LossTerms terms, double tokens, bool adds = false)
    {
        _model.Check(batch);
        DropoutSite[] sites = dropout.IsNone ? [] : [.. Enumerable.Range(0, _workers[0].Sites).Select(_ => dropout.Next())];
        double[] sums = new double[_workers.Length];
        Parallel.For(0, _workers.Length, worker =>
        {
            int before = Blas.UseThreads(1);
            sums[worker] = Compute(worker, batch, sites, terms, tokens, adds);
            Blas.UseThreads(before);
        });
        return sums.Sum();
    }

    /// <summary>Adds up what the workers have. Returns the Euclidean norm of the gradient.</summary>
    public double Combine()
    {
        const int Block = 1 << 12;
        int blocks = (int)((_count + Block - 1) / Block);
        double[] squares = new double[blocks];
        RowRanges.ForEach(blocks, Block, (_, first, end) =>
        {
            for (int block = first; block < end; block++)
            {
                long start = (long)block * Block;
                squares[block] = Combine(start, (int)Math.Min(Block, _count - start));
            }
        });
        return Math.Sqrt(squares.Sum());
    }

    public void Dispose()
    {
        foreach (GradientWorker worker in _workers)
        {
            worker.Dispose();
        }

        foreach (nint gradients in _own)
        {
            NativeMemory.AlignedFree((void*)gradients);
        }

        _own.Clear();
    }

    private double Compute(int worker, TokenBatch batch, DropoutSite[] sites, LossTerms terms, double tokens, bool adds)
    {
        (int first, int end) = (Bound(worker, _workers.Length, batch.Rows), Bound(worker + 1, _workers.Length, batch.Rows));
        int rows = end - first;
        int passes = Math.Clamp((int)Math.Ceiling((double)rows * batch.RowLength / Math.Min(MostPositions, PositionsPerWidth * _model.Width)), 1, Math.Max(rows, 1));
        double sum = 0;
        if (rows == 0 && !adds)
        {
            new Span<float>(worker == 0 ? _gradients : (float*)_own[worker - 1], checked((int)_count)).Clear();
        }

        for (int pass = 0; pass < passes && rows > 0; pass++)
        {
            sum += _workers[worker].Run(batch, first + Bound(pass, passes, rows), first + Bound(pass + 1, passes, rows), sites, terms, tokens, adds || pass > 0);
        }

        return sum;
    }

    private double Combine(long start, int count)
    {
        float* sum = _gradients + start;
        foreach (nint own in _own)
        {
            SoftmaxKernel.Add(sum, (float*)own + start, count);
        }

        Vector512<float> squares = Vector512<float>.Zero;
        int i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.Load(sum + i);
            squares += value * value;
        }

        double total = Vector512.Sum(squares);
        for (; i < count; i++)
        {
            total += (double)sum[i] * sum[i];
        }

        return total;
    }

    private static int Bound(int part, int parts, int count) => (int)((long)count * part / parts);
}
