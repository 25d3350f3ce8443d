namespace Headwater.Models;

/// <summary>
/// softmax(q · k / √width) · v of one document after another, each query over the keys up to its own place, or to the end of its document's prefix where that is later. Scores of one head of a document stay in the cache;
/// those behind a query are never computed but in blocks that the diagonal crosses. Heads of queries that share keys and values add up their gradients.
/// </summary>
internal unsafe struct GroupedAttention
{
    // Queries that one product takes. The keys behind its last query are left out.
    private const int Block = 64;

    /// <summary>(places, heads · width).</summary>
    public required HeadStates Query { get; init; }

    /// <summary>(places, heads of keys · width).</summary>
    public required HeadStates Key { get; init; }

    public required HeadStates Value { get; init; }

    /// <summary>Numbers from a head of queries, keys or values to the next; a head's width where they lie side by side.</summary>
    public required int Pitch { get; init; }

    /// <summary>(rows, heads, length, length), kept for the gradient; what is behind a query is undefined.</summary>
    public required float* Weights { get; init; }

    public DropoutSite Dropout { get; init; }

    /// <summary>Writes the context, (places, heads · width).</summary>
    public readonly void Forward(DecoderContext pass, HeadStates context)
    {
        (int width, int group) = (pass.Config.HeadDim, pass.Config.NumAttentionHeads / pass.Config.NumKeyValueHeads);
        float scale = 1 / MathF.Sqrt(width);
        (int, long) mark = pass.Memory.Mark();
        float* dropped = Dropout.IsNone ? null : pass.Memory.Take((long)Block * pass.Length);
        foreach (Range part in Parts(pass))
        {
            for (int head = 0; head < pass.Config.NumAttentionHeads; head++)
            {
                Matrix weights = new(Plane(pass, part.Row, head) + ((long)part.Query * pass.Length) + part.Begin, pass.Length);
                Matrix keys = At(Key, pass, part.Row, part.Begin, head / group, Pitch);
                Blas.Multiply(At(Query, pass, part.Row, part.Query, head, Pitch), keys.Transposed, weights, part.Count, width, part.Keys, scale: scale);
                Normalise(weights, part);
                Matrix used = Dropped(pass, weights, dropped, part, head);
                Blas.Multiply(used, At(Value, pass, part.Row, part.Begin, head / group, Pitch), At(context, pass, part.Row, part.Query, head, width), part.Count, part.Keys, width);
            }
        }

        pass.Memory.Release(mark);
    }

    /// <summary>Writes the gradient of queries, and adds those of keys and values, which begin at 0; all lie as what they are of.</summary>
    public readonly void Backward(DecoderContext pass, HeadStates slope, HeadStates query, HeadStates key, HeadStates value)
    {
        (int width, int group) = (pass.Config.HeadDim, pass.Config.NumAttentionHeads / pass.Config.NumKeyValueHeads);
        float scale = 1 / MathF.Sqrt(width);
        (int, long) mark = pass.Memory.Mark();
        float* dropped = Dropout.IsNone ? null : pass.Memory.Take((long)Block * pass.Length);
        float* scores = pass.Memory.Take((long)Block * pass.Length);
        foreach (Range part in Parts(pass))
        {
            for (int head = 0; head < pass.Config.NumAttentionHeads; head++)
            {
                Matrix weights = new(Plane(pass, part.Row, head) + ((long)part.Query * pass.Length) + part.Begin, pass.Length);
                Matrix output = At(slope, pass, part.Row, part.Query, head, width);
                Matrix used = Dropped(pass, weights, dropped, part, head);
                Blas.Multiply(used.Transposed, output, At(value, pass, part.Row, part.Begin, head / group, Pitch), part.Keys, part.Count, width, keep: 1);
                Matrix gradient = new(scores, part.Keys);
                Blas.Multiply(output, At(Value, pass, part.Row, part.Begin, head / group, Pitch).Transposed, gradient, part.Count, width, part.Keys);
                ScoreGradient(pass, weights, gradient, part, head);
                Blas.Multiply(gradient, At(Key, pass, part.Row, part.Begin, head / group, Pitch), At(query, pass, part.Row, part.Query, head, Pitch), part.Count, part.Keys, width, scale: scale);
                Blas.Multiply(gradient.Transposed, At(Query, pass, part.Row, part.Query, head, Pitch), At(key, pass, part.Row, part.Begin, head / group, Pitch), part.Keys, part.Count, width, keep: 1, scale: scale);
            }
        }

        pass.Memory.Release(mark);
    }

