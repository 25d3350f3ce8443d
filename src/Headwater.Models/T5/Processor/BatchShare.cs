using Headwater.Data;

namespace Headwater.Models;

/// <summary>Some rows of a batch, as a pass over them needs them.</summary>
internal sealed class BatchShare
{
    /// <summary>Where the rows begin in the batch.</summary>
    public required int FirstRow { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows of the whole batch.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Rows × input length.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>
    /// What padding adds to the scores of a key, rows × input length, or with segments rows × input length × input length; null where nothing is padded.
    /// </summary>
    public required float[]? InputMask { get; init; }

    /// <summary>As <see cref="InputMask"/>, for the decoder's queries.</summary>
    public required float[]? CrossMask { get; init; }

    /// <summary>Rows × target length × target length; null without segments: later positions are masked by the bias.</summary>
    public required float[]? TargetMask { get; init; }

    /// <summary>The targets, one to the right, after the start id.</summary>
    public required int[] DecoderIds { get; init; }

    /// <summary>Places of the targets that count.</summary>
    public required int[] Places { get; init; }

    /// <summary>The targets that count.</summary>
    public required long[] TargetIds { get; init; }

    public static BatchShare Of(TokenBatch batch, int first, int end)
    {
        int[] inputs = batch.Inputs[(first * batch.InputLength)..(end * batch.InputLength)];
        int[] targets = batch.Targets[(first * batch.TargetLength)..(end * batch.TargetLength)];
        int[] places = [.. Enumerable.Range(0, targets.Length).Where(i => targets[i] != TextTokenizer.Pad)];
        int[] decoder = new int[targets.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            decoder[i] = ModelBatch.Begins(batch, (first * batch.TargetLength) + i) ? TextTokenizer.Pad : targets[i - 1];
        }

        int[]? inputSegments = batch.InputSegments?[(first * batch.InputLength)..(end * batch.InputLength)];
        int[]? targetSegments = batch.TargetSegments?[(first * batch.TargetLength)..(end * batch.TargetLength)];
        float[]? inputMask = inputSegments is not null ? SegmentMasks.Between(inputSegments, inputSegments, end - first)
            : inputs.Contains(TextTokenizer.Pad) ? Array.ConvertAll(inputs, id => id == TextTokenizer.Pad ? ModelBatch.Masked : 0) : null;

        return new BatchShare
        {
            FirstRow = first,
            Rows = end - first,
            BatchRows = batch.Rows,
            Inputs = inputs,
            InputMask = inputMask,
            CrossMask = inputSegments is null || targetSegments is null ? inputMask : SegmentMasks.Between(targetSegments, inputSegments, end - first),
            TargetMask = targetSegments is null ? null : SegmentMasks.Between(targetSegments, targetSegments, end - first),
            DecoderIds = decoder,
            Places = places,
            TargetIds = Array.ConvertAll(places, place => (long)targets[place]),
        };
    }
}
