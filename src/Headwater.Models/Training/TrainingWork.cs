using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// The useful work of a training step in FLOPs, padding left out. A multiply-add is two, and a backward pass does a forward pass's twice again:
///   6 (N_enc S + N_dec T + N_kv S + V·d T) + 12 Σ (queries · keys) · inner width,
/// with S source and T target tokens, N the weights that each of them meets (those of keys and values of cross-attention meet source tokens), and the sum
/// over the attentions of all layers. Decoders are counted as if every position saw all others, as is usual.
/// </summary>
public static class TrainingWork
{
    /// <summary>FLOPs of forward, backward and the products of attention over one batch.</summary>
    public static double Flops(T5Config config, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(batch);
        double sources = 0, targets = 0, own = 0, cross = 0, decoder = 0;
        foreach ((int source, int target) in Lengths(batch))
        {
            sources += source;
            targets += target;
            own += (double)source * source;
            cross += (double)source * target;
            decoder += (double)target * target;
        }

        double projection = (double)config.DModel * config.InnerWidth;
        double feedForward = (config.IsGated ? 3.0 : 2.0) * config.DModel * config.DFf;
        double weights = (sources * ((config.NumLayers * ((4 * projection) + feedForward)) + (config.NumDecoderLayers * 2 * projection)))
            + (targets * ((config.NumDecoderLayers * ((6 * projection) + feedForward)) + ((double)config.DModel * config.VocabSize)));
        double scores = (config.NumLayers * own) + (config.NumDecoderLayers * (cross + decoder));
        return (6 * weights) + (12 * scores * config.InnerWidth);
    }

    /// <summary>
    /// As <see cref="Flops(T5Config, TokenBatch)"/>, for a decoder-only model:  6 N T + 12 · layers · Σ length² · query width, with T tokens in documents of some
    /// lengths, and N the weights that each token meets, the output head with them.
    /// </summary>
    public static double Flops(DecoderConfig config, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(batch);
        double tokens = 0, squares = 0;
        foreach (int length in Documents.Lengths(batch))
        {
            tokens += length;
            squares += (double)length * length;
        }

        return (6 * config.WeightsPerToken * tokens) + (12 * config.NumHiddenLayers * squares * config.QueryWidth);
    }

    // Source and target tokens of each example.
    private static IEnumerable<(int Source, int Target)> Lengths(TokenBatch batch)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            ArraySegment<int> inputs = new(batch.Inputs, row * batch.InputLength, batch.InputLength);
            ArraySegment<int> targets = new(batch.Targets, row * batch.TargetLength, batch.TargetLength);
            if (batch is not { InputSegments: { } inputSegments, TargetSegments: { } targetSegments })
            {
                yield return (inputs.Count(IsToken), targets.Count(IsToken));
                continue;
            }

            ArraySegment<int> places = new(inputSegments, row * batch.InputLength, batch.InputLength);
            ArraySegment<int> targetPlaces = new(targetSegments, row * batch.TargetLength, batch.TargetLength);
            for (int segment = 1; segment <= places.Max(); segment++)
            {
                yield return (places.Count(place => place == segment), targetPlaces.Count(place => place == segment));
            }
        }
    }

    private static bool IsToken(int id) => id != TextTokenizer.Pad;
}
