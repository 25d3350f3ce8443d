namespace Headwater.Studies;

/// <summary>What outputs on a test set look like: a low BLEU is mostly outputs that run on, repeat themselves or stay empty. Shares are 0–1.</summary>
public sealed record OutputCounts
{
    public required int Outputs { get; init; }

    /// <summary>Words of the outputs over words of the references, white space between.</summary>
    public required double LengthRatio { get; init; }

    /// <summary>Share of outputs that reached the longest length allowed without an end.</summary>
    public required double CutShare { get; init; }

    public required double EmptyShare { get; init; }

    /// <summary>Share of outputs with one to four words three times or more in a row.</summary>
    public required double RepeatingShare { get; init; }

    /// <param name="outputs">Decoded text.</param>
    /// <param name="lengths">Tokens of each output, its end mark left out.</param>
    /// <param name="limit">The longest output allowed, in tokens.</param>
    /// <param name="references">References.</param>
    internal static OutputCounts Of(IReadOnlyList<string> outputs, IEnumerable<int> lengths, int limit, IEnumerable<string> references) => new()
    {
        Outputs = outputs.Count,
        LengthRatio = (double)outputs.Sum(output => Words(output).Length) / Math.Max(1, references.Sum(reference => Words(reference).Length)),
        CutShare = Share(outputs.Count, lengths.Count(length => length >= limit)),
        EmptyShare = Share(outputs.Count, outputs.Count(string.IsNullOrWhiteSpace)),
        RepeatingShare = Share(outputs.Count, outputs.Count(output => Repeats(Words(output)))),
    };

    private static double Share(int all, int some) => all == 0 ? 0 : (double)some / all;

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    internal static bool Repeats(string[] words)
    {
        const int longest = 4;
        const int times = 3;
        for (int length = 1; length <= longest; length++)
        {
            int run = 0;                                    // words in a row that equal the one a phrase before
            for (int i = length; i < words.Length; i++)
            {
                run = words[i] == words[i - length] ? run + 1 : 0;
                if (run >= (times - 1) * length)
                    return true;
            }
        }

        return false;
    }
}
