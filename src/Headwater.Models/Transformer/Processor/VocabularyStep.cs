namespace Headwater.Models;

/// <summary>
/// The head and its loss, as <see cref="VocabularyLoss"/> describes them, for one worker: a chunk of logits becomes its own gradient in place, so memory
/// is one chunk.
/// </summary>
internal sealed unsafe class VocabularyStep(LanguageModel model, string head)
{
    // Floats of one chunk of logits: what a core's own cache holds several of its rows of.
    private const int ChunkSize = 1 << 20;

    private readonly long _head = model.Parameters.PlaceOf(head);

    /// <summary>
    /// The summed loss of the targets that count, in nats. Writes the gradient of (loss / tokens) with respect to all states; the head's
    /// takes its place or is added, as the pass says.
    /// </summary>
    public double Run(VocabularyPass pass, float* states, float* gradient, ScoredPlaces share, LossTerms terms, double tokens)
    {
        (int width, int vocabulary) = (model.Width, model.VocabularySize);
        (int, long) mark = pass.Memory.Mark();
        int step = Math.Max(16, ChunkSize / vocabulary);
        int count = share.Places.Length;
        bool isCompact = count == share.Positions;
        float* logits = pass.Memory.Take((long)Math.Min(step, Math.Max(count, 1)) * vocabulary);
        float* chunk = isCompact ? null : pass.Memory.Take((long)step * width);
        float* slope = isCompact ? null : pass.Memory.Take((long)step * width);
        if (!isCompact)
        {
            new Span<float>(gradient, share.Positions * width).Clear();
        }

        double sum = 0;
        bool adds = pass.Adds;
        if (count == 0 && !adds)
        {
            new Span<float>(pass.Gradients + _head, vocabulary * width).Clear();
        }

        for (int start = 0; start < count; start += step, adds = true)
        {
            int rows = Math.Min(step, count - start);
            float* from = isCompact ? states + ((long)start * width) : Gather(states, chunk, share.Places.AsSpan(start, rows), width);
            float* to = isCompact ? gradient + ((long)start * width) : slope;
            Matrix weights = new(pass.Values + _head, width);
            Blas.Multiply(new(from, width), weights.Transposed, new(logits, vocabulary), rows, width, vocabulary, scale: (float)model.HeadScale);
            sum += Loss(logits, share.TargetIds.AsSpan(start, rows), vocabulary, terms, (float)(model.HeadScale / tokens));
            Blas.Multiply(new(logits, vocabulary, isTransposed: true), new(from, width), new(pass.Gradients + _head, width), vocabulary, rows, width, adds ? 1 : 0);
            Blas.Multiply(new(logits, vocabulary), weights, new(to, width), rows, vocabulary, width);
            if (!isCompact)
            {
                Scatter(slope, gradient, share.Places.AsSpan(start, rows), width);
            }
        }

        pass.Memory.Release(mark);
        return sum;
    }

    private static double Loss(float* logits, Span<long> targets, int vocabulary, LossTerms terms, float scale)
    {
        double[] losses = new double[targets.Length];
        fixed (long* ids = targets)
        fixed (double* sums = losses)
        {
            VocabularyKernel.LossAndSlopeRows(logits, ids, sums, 0, targets.Length, vocabulary, terms, scale);
        }

        return losses.Sum();
    }

    private static float* Gather(float* from, float* to, ReadOnlySpan<int> places, int width)
    {
        for (int i = 0; i < places.Length; i++)
        {
            new Span<float>(from + ((long)places[i] * width), width).CopyTo(new Span<float>(to + ((long)i * width), width));
        }

        return to;
    }

    private static void Scatter(float* from, float* to, ReadOnlySpan<int> places, int width)
    {
        for (int i = 0; i < places.Length; i++)
        {
            new Span<float>(from + ((long)i * width), width).CopyTo(new Span<float>(to + ((long)places[i] * width), width));
        }
    }
}

/// <summary>What one worker's pass gives the head: memory, the buffers of weights and gradients, and whether gradients are added.</summary>
internal readonly unsafe struct VocabularyPass(Workspace memory, float* values, float* gradients, bool adds)
{
    public readonly Workspace Memory = memory;
    public readonly float* Values = values;
    public readonly float* Gradients = gradients;
    public readonly bool Adds = adds;
}
