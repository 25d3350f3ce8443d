namespace Headwater.Models;

/// <summary>Projected states of every head, side by side: head h begins at Data + h · width, row r at Data + r · Stride.</summary>
internal readonly unsafe struct HeadStates(float* data, int stride)
{
    public readonly float* Data = data;
    public readonly int Stride = stride;

    public HeadStates From(int column) => new(Data + column, Stride);

    public Matrix Of(int row, int head, int length, int width) => new(Data + ((long)row * length * Stride) + (head * width), Stride);
}

/// <summary>What is added to scores, (rows, keys), or (rows, queries, keys) where it depends on the query; the default adds nothing.</summary>
internal readonly unsafe struct ScoreMask(float* data, bool byQuery)
{
    public readonly bool ByQuery = byQuery;

    public float* Of(int row, int queries, int keys) => data is null ? null : data + ((long)row * keys * (ByQuery ? queries : 1));
}

/// <summary>
/// softmax(q · k + bias + mask) · v for each row and head, one after the other, so that one head's scores never leave the cache. Bias is (heads, queries, keys),
/// mask (rows, 1 or queries, keys); both may be absent.
/// </summary>
internal unsafe struct HeadAttention
{
    public required int Queries { get; init; }

    public required int Keys { get; init; }

    public required HeadStates Query { get; init; }

    public required HeadStates Key { get; init; }

    public required HeadStates Value { get; init; }

    /// <summary>(rows, heads, queries, keys), kept for the gradient.</summary>
    public required float* Weights { get; init; }

    public float* Bias { get; init; }

    public ScoreMask Mask { get; init; }

    public DropoutSite Dropout { get; init; }

    /// <summary>Writes the context, (rows · queries, heads · width).</summary>
    public readonly void Forward(PassContext pass, HeadStates context)
    {
        (int heads, int width, long size) = (pass.Config.NumHeads, pass.Config.DKv, (long)Queries * Keys);
        (int, long) mark = pass.Memory.Mark();
        float* dropped = Dropout.IsNone ? null : pass.Memory.Take(size);
        for (int row = 0; row < pass.Rows; row++)
        {
            for (int head = 0; head < heads; head++)
            {
                float* weights = Weights + ((((long)row * heads) + head) * size);
                Blas.Multiply(Query.Of(row, head, Queries, width), Key.Of(row, head, Keys, width).Transposed, new(weights, Keys), Queries, width, Keys);
                SoftmaxKernel.ForwardRows(weights, HeadBias(Bias, head), Mask.Of(row, Queries, Keys), Queries, Keys, Mask.ByQuery);
                Matrix used = new(Dropped(pass, weights, dropped, row, head), Keys);
                Blas.Multiply(used, Value.Of(row, head, Keys, width), context.Of(row, head, Queries, width), Queries, Keys, width);
            }
        }

        pass.Memory.Release(mark);
    }

    /// <summary>Writes the gradients of query, key and value, and adds that of the bias, where there is one.</summary>
    public readonly void Backward(PassContext pass, HeadStates slope, HeadStates query, HeadStates key, HeadStates value, float* bias)
    {
        (int heads, int width, long size) = (pass.Config.NumHeads, pass.Config.DKv, (long)Queries * Keys);
        (int, long) mark = pass.Memory.Mark();
        float* dropped = Dropout.IsNone ? null : pass.Memory.Take(size);
        float* scores = pass.Memory.Take(size);
        for (int row = 0; row < pass.Rows; row++)
        {
            for (int head = 0; head < heads; head++)
            {
                float* weights = Weights + ((((long)row * heads) + head) * size);
                Matrix output = slope.Of(row, head, Queries, width);
                Matrix used = new(Dropped(pass, weights, dropped, row, head), Keys);
                Blas.Multiply(used.Transposed, output, value.Of(row, head, Keys, width), Keys, Queries, width);
                Blas.Multiply(output, Value.Of(row, head, Keys, width).Transposed, new(scores, Keys), Queries, width, Keys);
                if (!Dropout.IsNone)
                {
                    SoftmaxKernel.DropRange(scores, scores, size, Place(pass, row, head), Dropout);
                }

                SoftmaxKernel.BackwardRows(weights, scores, HeadBias(bias, head), Queries, Keys);
                Blas.Multiply(new(scores, Keys), Key.Of(row, head, Keys, width), query.Of(row, head, Queries, width), Queries, Keys, width);
                Blas.Multiply(new(scores, Keys, isTransposed: true), Query.Of(row, head, Queries, width), key.Of(row, head, Keys, width), Keys, Queries, width);
            }
        }

        pass.Memory.Release(mark);
    }

    private readonly float* HeadBias(float* bias, int head) => bias is null ? null : bias + ((long)head * Queries * Keys);

    private readonly float* Dropped(PassContext pass, float* weights, float* dropped, int row, int head)
    {
        if (Dropout.IsNone)
        {
            return weights;
        }

        SoftmaxKernel.DropRange(weights, dropped, (long)Queries * Keys, Place(pass, row, head), Dropout);
        return dropped;
    }

    private readonly uint Place(PassContext pass, int row, int head) =>
        (uint)((((long)head * pass.BatchRows) + pass.FirstRow + row) * Queries * Keys);
}
