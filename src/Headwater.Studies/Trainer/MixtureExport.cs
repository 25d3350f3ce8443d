using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Headwater.Data;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Writes the text of a mixture, or of its corpora one by one, in the layout that a trainer reads.</summary>
internal static class MixtureExport
{
    public const string MixtureName = "mixture";

    private static readonly JsonSerializerOptions Row = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CorpusResult Run(JobContext context, MixtureExportSettings settings)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RunMeter.Stretch tokenizing = context.Meter.Spend(WorkKind.Tokenizing);
        string folder = context.Folder.CorpusFolder(context.Job.Id);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);          // what a killed attempt left
        Directory.CreateDirectory(folder);
        using MixtureShards shards = MixtureShards.Open(context.Store, settings.Corpora);
        MixedDocuments documents = shards.Documents(settings.Rates, settings.Seed);
        if (Shortage(settings, shards, documents) is { } shortage)
            throw new InvalidDataException(shortage);
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        using Output output = new(context, settings, shards, tokenizer.VocabularySize);
        (long count, long tokens) = settings.Mixed ? output.Write(PathOf(folder, MixtureName, settings.Layout), documents.Take(settings.Tokens)) : (0, 0);
        foreach (string corpus in settings.Singly ? settings.Corpora.Keys : [])
        {
            (long more, long held) = output.Write(PathOf(folder, corpus, settings.Layout), Whole(shards, corpus));
            (count, tokens) = (count + more, tokens + held);
        }

        return new CorpusResult { Documents = count, Tokens = tokens, Words = 0, Seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>The file of a mixture or corpus; of Megatron's layout, its path without the endings.</summary>
    public static string PathOf(string folder, string name, DataLayout layout) => Path.Combine(folder, name + layout switch
    {
        DataLayout.Jsonl => ".jsonl",
        DataLayout.NanoGpt => ".bin",
        DataLayout.Npy => ".npy",
        _ => "",
    });

    /// <summary>Why the corpora do not hold the tokens; null where they do.</summary>
    public static string? Shortage(MixtureExportSettings settings, MixtureShards shards, MixedDocuments documents)
    {
        if (settings.Repeat || documents.Capacity is var capacity && capacity >= settings.Tokens)
            return null;
        string held = string.Join(", ", settings.Rates.Select(rate => $"{rate.Key} has {shards[rate.Key].TokenCount} at rate {NumberText.Format(rate.Value)}"));
        return $"pretraining.tokens asks for {NumberText.Format(settings.Tokens)} tokens of the mixture {settings.Mixture}, but its corpora have only {capacity} without repeating ({held}).\nhint: lower pretraining.tokens, add text, or set repeat: true under pretraining.";
    }

    private static IEnumerable<MixedDocument> Whole(MixtureShards shards, string corpus)
    {
        TokenShard shard = shards[corpus];
        for (long document = 0; document < shard.DocumentCount; document++)
        {
            long from = shard.DocumentStart(document);
            yield return new MixedDocument(corpus, document, from, shard.DocumentEnd(document) - from, IsRepeat: false);
        }
    }

    // Texts are kept in files while they are written, because a shuffle reads them in any order.
    private sealed class Output(JobContext context, MixtureExportSettings settings, MixtureShards shards, int vocabulary) : IDisposable
    {
        private readonly Dictionary<string, DocumentTexts> _texts = new(StringComparer.Ordinal);

        public (long Documents, long Tokens) Write(string path, IEnumerable<MixedDocument> documents) =>
            settings.Layout == DataLayout.Jsonl ? WriteTexts(path, documents) : WriteIds(path, documents);

        public void Dispose()
        {
            foreach (DocumentTexts texts in _texts.Values)
                texts.Dispose();
        }

        private (long Documents, long Tokens) WriteTexts(string path, IEnumerable<MixedDocument> documents)
        {
            (long count, long tokens) = (0, 0);
            using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
            foreach (MixedDocument document in documents)
            {
                context.Token.ThrowIfCancellationRequested();
                file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { text = TextsOf(document.Corpus)[document.Document], corpus = document.Corpus }, Row) + "\n"));
                (count, tokens) = (count + 1, tokens + document.Length);
            }

            file.Flush(flushToDisk: true);
            return (count, tokens);
        }

        private (long Documents, long Tokens) WriteIds(string path, IEnumerable<MixedDocument> documents)
        {
            (long count, long tokens) = (0, 0);
            using TokenFileWriter writer = new(settings.Layout, path, vocabulary, TextTokenizer.EndOfSequence);
            foreach (MixedDocument document in documents)
            {
                context.Token.ThrowIfCancellationRequested();
                int[] ids = new int[document.Length];
                shards[document.Corpus].Read(document.From, ids);
                writer.Add(ids);
                (count, tokens) = (count + 1, tokens + document.Length);
            }

            writer.Finish();
            return (count, tokens);
        }

        private DocumentTexts TextsOf(string corpus)
        {
            if (_texts.TryGetValue(corpus, out DocumentTexts? known))
                return known;
            DocumentTexts texts = new(StudyData.Open(settings.Sources[corpus]), Path.Combine(context.Folder.CorpusFolder(context.Job.Id), $".{corpus}.tmp"), context.Token);
            _texts[corpus] = texts;
            return texts.Count == shards[corpus].DocumentCount ? texts
                : throw new InvalidDataException($"the corpus {corpus} has {texts.Count} documents, and had {shards[corpus].DocumentCount} when it was tokenised. Run the study again.");
        }
    }
}
