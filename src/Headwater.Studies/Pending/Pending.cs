using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

// Stand-ins with the agreed signatures, until the phrasebook is merged.
internal static class Phrasebook
{
    public static ImmutableArray<string> Languages => ["en", "de", "fr"];
}

internal enum PhrasebookSplit
{
    Corpus,
    Train,
    Validation,
    Test,
}

internal static class PhrasebookSampler
{
    public static IEnumerable<string> Phrases(string language, PhrasebookSplit split, ulong seed) => throw new NotSupportedException($"{language} {split} {seed}");

    public static IEnumerable<TextPair> Pairs(string source, string target, PhrasebookSplit split, ulong seed, int count) => throw new NotSupportedException($"{source} {target} {split} {seed} {count}");
}
