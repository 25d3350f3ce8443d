using System.Globalization;
using Headwater.Data;

namespace Headwater.Studies.Tests;

/// <summary>A study that trains in seconds: counting phrases in two invented languages, two mixtures, two checkpoints, a model of width 16.</summary>
internal static class TinyStudy
{
    private static readonly string[] English = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] German = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];

    public const string Yaml = """
        study: tiny
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { path: en.txt, language: en }
          de: { path: de.txt, language: de }
        pretraining:
          mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }
          tokens: [1K, 2K]
          batch: 4
          sequence: 32
          warm-up: 10
        task:
          translation: { source: en, target: de, train: train, validation: val, test: test }
        finetuning:
          examples: [20, 40]
          steps: 6
          batch: 4
          learning-rate: [0.001, 0.01]
          validate-every: 2

        """;

    /// <summary>The same with a held-out text to compare models by, and one short finetuning.</summary>
    public static string WithHeldOutText { get; } = Yaml
        .Replace("  de: { path: de.txt, language: de }", "  de: { path: de.txt, language: de }\n  held-out: { path: held-out.txt, language: en }", StringComparison.Ordinal)
        .Replace("examples: [20, 40]\n  steps: 6", "examples: [20]\n  steps: 1\n  from-scratch: false", StringComparison.Ordinal)
        .Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal)
        .Replace("  validate-every: 2\n", "metrics: [cross-entropy]\n", StringComparison.Ordinal);

    /// <summary>Writes a study with a held-out text, its data and that text, and reads the study.</summary>
    public static StudySpec ReadWithHeldOutText(TemporaryFolder folder, string yaml)
    {
        string file = Write(folder, yaml);
        File.Copy(folder.Path("en.txt"), folder.Path("held-out.txt"), overwrite: true);
        return StudyReader.Read(file);
    }

    /// <summary>Writes <c>choices.jsonl</c>, a question with two answers to choose from.</summary>
    public static void WriteOneChoice(TemporaryFolder folder) => folder.Write("choices.jsonl", """{"words": "one two", "options": ["three", "drei"], "answer": 0}""" + "\n");

    /// <summary>Writes the study and its data into a folder, and returns the study's file.</summary>
    public static string Write(TemporaryFolder folder, string? yaml = null)
    {
        WriteText(folder, "en.txt", English, 1, 1500);
        WriteText(folder, "de.txt", German, 2, 1500);
        foreach ((string name, ulong seed, int count) in new[] { ("train", 3UL, 40), ("val", 4UL, 8), ("test", 5UL, 10) })
        {
            WriteText(folder, $"{name}.en", English, seed, count);
            WriteText(folder, $"{name}.de", German, seed, count);
        }

        return folder.Write("study.yaml", yaml ?? Yaml);
    }

    private static void WriteText(TemporaryFolder folder, string name, string[] words, ulong seed, int count)
    {
        SplitMix random = new(seed);
        folder.Write(name, string.Concat(Enumerable.Range(0, count).Select(_ => Sentence(words, random) + "\n")));
    }

    private static string Sentence(string[] words, SplitMix random) =>
        string.Join(' ', Enumerable.Range(0, 4).Select(_ => words[random.NextInt32(words.Length)])).ToString(CultureInfo.InvariantCulture);
}
