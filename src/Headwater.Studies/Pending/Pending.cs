using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

// Stand-ins with the agreed signatures, until the phrasebook and the trainer are merged.
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

internal sealed class PretrainingStage(JobContext context, PretrainingSettings settings)
{
    public RunResult Run() => throw new NotSupportedException($"{context} {settings}");
}

internal sealed class FinetuningStage(JobContext context, FinetuningSettings settings)
{
    public RunResult Run() => throw new NotSupportedException($"{context} {settings}");
}
