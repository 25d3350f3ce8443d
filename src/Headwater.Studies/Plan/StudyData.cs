using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The texts of a study as sources with fingerprints, read and checked once; and sources opened again by the jobs.</summary>
internal sealed class StudyData
{
    private const int FingerprintedPhrases = 1000;

    private readonly List<Fault> _faults = [];
    private readonly StudySpec _spec;

    private StudyData(StudySpec spec) => _spec = spec;

    public ImmutableDictionary<string, TextSource> Corpora { get; private set; } = ImmutableDictionary<string, TextSource>.Empty;

    public ImmutableDictionary<string, TaskSettings> Tasks { get; private set; } = ImmutableDictionary<string, TaskSettings>.Empty;

    /// <summary>Mean UTF-8 bytes of a training source and target by task, for estimates.</summary>
    public ImmutableDictionary<string, PairBytes> Bytes { get; private set; } = ImmutableDictionary<string, PairBytes>.Empty;

    public TextSource? Tokenizer { get; private set; }

    /// <summary>The checkpoints that the study starts from, by their folders.</summary>
    public ImmutableDictionary<string, TextSource> Checkpoints { get; private set; } = ImmutableDictionary<string, TextSource>.Empty;

    /// <summary>Reads everything the study names.</summary>
    /// <exception cref="StudySpecException">All that is wrong with the data.</exception>
    public static StudyData Load(StudySpec spec)
    {
        StudyData data = new(spec);
        data.Corpora = spec.Corpora.AsParallel().Select(data.Source).OfType<TextSource>().ToImmutableDictionary(source => source.Name);
        data.Tasks = spec.Tasks.Select(data.Task).OfType<TaskSettings>().ToImmutableDictionary(task => task.Name);
        data.Tokenizer = spec.Tokenizer.Load is { } path ? data.LoadedTokenizer(path) : null;
        data.Checkpoints = (spec.Pretraining?.Checkpoints ?? []).DistinctBy(checkpoint => checkpoint.Path).Select(data.Weights).OfType<TextSource>()
            .ToImmutableDictionary(source => source.Path!);
        return data._faults.Count == 0 ? data : throw new StudySpecException(data._faults);
    }

    /// <summary>The corpus behind a source.</summary>
    public static Corpus Open(TextSource source) => source.Path is not null
        ? Corpus.FromFile(source.Name, source.Path, source.Language)
        : Corpus.FromDocuments(source.Name, () => Phrases(source).Take(source.Phrases), $"phrasebook {source.Fingerprint}", source.Language);

    /// <summary>The pairs behind a source.</summary>
    public static ImmutableArray<TextPair> Read(PairsSource source) => source.Path is not null
        ? ParallelText.Read(source.Path, source.Source, source.Target)
        : [.. PhrasebookSampler.Pairs(source.Source, source.Target, Enum.Parse<PhrasebookSplit>(source.Split!), source.Seed, source.Count, source.Topics)];

    private static IEnumerable<string> Phrases(TextSource source) =>
        PhrasebookSampler.Phrases(source.Language!, PhrasebookSplit.Corpus, source.Seed, source.Topics);

    private TextSource? Source(CorpusSpec corpus)
    {
        TextSource source = new()
        {
            Name = corpus.Name, Language = corpus.Language, Path = corpus.Path, Phrases = corpus.Phrases, Topics = corpus.Topics,
            Seed = corpus.Path is null ? Seeds.Of(_spec.Seed, Seeds.Corpus) : 0, Fingerprint = "",
        };
        return Try(corpus.Line, () => corpus.Path is null ? source with { Fingerprint = Hash(Phrases(source)) } : Checked(source));
    }

    // One pass over the text finds an empty file or bytes that are not UTF-8 before anything is trained.
    private static TextSource Checked(TextSource source)
    {
        Corpus corpus = Open(source);
        foreach (string _ in corpus.Documents())
        {
        }

        return source with { Fingerprint = corpus.Fingerprint };
    }

    private TaskSettings? Task(TaskSpec task)
    {
        PairsSource? train = Pairs(task, task.Train, PhrasebookSplit.Train);
        PairsSource? validation = Pairs(task, task.Validation, PhrasebookSplit.Validation);
        PairsSource? test = Pairs(task, task.Test, PhrasebookSplit.Test);
        if (train is null || validation is null || test is null)
            return null;

        if (_spec.Finetuning.Examples[^1] is int largest && largest > train.Count)
            Fault(_spec.Finetuning.Line, $"finetuning.examples asks for {largest} pairs, and the training set of {task.Name} holds {train.Count}. "
                + "Lower examples, or write all.");
        ImmutableArray<TextPair> sample = [.. Read(train).Take(FingerprintedPhrases)];
        Bytes = Bytes.Add(task.Name, new PairBytes(
            sample.Average(pair => Encoding.UTF8.GetByteCount(task.Prefix + pair.Source)), sample.Average(pair => Encoding.UTF8.GetByteCount(pair.Target))));
        return new TaskSettings
        {
            Name = task.Name, Source = task.Source, Target = task.Target, Train = train, Validation = validation, Test = test,
            Prefix = task.Prefix, MaxSource = task.MaxSource, MaxTarget = task.MaxTarget,
        };
    }

    private PairsSource? Pairs(TaskSpec task, PairSource pairs, PhrasebookSplit split)
    {
        PairsSource source = new()
        {
            Path = pairs.Path, Source = task.Source, Target = task.Target, Count = pairs.Count, Split = pairs.Path is null ? split.ToString() : null,
            Topics = pairs.Topics,
            Seed = pairs.Path is null ? Seeds.Of(_spec.Seed, Seeds.TaskPairs) : 0, Fingerprint = "",
        };
        return Try(pairs.Line, () =>
        {
            ImmutableArray<TextPair> read = Read(source);
            return source with { Count = read.Length, Fingerprint = Hash(read.SelectMany(pair => (string[])[pair.Source, pair.Target]), read.Length * 2) };
        });
    }

    private TextSource? LoadedTokenizer(string path) => Try(null, () => new TextSource
    {
        Name = "tokenizer", Path = path, Fingerprint = TextTokenizer.Load(path, _spec.Tokenizer.Sentinels).Fingerprint,
    });

    // The same weights are the same work, whatever the study calls them.
    private TextSource? Weights(CheckpointSpec checkpoint) => Try(checkpoint.Line, () => new TextSource
    {
        Name = "checkpoint", Path = checkpoint.Path, Fingerprint = Checkpoint.Fingerprint(checkpoint.Path),
    });

    private T? Try<T>(int? line, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            Fault(line, exception.Message);
            return null;
        }
    }

    private void Fault(int? line, string message)
    {
        lock (_faults)
            _faults.Add(new Fault(Path.GetFileName(_spec.File), line, message));
    }

    private static string Hash(IEnumerable<string> texts, int count = FingerprintedPhrases)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts.Take(count))
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Mean UTF-8 bytes of a pair's sides.</summary>
internal readonly record struct PairBytes(double Source, double Target);
