namespace Headwater.Studies.Tests;

/// <summary>Studies that between them have every kind of section, so that each reader declares its keys.</summary>
internal static class SchemaStudies
{
    /// <summary>The checkout that the tests were built from.</summary>
    public static string Repository { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The tiny study, which further keys may follow.</summary>
    public static string Tiny => TinyStudy.Yaml;

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All() =>
    [
        With("[1K, 2K]", "[1K, 2K, 3K, 4K]") + "seeds: { 1: all, 2: [de] }\nverify: [de]\nforecast: { fit-on: 3, at: 1M }\nretries: { times: 2, after: [killed], wait: 5 }\nslurm: { partition: gpu, gpus: 1, time: 4:00:00, mem: 4G, tokenizer: { time: 1-0 }, corpus: { mem: 1G }, pretraining: { time: 1-0 }, rate: { time: 1-0 }, finetuning: { cpus-per-task: 2 }, evaluation: { mem: 1G }, measures: { nice: 0 } }\n",
        With("{ en: 0.5, de: 0.5 }", "{ temperature: 2, corpora: [en, de] }") + "retries: 3\nseeds: 2\nprice: 2.50 EUR\nslurm: { setup: [module load x], throttle: 4, signal: 60, requeue: false }\n",
        StagedStudy.Yaml,
        With("  mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "  swarm: { runs: 8, around: { en: 0.4, de: 0.6 }, caps: { de: 0.9 }, concentration: 2, corpora: [en, de], seed: 2 }").Replace("  batch: 4\n  sequence", "  batch: { tokens: 160 }\n  sequence", StringComparison.Ordinal)
            + "verify: { at: [8K], mixtures: 2, seeds: 3, surrogate: auto, metric: bleu, objective: mean }\n",
        With("  warm-up: 10", "  validation: { one: en }\n  learning-rate: [0.01, tiny-rate]\n  choose-rate: each").Replace("  batch: 4\n  learning-rate: [0.001", "  batch: { tokens: 160 }\n  learning-rate: [0.001", StringComparison.Ordinal) + "observations: kept.csv\n",
        With("{ layers: 1, width: 16, heads: 2, feedforward: 32 }", "{ family: llama, layers: 1, width: 64, heads: 1 }"),
        With("model: { layers: 1, width: 16, heads: 2, feedforward: 32 }", "models: { a: { family: gpt-neox, size: nano }, b: { family: gpt-neox, size: micro } }").Replace("tokens: [1K, 2K]", "tokens: [1x, 2x]", StringComparison.Ordinal),
        With("{ layers: 1, width: 16, heads: 2, feedforward: 32 }", "{ preset: google/t5-v1_1-small }").Replace("{ path: en.txt, language: en }", "{ generate: phrasebook, language: en, phrases: 3K, topics: town }", StringComparison.Ordinal),
        Task("{ generate: phrasebook, source: en, target: de, train: 100, validation: 10, test: 10, topics: [town] }"),
        Task("{ generate: phrasebook, ask: questions, language: en, train: 100, topics: [town] }"),
        Task("{ generate: cloze, corpus: en.txt, train: 100, options: 4, chance: 0.3, ceiling: { accuracy: 0.9 } }"),
        Task("{ kind: boolq, train: train.en, validation: val.en, test: test.en }"),
        With("  validate-every: 2", "  validate-every: 2\n  replay: { share: 1%, corpus: en }"),
        With("  warm-up: 10", "  replay: { corpus: de, share: [0%, 0.05] }\n  warm-up: 10").Replace("mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "mixtures: { en: { en: 1 } }", StringComparison.Ordinal),
        Trainer("data: npy\n  files: [en.txt]\n  exit-codes: { saved: 75, again: [3] }\n  pretrain: { command: \"train {mixture} {tokens} {out}\", checkpoint: m, progress: \"(?<tokens>.*) (?<loss>.*)\" }\n"
            + "  finetune: { command: \"tune {checkpoint} {out}\", checkpoint: m, progress: \"(?<tokens>.*) (?<loss>.*)\", scores: { file: s.csv, examples: e.jsonl, metrics: [accuracy] } }\n"),
        Trainer("evaluate: { command: \"score {checkpoint} {out}\", scores: { log: \"(?<score>.*)\", metrics: { acc: higher } } }\n  pretrain: { command: \"train {tokens} {out}\" }\n")
            .Replace("finetuning: { examples: [20] }", "finetuning: none", StringComparison.Ordinal).Replace("task:\n  translation: { source: en, target: de, train: train, validation: val, test: test }", "tasks: { arc: { scored-by: trainer, chance: { acc: 0.25 } } }", StringComparison.Ordinal),
        Task("{ prompt: \"{a}\", target: \"{b}\", train: train.en, validation: val.en, test: test.en, metrics: [exact_match] }"),
    ];

    /// <summary>What the readers asked for in these studies: the default in words, by dotted path.</summary>
    public static Dictionary<string, string> Declared()
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> declared = new(StringComparer.Ordinal);
        foreach (string yaml in All())
        {
            SpecSource source = new(TinyStudy.Write(folder, yaml));
            new StudyFileReader(SpecFile.Load(source, "a study")!).Read();
            Assert.True(source.Faults.Count == 0, $"{string.Join('\n', source.Faults)}\n{yaml}");
            foreach ((string path, string @default) in source.Declared)
                declared[path] = @default;
        }

        return declared;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Headwater.slnx")) ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no Headwater.slnx above the tests."));

    private static string With(string found, string replacement) => Tiny.Contains(found, StringComparison.Ordinal)
        ? Tiny.Replace(found, replacement, StringComparison.Ordinal)
        : throw new ArgumentException($"The study has no \"{found}\".", nameof(found));

    private static string Trainer(string trainer) => ShellStudy.Yaml[..ShellStudy.Yaml.IndexOf("trainer:", StringComparison.Ordinal)] + $"trainer:\n  {trainer}";

    private static string Task(string task) => With("task:\n  translation: { source: en, target: de, train: train, validation: val, test: test }", $"task: {task}");
}
