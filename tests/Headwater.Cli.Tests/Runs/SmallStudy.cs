namespace Headwater.Cli.Tests;

/// <summary>A study whose runs take a second or two and save every step, and what must be true of its folder when it is done.</summary>
internal static class SmallStudy
{
    public const int Kill = 9;
    public const int Interrupt = 2;

    /// <summary>One mixture, two checkpoints: seven runs.</summary>
    public const string Yaml = """
        study: small
        seed: 5
        save-every: 0
        retries: { times: 1000, wait: 0 }
        tokenizer: { train: bpe, vocabulary: 480, sample: 20K }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { generate: phrasebook, language: en, phrases: 2000 }
        pretraining:
          mixtures: { en: { en: 1 } }
          tokens: [2K, 4K]
          batch: 2
          sequence: 32
          warm-up: 10
          dropout: 0.1
        task: { generate: phrasebook, source: en, target: de, train: 40, validation: 8, test: 12 }
        finetuning: { examples: [40], steps: 20, batch: 4, learning-rate: 0.01, validate-every: 10 }

        """;

    /// <summary>The bytes of the observations.</summary>
    public static string Observations(string folder) => File.ReadAllText(Path.Combine(folder, "observations.csv"));

    /// <summary>Files and folders under temporary names, and states of runs that are done.</summary>
    public static string[] Leftovers(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(path => Path.GetFileName(path) is { } name && (name.EndsWith(".tmp", StringComparison.Ordinal) || name.Contains(".tmp-", StringComparison.Ordinal)
                || name.StartsWith("resume", StringComparison.Ordinal) || name.EndsWith(".part", StringComparison.Ordinal))),
        .. Directory.Exists(Path.Combine(folder, "runners")) ? Directory.GetFiles(Path.Combine(folder, "runners")) : [],
    ];

    /// <summary>How often each run was completed.</summary>
    public static int[] Completions(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "runs"), "attempts.jsonl", SearchOption.AllDirectories).Select(file => File.ReadLines(file).Count(line => line.Contains("\"event\":\"done\"", StringComparison.Ordinal)))];

    /// <summary>Lines of learning curves so far.</summary>
    public static int Lines(string folder)
    {
        string runs = Path.Combine(folder, "runs");
        return !Directory.Exists(runs) ? 0 : Directory.GetDirectories(runs).Select(run => Path.Combine(run, "metrics.jsonl")).Sum(LinesOf);
    }

    private static int LinesOf(string file)
    {
        try
        {
            using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().Count(character => character == '\n');
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