    // Row by row, over the keys that a query sees; 0 behind them.
    private static void Normalise(Matrix weights, Range part)
    {
        for (int i = 0; i < part.Count; i++)
        {
            float* row = weights.Data + ((long)i * weights.Stride);
            int seen = Math.Max(part.Query + i - part.Begin + 1, part.Prefix);
            SoftmaxKernel.ForwardRows(row, null, null, 1, seen);
            new Span<float>(row + seen, part.Keys - seen).Clear();
        }
    }

    private readonly void ScoreGradient(DecoderContext pass, Matrix weights, Matrix gradient, Range part, int head)
    {
        for (int i = 0; i < part.Count; i++)
        {
            float* row = gradient.Data + ((long)i * gradient.Stride);
            if (!Dropout.IsNone)
            {
                SoftmaxKernel.DropRange(row, row, part.Keys, Place(pass, part, head, i), Dropout);
            }

            SoftmaxKernel.BackwardRows(weights.Data + ((long)i * weights.Stride), row, null, 1, part.Keys);      // weights behind the query are 0
        }
    }

    private readonly Matrix Dropped(DecoderContext pass, Matrix weights, float* dropped, Range part, int head)
    {
        if (Dropout.IsNone)
        {
            return weights;
        }

        for (int i = 0; i < part.Count; i++)
        {
            SoftmaxKernel.DropRange(weights.Data + ((long)i * weights.Stride), dropped + ((long)i * part.Keys), part.Keys, Place(pass, part, head, i), Dropout);
        }

        return new(dropped, part.Keys);
    }

    // Where a weight would lie in (batch rows, heads, length, length).
    private static uint Place(DecoderContext pass, Range part, int head, int query) =>
        (uint)(((((((long)pass.FirstRow + part.Row) * pass.Config.NumAttentionHeads) + head) * pass.Length) + part.Query + query) * pass.Length) + (uint)part.Begin;

    private readonly float* Plane(DecoderContext pass, int row, int head) => Weights + ((((long)row * pass.Config.NumAttentionHeads) + head) * pass.Length * pass.Length);

    private static Matrix At(HeadStates states, DecoderContext pass, int row, int place, int head, int pitch) =>
        new(states.Data + ((((long)row * pass.Length) + place) * states.Stride) + (head * pitch), states.Stride);

    // Blocks of queries of each document: a row's places, and those of its document's first key.
    private static List<Range> Parts(DecoderContext pass)
    {
        List<Range> parts = [];
        for (int row = 0; row < pass.Rows; row++)
        {
            for (int query = 0; query < pass.Length;)
            {
                int begin = query - pass.Positions[(row * pass.Length) + query];
                int end = query + 1;
                while (end < pass.Length && end - query < Block && pass.Positions[(row * pass.Length) + end] > 0)
                {
                    end++;
                }

                parts.Add(new Range(row, begin, query, end - query, pass.Prefixes.Length == 0 ? 0 : pass.Prefixes[(row * pass.Length) + query]));
                query = end;
            }
        }

        return parts;
    }

    /// <summary>Queries of a row, where their document begins, and how long its prefix is.</summary>
    private readonly record struct Range(int Row, int Begin, int Query, int Count, int Prefix)
    {
        /// <summary>Keys that the last of the queries sees.</summary>
        public int Keys => Math.Max(Query + Count - Begin, Prefix);
    }
}
