using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Headwater.Data;
using Headwater.Models;
using Headwater.Phrasebook;

namespace Headwater.Studies;

/// <summary>The texts of a study as sources with fingerprints, read and checked once; and sources opened again by the jobs.</summary>
internal sealed class StudyData
{
    private const int FingerprintedPhrases = 1000;
    private const double LengthOfTrainer = 50;

    private readonly List<Fault> _faults = [];
    private readonly StudySpec _spec;
    private TextTokenizer? _loaded;

    private StudyData(StudySpec spec) => _spec = spec;

    public ImmutableDictionary<string, TextSource> Corpora { get; private set; } = ImmutableDictionary<string, TextSource>.Empty;

    public ImmutableDictionary<string, TaskSettings> Tasks { get; private set; } = ImmutableDictionary<string, TaskSettings>.Empty;

    /// <summary>Lengths of the training pairs by task, for estimates.</summary>
    public ImmutableDictionary<string, PairLengths> Lengths { get; private set; } = ImmutableDictionary<string, PairLengths>.Empty;

    /// <summary>How often each question of a task is read when it is evaluated: once for each choice; generated answers take a pass for their loss and one for themselves.</summary>
    public ImmutableDictionary<string, double> Passes { get; private set; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Ids of the tokenizer that is loaded, or as many as the one that is trained shall have.</summary>
    public int Vocabulary => _loaded?.VocabularySize ?? _spec.Tokenizer.Vocabulary;

    /// <summary>UTF-8 bytes of each corpus before cleaning, by its name.</summary>
    public ConcurrentDictionary<string, long> Sizes { get; } = new(StringComparer.Ordinal);

    public TextSource? Tokenizer { get; private set; }

    /// <summary>The checkpoints that the study starts from, by their folders.</summary>
    public ImmutableDictionary<string, TextSource> Checkpoints { get; private set; } = ImmutableDictionary<string, TextSource>.Empty;

    /// <summary>Reads everything the study names.</summary>
    /// <exception cref="StudySpecException">All that is wrong with the data.</exception>
    public static StudyData Load(StudySpec spec)
    {
        StudyData data = new(spec);
        data.Tokenizer = spec.Tokenizer.Load is { } path ? data.LoadedTokenizer(path) : null;
        data.Tasks = spec.Tasks.Select(data.Task).OfType<TaskSettings>().ToImmutableDictionary(task => task.Name);
        data.Corpora = spec.Corpora.AsParallel().Select(data.Source).OfType<TextSource>().ToImmutableDictionary(source => source.Name);
        data.Checkpoints = (spec.Pretraining?.Checkpoints ?? []).Concat(spec.Pretraining?.From is { } from ? [from] : (IEnumerable<CheckpointSpec>)[]).DistinctBy(checkpoint => checkpoint.Path).Select(data.Weights).OfType<TextSource>()
            .ToImmutableDictionary(source => source.Path!);
        return data._faults.Count == 0 ? data : throw new StudySpecException(data._faults);
    }

    /// <summary>UTF-8 bytes of a corpus.</summary>
    public long SizeOf(string corpus) => Sizes.GetOrAdd(corpus, name => Phrases(Corpora[name]).Take(Corpora[name].Phrases).Sum(phrase => (long)Encoding.UTF8.GetByteCount(phrase)));

    /// <summary>UTF-8 bytes of a corpus, without reading all of one that is generated.</summary>
    public long AboutSizeOf(string corpus) => Sizes.TryGetValue(corpus, out long known) ? known
        : (long)(Corpora[corpus].Phrases * Phrases(Corpora[corpus]).Take(FingerprintedPhrases).Average(phrase => (double)Encoding.UTF8.GetByteCount(phrase)));

    /// <summary>The corpus behind a source, cleaned as the study asks for.</summary>
    public static Corpus Open(TextSource source) => Clean(OpenRaw(source), source);

    /// <summary>A corpus that is open already, cleaned as the study asks for.</summary>
    public static Corpus Clean(Corpus raw, TextSource source) => CleanCorpus.Of(raw, (source.Cleaning?.Options() ?? new CleaningOptions()) with { TestSentences = TestSentencesOf(source) });

    /// <summary>The corpus behind a source as it is.</summary>
    public static Corpus OpenRaw(TextSource source) => source.Path is not null
        ? Corpus.FromFiles(source.Name, new CorpusFiles
        {
            Paths = [source.Path], Language = source.Language, BrokenShare = source.BrokenShare, Column = source.Reading?.Column, Attributes = source.Reading?.Attributes ?? [],
            Include = source.Reading?.Include ?? [], Exclude = source.Reading?.Exclude ?? [],
        })
        : Corpus.FromDocuments(source.Name, () => Phrases(source).Take(source.Phrases), $"phrasebook {source.Fingerprint}", source.Language);

    /// <summary>The pairs behind a source.</summary>
    public static ImmutableArray<TextPair> Read(PairsSource source) => source.Form is not null
        ? [.. TaskData.Examples(source).Select(example => new TextPair(example.Input, example.Target))]
        : source.Path is not null ? Filtered(source, ParallelText.Read(source.Path, source.Source, source.Target))
        : [.. PhrasebookSampler.Pairs(source.Source, source.Target, Enum.Parse<PhrasebookSplit>(source.Split!), source.Seed, source.Count, source.Topics)];

    private static ImmutableArray<TextPair> Filtered(PairsSource source, ImmutableArray<TextPair> pairs)
    {
        if (source.Filter is not { } filter)
            return pairs;
        ImmutableArray<TextPair> left = filter.Apply(pairs);
        return left.IsEmpty
            ? throw new InvalidDataException($"{source.Path}: none of the {pairs.Length} pairs meets min-source-words, max-source-words, min-target-words and max-target-words.\nhint: widen these limits.")
            : left;
    }

    /// <summary>Both sides of the pairs behind a source, or what its records say.</summary>
    public static IEnumerable<string> Sentences(PairsSource source) => source.Form is not null ? TaskData.Texts(source) : Read(source).SelectMany(pair => (string[])[pair.Source, pair.Target]);

    private static IEnumerable<string> Phrases(TextSource source) =>
        PhrasebookSampler.Phrases(source.Language!, PhrasebookSplit.Corpus, source.Seed, source.Topics);

    private TextSource? Source(CorpusSpec corpus)
    {
        TextSource source = new()
        {
            Name = corpus.Name, Language = corpus.Language, Path = corpus.Path, Phrases = corpus.Phrases, Topics = corpus.Topics,
            Seed = corpus.Path is null ? Seeds.Of(_spec.Seed, Seeds.Corpus) : 0, Fingerprint = "", Reading = Reading(corpus), BrokenShare = corpus.Broken,
        };
        CleaningSettings cleaning = CleaningSettings.Of(corpus.Cleaning, corpus.Language);
        TextSource asked = source with { Cleaning = cleaning.DoesNothing ? null : cleaning, TestSets = [.. TestSets(corpus)] };
        return Try(corpus.Line, () => corpus.Path is null && asked.TestSets.IsEmpty ? asked with { Fingerprint = Hash(Phrases(source)) } : Checked(asked));
    }

    private static TestSentences? TestSentencesOf(TextSource source) => source.TestSets.IsEmpty ? null : TestSentences.Of(source.TestSets.SelectMany(Sentences));

    // One pass over the text finds an empty file, bytes that are not UTF-8, and test sentences, before anything is trained.
    private TextSource Checked(TextSource source)
    {
        Corpus corpus = OpenRaw(source);
        CorpusTally tally = new();
        TestSentences? tests = TestSentencesOf(source);
        using IncrementalHash found = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool any = false;
        foreach (string document in corpus.Documents(tally))
        {
            if (tests?.FoundIn(document) != true)
                continue;
            any = true;
            found.AppendData(BitConverter.GetBytes(tally.Documents));
        }

        Sizes[source.Name] = tally.Bytes;
        return source with
        {
            Fingerprint = source.Path is null ? Hash(Phrases(source)) : corpus.Fingerprint,
            Contaminated = any ? Convert.ToHexStringLower(found.GetHashAndReset()) : null,
        };
    }

    private static ReadingSettings? Reading(CorpusSpec corpus) => corpus.Column is null && corpus.Attributes.IsEmpty && corpus.Include.IsEmpty && corpus.Exclude.IsEmpty ? null
        : new ReadingSettings { Column = corpus.Column, Attributes = corpus.Attributes, Include = corpus.Include, Exclude = corpus.Exclude };

    // The phrasebook keeps the meanings of corpora and tests apart, so there a sentence in both is another sentence that looks like it: nothing is searched unless it is asked for.
    private IEnumerable<PairsSource> TestSets(CorpusSpec corpus) => corpus.Cleaning.Decontaminate == false ? [] : _spec.Tasks
        .Where(task => Tasks.ContainsKey(task.Name))
        .Select(task => Tasks[task.Name].Test)
        .Where(test => test.Count > 0)
        .Where(test => corpus.Cleaning.Decontaminate == true || corpus.Path is not null || test.Path is not null || test.Generated?.Corpus is not null);

    private TaskSettings? Task(TaskSpec task)
    {
        PairsSource? train = Pairs(task, task.Train, PhrasebookSplit.Train);
        PairsSource? validation = Pairs(task, task.Validation, PhrasebookSplit.Validation);
        PairsSource? test = Pairs(task, task.Test, PhrasebookSplit.Test);
        if (train is null || validation is null || test is null)
            return null;

        if (task.IsOfTrainer)
            return OfTrainer(task, train, validation, test);
        if (_spec.Evaluation is { } evaluation && evaluation.LargestShots > train.Count)
            Fault(evaluation.Line, $"shots asks for {evaluation.LargestShots} solved examples, but the training set of {task.Name} has {train.Count}.\nhint: lower shots, or give more training examples.");
        if (_spec.Finetuning.Examples[^1] is int largest && largest > train.Count)
            Fault(_spec.Finetuning.Line, $"finetuning.examples asks for {largest} pairs, but the training set of {task.Name} has {train.Count}.\nhint: "
                + "lower examples, or write all.");
        TaskSettings settings = new()
        {
            Name = task.Name, Source = task.Source, Target = task.Target, Train = train, Validation = validation, Test = test,
            Prefix = task.Prefix, MaxSource = task.MaxSource, MaxTarget = task.MaxTarget, Decoding = task.Decoding, Answers = task.Text is { } text ? AnswerSettings.Of(text) : null,
        };
        Lengths = Lengths.Add(task.Name, LengthsOf(settings));
        if (_spec.Evaluation is not null)
            Passes = Passes.Add(task.Name, task.Text is null ? 1 : task.Text.Reading == AnswerReading.Generate ? 2 : TaskData.Examples(test).Average(example => (double)example.Choices.Length));
        return settings;
    }

    // The trainer's command has the examples; estimates take any length.
    private TaskSettings OfTrainer(TaskSpec task, PairsSource train, PairsSource validation, PairsSource test)
    {
        Lengths = Lengths.Add(task.Name, PairLengths.Constant(LengthOfTrainer, LengthOfTrainer));
        Passes = Passes.Add(task.Name, 1);
        return new TaskSettings
        {
            Name = task.Name, Source = "", Target = "", Train = train, Validation = validation, Test = test, Prefix = "", MaxSource = task.MaxSource, MaxTarget = task.MaxTarget,
        };
    }

    private PairLengths LengthsOf(TaskSettings task)
    {
        IReadOnlyList<TextPair> sample = SampleLengths.Of(Read(_spec.Evaluation is null ? task.Train : task.Test));
        return _loaded is null ? SampleLengths.Assumed(sample, task, SampleLengths.BytesPerToken(Vocabulary)) : SampleLengths.Counted(sample, task, _loaded);
    }

    private PairsSource? Pairs(TaskSpec task, PairSource pairs, PhrasebookSplit split)
    {
        PairsSource source = new()
        {
            Path = pairs.Path, Source = task.Source, Target = task.Target, Count = pairs.Count, Split = pairs.Path is null ? split.ToString() : null,
            Topics = pairs.Topics, Filter = pairs.Filter, Form = task.Text?.Form, Generated = task.Text?.Generated,
            Seed = pairs.Path is null ? Seeds.Of(_spec.Seed, Seeds.TaskPairs) : 0, Fingerprint = "",
        };
        if (pairs is { Path: null, Count: 0 })
            return source with { Split = null, Form = null, Generated = null, Seed = 0 };      // an evaluation does not read it
        return Try(pairs.Line, () =>
        {
            if (source.Form is not null)
            {
                ImmutableArray<TaskExample> examples = TaskData.Examples(source);
                return source with { Count = examples.Length, Fingerprint = Hash(TaskData.Identity(examples), int.MaxValue) };
            }

            ImmutableArray<TextPair> read = Read(source);
            return source with { Count = read.Length, Fingerprint = Hash(read.SelectMany(pair => (string[])[pair.Source, pair.Target]), read.Length * 2) };
        });
    }

    private TextSource? LoadedTokenizer(string path) => Try(null, () =>
    {
        _loaded = TextTokenizer.Load(path, _spec.Tokenizer.Sentinels);
        return new TextSource { Name = "tokenizer", Path = path, Fingerprint = _loaded.Fingerprint };
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
