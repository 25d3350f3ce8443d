using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>A causal <see cref="TokenBatch"/> as tensors.</summary>
internal sealed class DecoderBatch
{
    public required int Rows { get; init; }

    /// <summary>(rows · length).</summary>
    public required Tensor Ids { get; init; }

    /// <summary>Turns of each place.</summary>
    public required Rotation Rotation { get; init; }

    /// <summary>What keeps a query from later keys and other documents, added to scores: (1 or rows, 1, length, length).</summary>
    public required Tensor Mask { get; init; }

    /// <summary>Places that are scored among all; null where all are.</summary>
    public required Tensor? Places { get; init; }

    /// <summary>The targets that are scored.</summary>
    public required Tensor TargetIds { get; init; }

    public static DecoderBatch Of(TokenBatch batch, DecoderModel model)
    {
        Device device = model.Parameters.Device;
        Check(batch, model.Config);
        int[] scored = [.. Enumerable.Range(0, batch.Targets.Length).Where(place => batch.Targets[place] != TokenBatch.Ignored)];
        return new DecoderBatch
        {
            Rows = batch.Rows,
            Ids = from_array(batch.Inputs, device),
            Rotation = batch.InputSegments is null
                ? Rotation.Of(model.Rotary, [.. Enumerable.Range(0, batch.InputLength)], 1, device)
                : Rotation.Of(model.Rotary, Documents.Positions(batch), batch.Rows, device),
            Mask = MaskOf(batch, device),
            Places = scored.Length == batch.Targets.Length ? null : from_array(scored, device),
            TargetIds = from_array(Array.ConvertAll(scored, place => (long)batch.Targets[place]), device),
        };
    }

    /// <summary>Refuses a batch that the model cannot read or learn from.</summary>
    public static void Check(TokenBatch batch, DecoderConfig config)
    {
        if (!batch.IsCausal || batch.InputLength != batch.TargetLength)
        {
            throw new ArgumentException("A decoder-only model reads causal batches: inputs, and as many targets, each the token after its place.", nameof(batch));
        }

        ModelBatch.CheckIds(batch.Inputs, config.VocabSize);
        ModelBatch.CheckIds(batch.Targets, config.VocabSize, TokenBatch.Ignored);
        if (Array.TrueForAll(batch.Targets, id => id == TokenBatch.Ignored))
        {
            throw new ArgumentException("The batch has no target token that is scored.", nameof(batch));
        }

        CheckLength(Documents.Positions(batch).Max() + 1, config);
    }

    /// <exception cref="ArgumentException">A sequence is longer than the model's positions.</exception>
    public static void CheckLength(int length, DecoderConfig config)
    {
        if (length > config.LongestSequence)
        {
            throw new ArgumentException(
                $"A sequence has {length} tokens; the model has positions for {config.LongestSequence}.\nhint: use shorter sequences, or a model with more positions.");
        }
    }

    private static Tensor MaskOf(TokenBatch batch, Device device)
    {
        int length = batch.InputLength;
        int rows = batch.InputSegments is null && batch.Prefixes is null ? 1 : batch.Rows;
        int[]? positions = batch.Prefixes is null ? null : Documents.Positions(batch);
        float[] mask = new float[(long)rows * length * length];
        for (int place = 0; place < rows * length; place++)
        {
            (int row, int query) = (place / length, place % length);
            for (int key = 0; key < length; key++)
            {
                bool isBefore = key <= query || (positions is not null && positions[(row * length) + key] < batch.Prefixes![place]);
                bool isSeen = isBefore && (batch.InputSegments is not { } segments || segments[place] == segments[(row * length) + key]);
                mask[((long)place * length) + key] = isSeen ? 0 : ModelBatch.Masked;
            }
        }

        return from_array(mask, device).view(rows, 1, length, length);
    }
}
