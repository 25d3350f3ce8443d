using System.Text;

namespace Headwater.Data;

/// <summary>
/// A language model of bytes: the probability of a byte after the few before it, interpolated over all shorter contexts as Witten and Bell 1991 do
/// (doi:10.1109/18.87000, method C): P(w | h) = (c(h w) + T(h) P(w | h′)) / (c(h) + T(h)), with T(h) the number of different bytes seen after h, h′ the
/// context without its first byte, and 1/256 at the end. Every byte of every text has a probability, so texts in any script can be compared. Immutable.
/// </summary>
public sealed class ByteNgramModel
{
    /// <summary>The longest n-gram whose bytes fit into a key.</summary>
    public const int MaxOrder = 7;

    private const byte Boundary = (byte)'\n';   // stands before and after each passage

    private readonly NgramTable _contexts = new();
    private readonly NgramTable _ngrams = new();
    private readonly int _order;

    private ByteNgramModel(int order) => _order = order;

    /// <summary>Counts the n-grams of the passages, up to <paramref name="order"/> bytes long.</summary>
    public static ByteNgramModel Train(IEnumerable<string> passages, int order = 6)
    {
        ArgumentNullException.ThrowIfNull(passages);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
        ByteNgramModel model = new(order);
        foreach (string passage in passages) model.Count(Framed(passage));
        return model;
    }

    /// <summary>Bits per UTF-8 byte of the passages and their ends: their cross-entropy under the model. 8 where nothing was learnt.</summary>
    public double CrossEntropy(IEnumerable<string> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        double bits = 0;
        long count = 0;
        foreach (byte[] text in passages.Select(Framed))
        {
            for (int at = 1; at < text.Length; at++) bits -= Math.Log2(Probability(text, at));
            count += text.Length - 1;
        }

        return count > 0 ? bits / count : throw new ArgumentException("There is no text to measure; expected at least one passage.", nameof(passages));
    }

    private void Count(byte[] text)
    {
        for (int at = 1; at < text.Length; at++)
        {
            ulong context = 1;   // a leading 1 tells how many bytes follow it
            for (int length = 0; length < _order && length <= at; length++)
            {
                if (length > 0) context = Prepend(text[at - length], context, length - 1);
                ref NgramTable.Entry ngram = ref _ngrams.At(context << 8 | text[at]);
                bool isNew = ngram.Total++ == 0;
                ref NgramTable.Entry seen = ref _contexts.At(context);
                seen.Total++;
                if (isNew) seen.Followers++;
            }
        }
    }

    private double Probability(byte[] text, int at)
    {
        double probability = 1.0 / 256;
        ulong context = 1;
        for (int length = 0; length < _order && length <= at; length++)
        {
            if (length > 0) context = Prepend(text[at - length], context, length - 1);
            NgramTable.Entry seen = _contexts[context];
            if (seen.Total == 0) break;   // no longer context was seen either
            probability = (_ngrams[context << 8 | text[at]].Total + seen.Followers * probability) / (seen.Total + seen.Followers);
        }

        return probability;
    }

    // The context of length bytes with one more before them.
    private static ulong Prepend(byte first, ulong context, int length) => (0x100UL | first) << (8 * length) | (context & ((1UL << (8 * length)) - 1));

    private static byte[] Framed(string passage)
    {
        byte[] text = new byte[Encoding.UTF8.GetByteCount(passage) + 2];
        text[0] = text[^1] = Boundary;
        Encoding.UTF8.GetBytes(passage, text.AsSpan(1));
        return text;
    }
}
