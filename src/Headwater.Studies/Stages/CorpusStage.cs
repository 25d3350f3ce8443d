using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Tokenises one corpus into a shard.</summary>
internal static class CorpusStage
{
    public static CorpusResult Run(JobContext context, CorpusSettings settings)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RunMeter.Stretch tokenizing = context.Meter.Spend(WorkKind.Tokenizing);
        string folder = context.Folder.CorpusFolder(context.Job.Id);
        Corpus raw = StudyData.OpenRaw(settings.Corpus);          // the shard asks for its hash too: it is read for that once
        if (settings.Corpus.Path is not null && raw.Fingerprint != settings.Corpus.Fingerprint)
            throw new InvalidDataException($"{settings.Corpus.Path} changed since the study was planned. Run the study again.");

        Corpus corpus = StudyData.Clean(raw, settings.Corpus);
        long words = 0;
        CorpusTally tally = new();
        ShardOptions options = new() { Tally = tally };
        TokenShardWriter.Write(folder, corpus.Observe(document => words += Fertility.CountWords(document.AsSpan())), context.Store.OpenTokenizer(settings.Tokenizer), options, context.Token);
        using TokenShard shard = TokenShard.Open(folder);
        return new CorpusResult
        {
            Documents = shard.DocumentCount, Tokens = shard.TokenCount, Words = words, Bytes = tally.Bytes, Language = settings.Corpus.Language,
            Records = tally.Records, Broken = tally.Broken, Removed = Removed(settings.Corpus, tally),
            Warnings = Warnings(tally), Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    // A search that found nothing is told too.
    private static ImmutableSortedDictionary<string, long> Removed(TextSource corpus, CorpusTally tally) =>
        corpus.TestSets.IsEmpty || tally.Removed.ContainsKey(CorpusResult.TestSet) ? tally.Removed : tally.Removed.Add(CorpusResult.TestSet, 0);

    private static ImmutableArray<string> Warnings(CorpusTally tally)
    {
        string removed = string.Join(", ", tally.Removed.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Value} ({CorpusResult.Reason(reason.Key)})")));
        return
        [
            .. removed.Length == 0 ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"of {tally.Records} documents were left out: {removed}.")],
            .. tally.Broken == 0 ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"{tally.Broken} of {tally.Records} records are broken and were left out; the first: {string.Join(' ', tally.BrokenSamples)}")],
        ];
    }
}
