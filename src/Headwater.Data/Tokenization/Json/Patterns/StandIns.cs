using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Characters up to U+FFFF that stand for those beyond it while a pattern is searched, since .NET sees two halves there, which no property holds. A stand-in has the category of its
/// character, is alphabetic or not as that one is, and is not named in the pattern, so that the pattern cannot tell them apart.
/// </summary>
internal sealed class StandIns
{
    private const int Categories = 30;
    private const char FirstCandidate = '\u0100'; // \w has exceptions below

    private static readonly List<char>[] Candidates = BuildCandidates();

    private readonly char?[] _chosen;

    public StandIns(TranslatedPattern pattern)
    {
        _chosen = [.. Candidates.Select(candidates => Choose(candidates, pattern))];
        for (int category = 0; category < Categories && !pattern.TellsAlphabetic; category++)
        {
            _chosen[category] ??= _chosen[category + Categories];
            _chosen[category + Categories] ??= _chosen[category];
        }
    }

    /// <summary>A text with stand-ins; <paramref name="places"/> gets where each of its characters begins in the text, and the text's length.</summary>
    public string Replace(string text, List<int> places)
    {
        places.Clear();
        StringBuilder replaced = new(text.Length);
        for (int at = 0; at < text.Length;)
        {
            places.Add(at);
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            replaced.Append(rune.IsBmp ? text[at] : _chosen[Key(rune.Value)] ?? throw new InvalidDataException($"a pattern names all characters like U+{rune.Value:X}, which is not supported"));
            at += length;
        }

        places.Add(text.Length);
        return replaced.ToString();
    }

    private static char? Choose(List<char> candidates, TranslatedPattern pattern) => candidates.Where(c => !pattern.Mentioned.Holds(c)).Select(c => (char?)c).FirstOrDefault();

    private static int Key(int codePoint) => (int)CharUnicodeInfo.GetUnicodeCategory(codePoint) + (Alphabetic.IsOther(codePoint) ? Categories : 0);

    private static List<char>[] BuildCandidates()
    {
        List<char>[] candidates = [.. Enumerable.Range(0, 2 * Categories).Select(_ => new List<char>())];
        for (char c = FirstCandidate; c < '\uFFFE'; c++)
        {
            if (!char.IsSurrogate(c)) candidates[Key(c)].Add(c);
        }

        return candidates;
    }
}
