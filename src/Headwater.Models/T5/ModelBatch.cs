using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>A <see cref="TokenBatch"/> as tensors. Padding is absent where there is none, so full batches pay nothing for it.</summary>
internal sealed class ModelBatch
{
    /// <summary>A score so low that its weight is exactly 0.</summary>
    public const float Masked = -1e9f;

    public required int Rows { get; init; }

    public required int InputLength { get; init; }

    public required int TargetLength { get; init; }

    /// <summary>(rows · input length).</summary>
    public required Tensor InputIds { get; init; }

    /// <summary>(rows, 1, 1, input length), or with segments (rows, 1, input length, input length), added to scores; null when no input is padded.</summary>
    public required Tensor? InputMask { get; init; }

    /// <summary>As <see cref="InputMask"/>, for the decoder's queries.</summary>
    public required Tensor? CrossMask { get; init; }

    /// <summary>(rows, 1, target length, target length); null without segments: later positions are masked by the bias.</summary>
    public required Tensor? TargetMask { get; init; }

    /// <summary>The targets, one to the right, after the start id: (rows · target length).</summary>
    public required Tensor DecoderIds { get; init; }

    /// <summary>Places of the targets that count among all; null when all do.</summary>
    public required Tensor? Places { get; init; }

    /// <summary>The targets that count.</summary>
    public required Tensor TargetIds { get; init; }

    public required int TargetTokens { get; init; }

    public static ModelBatch Of(TokenBatch batch, T5Model model)
    {
        Device device = model.Parameters.Device;
        Check(batch, model);
        int[] decoder = new int[batch.Targets.Length];
        List<long> places = new(batch.Targets.Length);
        List<long> targets = new(batch.Targets.Length);
        for (int i = 0; i < batch.Targets.Length; i++)
        {
            decoder[i] = Begins(batch, i) ? TextTokenizer.Pad : batch.Targets[i - 1];
            if (batch.Targets[i] != TextTokenizer.Pad)
            {
                places.Add(i);
                targets.Add(batch.Targets[i]);
            }
        }

        Tensor? inputMask = batch.InputSegments is { } own
            ? SegmentMasks.Of(own, own, batch.Rows, device)
            : Mask(batch.Inputs, batch.Rows, batch.InputLength, device);
        return new ModelBatch
        {
            Rows = batch.Rows,
            InputLength = batch.InputLength,
            TargetLength = batch.TargetLength,
            InputIds = from_array(batch.Inputs, device),
            InputMask = inputMask,
            CrossMask = batch is { InputSegments: { } inputs, TargetSegments: { } outputs } ? SegmentMasks.Of(outputs, inputs, batch.Rows, device) : inputMask,
            TargetMask = batch.TargetSegments is { } segments ? SegmentMasks.Of(segments, segments, batch.Rows, device) : null,
            DecoderIds = from_array(decoder, device),
            Places = places.Count == batch.Targets.Length ? null : from_array(places.ToArray(), device),
            TargetIds = from_array(targets.ToArray(), device),
            TargetTokens = targets.Count,
        };
    }

    /// <summary>Refuses a batch that the model cannot read or learn from.</summary>
    public static void Check(TokenBatch batch, T5Model model)
    {
        if (batch.IsCausal)
        {
            throw new ArgumentException("The batch is causal; T5 reads inputs and targets apart.", nameof(batch));
        }

        CheckIds(batch.Inputs, model.Config.VocabSize);
        CheckIds(batch.Targets, model.Config.VocabSize);
        if (Array.TrueForAll(batch.Targets, id => id == TextTokenizer.Pad))
        {
            throw new ArgumentException("The batch has no target token that is not padding.", nameof(batch));
        }
    }

    /// <summary>What padding adds to the scores of a key; null where nothing is padded.</summary>
    public static Tensor? Mask(int[] ids, int rows, int length, Device device)
    {
        if (!ids.Contains(TextTokenizer.Pad))
        {
            return null;
        }

        float[] mask = Array.ConvertAll(ids, id => id == TextTokenizer.Pad ? Masked : 0);
        return from_array(mask, device).view(rows, 1, 1, length);
    }

    /// <summary>Whether an example's target begins at a place.</summary>
    public static bool Begins(TokenBatch batch, int place) =>
        place % batch.TargetLength == 0 || (batch.TargetSegments is { } segments && segments[place] != segments[place - 1]);

    /// <summary>Refuses ids that the model has no row for, but for one that stands for none. The kernels trust ids.</summary>
    public static void CheckIds(int[] ids, int vocabulary, int allowed = 0)
    {
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)vocabulary && id != allowed)
            {
                throw new ArgumentException(
                    $"The batch has token id {id}; the model's vocabulary has {vocabulary}. Use the tokenizer that the model was trained with.");
            }
        }
    }
}
