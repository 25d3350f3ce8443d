using System.Globalization;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Benchmarks;

/// <summary>A model and its batches as the peers in bench/peers train it, and the work that one step is.</summary>
internal sealed record TrainingShape(int Width, int Layers, int FeedForward, int Vocabulary, int Batch, int Source, int Target)
{
    /// <summary>Seven numbers: width, layers of each side, feed-forward, vocabulary, batch, source, target.</summary>
    public static TrainingShape Parse(IReadOnlyList<string> numbers)
    {
        int[] n = [.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return new TrainingShape(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    }

    public int Heads => Width < 256 ? 4 : Width / 64;

    public T5Config Config => new()
    {
        VocabSize = Vocabulary,
        DModel = Width,
        DKv = Width / Heads,
        DFf = FeedForward,
        NumLayers = Layers,
        NumDecoderLayers = Layers,
        NumHeads = Heads,
        DropoutRate = 0,
    };

    /// <summary>
    /// Floating-point operations of one step: 6 for each weight and token that it meets, and 12 · queries · keys · inner width for each attention.
    /// Keys and values of cross-attention meet the source; embeddings are looked up and the update is not counted.
    /// </summary>
    public double StepOperations
    {
        get
        {
            double square = (double)Width * Width;
            double feedForward = 3.0 * Width * FeedForward;
            double source = Layers * ((4 * square) + feedForward + (2 * square));
            double target = (Layers * ((6 * square) + feedForward)) + ((double)Vocabulary * Width);
            double attention = Layers * 12.0 * Width * (((double)Source * Source) + ((double)Target * Target) + ((double)Source * Target));
            return Batch * ((6 * ((source * Source) + (target * Target))) + attention);
        }
    }

    /// <summary>The batch of a step: full rows of random tokens.</summary>
    public TokenBatch BatchOf(long step)
    {
        Random random = new((int)step);
        return new TokenBatch
        {
            Rows = Batch,
            InputLength = Source,
            TargetLength = Target,
            Inputs = Tokens(random, Batch * Source),
            Targets = Tokens(random, Batch * Target),
            TargetTokens = Batch * Target,
            RawTokens = Batch * (Source + Target),
        };
    }

    private int[] Tokens(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(3, Vocabulary))];
}
