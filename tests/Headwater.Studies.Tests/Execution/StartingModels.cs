using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>A study that starts from tiny T5 v1.0 checkpoints in the published layout, made here as if elsewhere.</summary>
internal static class StartingModels
{
    public const string Yaml = """
        study: started
        seed: 3
        tokenizer: { sentinels: 20 }
        corpora:
          held: { path: en.txt, language: en }
        pretraining:
          checkpoints:
            en: { 2K: models/en-2, 1K: models/en-1 }
            de: { 1K: models/de-1 }
          sequence: 32
          validation: held
        task:
          translation: { source: en, target: de, train: train, validation: val, test: test }
        finetuning: { examples: 20, steps: 4, batch: 4, learning-rate: 0.01, validate-every: 2 }
        metrics: [bleu, cross-entropy, cross-entropy-per-byte, forgetting, matrix-entropy]

        """;

    public static readonly T5Config Config = new()
    {
        VocabSize = 330, DModel = 16, DKv = 6, DFf = 24, NumLayers = 1, NumDecoderLayers = 1, NumHeads = 2, FeedForwardProj = "relu", TieWordEmbeddings = true,
    };

    /// <summary>Writes the study, its data and its models into a folder, and returns the study's file.</summary>
    public static string Write(TemporaryFolder folder, string? yaml = null)
    {
        string file = TinyStudy.Write(folder, yaml ?? Yaml);
        BytePairOptions options = new() { VocabularySize = 330, Sentinels = 20 };
        TextTokenizer tokenizer = TextTokenizer.Of(BytePairTrainer.Train(File.ReadLines(folder.Path("en.txt")).Concat(File.ReadLines(folder.Path("de.txt"))), options), 20);
        WriteModel(folder, "en-1", seed: 1, Config, tokenizer);
        WriteModel(folder, "en-2", seed: 2, Config, tokenizer);
        WriteModel(folder, "de-1", seed: 3, Config, tokenizer);
        return file;
    }

    public static void WriteModel(TemporaryFolder folder, string name, ulong seed, T5Config config, TextTokenizer? tokenizer = null)
    {
        TorchRuntime.Load(1);
        using T5Model model = new(config, seed);
        Directory.CreateDirectory(folder.Path("models"));
        Checkpoint.SaveModel(folder.Path($"models/{name}"), model, tokenizer);
    }
}
