using System.Diagnostics;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Trains the study's tokenizer, or takes over the one it names.</summary>
internal static class TokenizerStage
{
    public static TokenizerResult Run(JobContext context, TokenizerSettings settings)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RunMeter.Stretch tokenizing = context.Meter.Spend(WorkKind.Tokenizing);
        TextTokenizer tokenizer = settings.Load is { } load ? TextTokenizer.Load(load.Path!, settings.Sentinels) : TextTokenizer.Of(Train(settings, context.Token), settings.Sentinels);
        tokenizer.Save(Path.Combine(context.Folder.TokenizerFolder(context.Job.Id), tokenizer.OwnFileName));
        if (settings.Load is not null && tokenizer.Fingerprint != settings.Load.Fingerprint)
            throw new InvalidDataException($"{settings.Load.Path} changed since the study was planned. Run the study again.");
        return new TokenizerResult
        {
            Vocabulary = tokenizer.VocabularySize, Sentinels = tokenizer.Sentinels, Fingerprint = tokenizer.Fingerprint, Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    /// <summary>Trains on as much of the text as the settings say.</summary>
    public static SentencePieceModel Train(TokenizerSettings settings, CancellationToken token)
    {
        IEnumerable<IEnumerable<string>> texts = settings.Corpora.IsEmpty
            ? settings.Pairs.Select(pairs => StudyData.Read(pairs).SelectMany(pair => (string[])[pair.Source, pair.Target]))
            : settings.Corpora.Select(corpus => Bounded(StudyData.Open(corpus).Documents(), settings.Sample / settings.Corpora.Length));
        IEnumerable<string> lines = texts.SelectMany(text => text).Select(line => Cancellable(line, token));
        return settings.Algorithm == TokenizerSettings.Unigram
            ? UnigramTrainer.Train(lines, new UnigramOptions { VocabularySize = settings.Vocabulary, Sentinels = settings.Sentinels, MaxBytes = settings.Sample, Seed = settings.Seed })
            : BytePairTrainer.Train(lines, new BytePairOptions { VocabularySize = settings.Vocabulary, Sentinels = settings.Sentinels, MaxBytes = settings.Sample, Seed = settings.Seed });
    }

    /// <summary>The first documents, up to this many UTF-16 characters, which is at most as many bytes. Each corpus gives the same share of a sample, so a large one does not take the vocabulary of the others.</summary>
    public static IEnumerable<string> Bounded(IEnumerable<string> documents, long characters)
    {
        foreach (string document in documents)
        {
            yield return document;
            characters -= document.Length;
            if (characters <= 0)
                yield break;
        }
    }

    private static string Cancellable(string line, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return line;
    }
}
