using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// The losses of several targets behind one prompt, which a decoder-only model reads once. The targets stand behind the prompt in one row; each has positions from the prompt's end on, and sees the prompt and itself. The numbers are those of
/// rows of their own to rounding.
/// </summary>
internal static class SharedPrompt
{
    private const int BatchTokens = 8192;

    /// <summary>For each row of a prompt with its targets, told the loss of each target.</summary>
    public static void Losses(DecoderModel model, SharedRow[] rows, Action<SharedRow, int, ExampleLoss> report, CancellationToken cancellationToken)
    {
        foreach (int[] places in LengthBatches.Of(rows.Length, i => LengthOf(rows[i]), _ => 0, BatchTokens, int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            ReadOnlySpan<float> tokens = VocabularyLoss.Of(model, model.Hidden(Batch(model, [.. places.Select(place => rows[place])]), DropoutPlan.None));
            foreach (int place in places)
            {
                for (int k = 0; k < rows[place].Targets.Length; k++)
                {
                    int count = rows[place].Targets[k].Length;
                    report(rows[place], k, SharedInput.Sum(tokens[..count]));
                    tokens = tokens[count..];
                }
            }
        }
    }

    // The last token of a target is predicted and not read.
    private static int LengthOf(SharedRow row) => row.Input.Length + row.Targets.Sum(target => target.Length - 1);

    private static DecoderBatch Batch(DecoderModel model, SharedRow[] rows)
    {
        int length = rows.Max(LengthOf);
        int[] ids = new int[rows.Length * length];
        int[] positions = new int[ids.Length];
        float[] mask = new float[(long)ids.Length * length];
        Array.Fill(mask, ModelBatch.Masked);
        List<int> places = [];
        List<long> targets = [];
        for (int i = 0; i < rows.Length; i++)
        {
            DecoderBatch.CheckLength(rows[i].Input.Length + rows[i].Targets.Max(target => target.Length) - 1, model.Config);
            int prompt = rows[i].Input.Length;
            int row = i * length;
            rows[i].Input.CopyTo(ids, row);
            for (int place = 0; place < prompt; place++)
            {
                positions[row + place] = place;
                See(row + place, 0, model.Config.PrefixAttention ? prompt : place + 1);
            }

            int next = prompt;
            foreach (int[] target in rows[i].Targets)
            {
                places.Add(row + prompt - 1);
                for (int k = 0; k < target.Length - 1; k++)
                {
                    (ids[row + next + k], positions[row + next + k]) = (target[k], prompt + k);
                    places.Add(row + next + k);
                    See(row + next + k, 0, prompt);
                    See(row + next + k, next, k + 1);
                }

                targets.AddRange(target.Select(id => (long)id));
                next += target.Length - 1;
            }

            for (; next < length; next++)
            {
                See(row + next, 0, 1);              // what fills a row up reads something, and nobody reads it
            }
        }

        Device device = model.Parameters.Device;
        ModelBatch.CheckIds(ids, model.Config.VocabSize);
        return new DecoderBatch
        {
            Rows = rows.Length, Ids = from_array(ids, device), Rotation = Rotation.Of(model.Rotary, positions, rows.Length, device),
            Mask = from_array(mask, device).view(rows.Length, 1, length, length), Places = from_array(places.ToArray(), device), TargetIds = from_array(targets.ToArray(), device),
        };

        void See(int query, int key, int count) => mask.AsSpan((query * length) + key, count).Clear();
    }
}
