using System.Diagnostics;
using System.Text;
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

        long words = 0, bytes = 0;
        TokenShardWriter.Write(folder, corpus.Observe(Count), context.Store.OpenTokenizer(settings.Tokenizer), progress: null, context.Token);
        using TokenShard shard = TokenShard.Open(folder);
        return new CorpusResult
        {
            Documents = shard.DocumentCount, Tokens = shard.TokenCount, Words = words, Bytes = bytes, Language = settings.Corpus.Language, Seconds = clock.Elapsed.TotalSeconds,
        };

        void Count(string document)
        {
            words += Fertility.CountWords(document.AsSpan());
            bytes += Encoding.UTF8.GetByteCount(document);
        }
    }
}
