using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>A batch being decoded one position at a time, with the keys and values of every layer kept.</summary>
internal abstract class DecoderState : IDisposable
{
    /// <summary>Positions decoded.</summary>
    public int Position { get; protected set; }

    /// <summary>What stands before the first token of each row: T5's start mark, which is the padding id, or the last token of a text to continue.</summary>
    public int[] First { get; protected init; } = [];

    /// <summary>The ids that end a row.</summary>
    public ImmutableArray<int> Ends { get; protected init; } = [TextTokenizer.EndOfSequence];

    /// <summary>Encodes rows of inputs of like length, (rows · length), padded at their ends.</summary>
    public static DecoderState Begin(T5Model model, int[] inputs, int rows, int maxLength) => ProcessorGradient.Supports(model)
        ? new ProcessorDecoder(model, inputs, rows, maxLength)
        : new DecoderCache(model, inputs, rows, maxLength);

    /// <summary>Rows of inputs side by side, as <see cref="Begin"/> takes them.</summary>
    public static DecoderState Begin(LanguageModel model, IReadOnlyList<int[]> inputs, int[] rows, int maxLength)
    {
        if (model is DecoderModel decoder)
        {
            return new ContinuedText(decoder, [.. rows.Select(row => inputs[row])], maxLength);
        }

        int length = rows.Max(row => inputs[row].Length);
        int[] ids = new int[rows.Length * length];
        for (int i = 0; i < rows.Length; i++)
        {
            inputs[rows[i]].CopyTo(ids, i * length);
        }

        return Begin((T5Model)model, ids, rows.Length, maxLength);
    }

    /// <summary>Logits after each row's last token, row after row, valid until the next call; moves on by one position.</summary>
    public abstract ReadOnlySpan<float> Next(ReadOnlySpan<int> last);

    /// <summary>The likeliest token after each row's last one; moves on by one position.</summary>
    public virtual int[] NextLikeliest(int[] last)
    {
        ReadOnlySpan<float> logits = Next(last);
        int vocabulary = logits.Length / last.Length;
        int[] tokens = new int[last.Length];
        for (int row = 0; row < tokens.Length; row++)
        {
            tokens[row] = RankKernel.IndexOfMaximum(logits.Slice(row * vocabulary, vocabulary));
        }

        return tokens;
    }

    /// <summary>Goes on with these rows, in this order; one may stand several times.</summary>
    public abstract void Keep(IReadOnlyList<int> rows);

    public abstract void Dispose();
}
