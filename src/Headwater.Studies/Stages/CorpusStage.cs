using System.Diagnostics;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Tokenises one corpus into a shard.</summary>
internal static class CorpusStage
{
    public static CorpusResult Run(JobContext context, CorpusSettings settings)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string folder = context.Folder.CorpusFolder(context.Job.Id);
        Corpus corpus = StudyData.Open(settings.Corpus);
        if (settings.Corpus.Path is not null && corpus.Fingerprint != settings.Corpus.Fingerprint)
            throw new InvalidDataException($"{settings.Corpus.Path} changed since the study was planned. Run the study again.");

        TokenShardWriter.Write(folder, corpus, context.Store.OpenTokenizer(settings.Tokenizer), progress: null, context.Token);
        using TokenShard shard = TokenShard.Open(folder);
        return new CorpusResult { Documents = shard.DocumentCount, Tokens = shard.TokenCount, Seconds = clock.Elapsed.TotalSeconds };
    }
}
