using System.Text;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The lengths of a task's training pairs: counted by a tokenizer, or, before there is one, from their bytes.</summary>
internal static class SampleLengths
{
    /// <summary>Pairs that are looked at.</summary>
    public const int MostPairs = 1000;

    // Byte pairs trained on the study's own text; a vocabulary of some thousand ids gives about three bytes a token, and each doubling some tenths more.
    private const double BytesPerTokenAt4096 = 3.0;
    private const double BytesPerDoubling = 0.35;
    private const double LeastBytesPerToken = 1.0;

    /// <summary>Bytes of text a token, assumed for a tokenizer that is not trained yet.</summary>
    public static double BytesPerToken(int vocabulary) => Math.Max(LeastBytesPerToken, BytesPerTokenAt4096 + BytesPerDoubling * Math.Log2(vocabulary / 4096.0));

    /// <summary>The pairs that stand for all: evenly from the whole set.</summary>
    public static IReadOnlyList<TextPair> Of(IReadOnlyList<TextPair> pairs)
    {
        int count = Math.Min(MostPairs, pairs.Count);
        return [.. Enumerable.Range(0, count).Select(place => pairs[(int)((long)place * pairs.Count / count)])];
    }

    public static PairLengths Assumed(IReadOnlyList<TextPair> sample, TaskSettings task, double bytesPerToken) => PairLengths.Of(
        [.. sample.Select(pair => (
            Math.Min(task.MaxSource, Encoding.UTF8.GetByteCount(task.Prefix + pair.Source) / bytesPerToken + 1),
            Math.Min(task.MaxTarget, Encoding.UTF8.GetByteCount(pair.Target) / bytesPerToken + 1)))]);

    public static PairLengths Counted(IReadOnlyList<TextPair> sample, TaskSettings task, TextTokenizer tokenizer) => Of(PairEncoder.Encode(sample, tokenizer, task.Encoding()));

    public static PairLengths Of(EncodedPairs pairs) => PairLengths.Of([.. pairs.Pairs.Select(pair => ((double)pair.Input.Length, (double)pair.Target.Length))]);
}
