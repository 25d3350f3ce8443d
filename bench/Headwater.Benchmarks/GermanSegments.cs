using Headwater.Data;
using Headwater.Phrasebook;

namespace Headwater.Benchmarks;

/// <summary>Phrases of the phrasebook as references, and as hypotheses the same with a word left out of two in three.</summary>
internal static class GermanSegments
{
    public static (string[] Hypotheses, string[] References) Take(int count)
    {
        string[] references = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Test, seed: 1).Take(count)];
        return ([.. references.Select((text, index) => index % 3 == 0 ? text : DropWord(text, index))], references);
    }

    private static string DropWord(string text, int index)
    {
        string[] words = text.Split(' ');
        return string.Join(' ', words.Where((_, position) => position != index % words.Length));
    }
}
