namespace Headwater.Studies.Tests;

public sealed class StudyReaderTests
{
    [Fact]
    public void Read_TinyStudy_ResolvesEveryDefault()
    {
        using TemporaryFolder folder = new();

        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder));

        Assert.Equal("tiny", spec.Name);
        Assert.Equal(3UL, spec.Seed);
        Assert.Equal(1, spec.Threads);
        Assert.Equal(new ModelSpec { Name = "1x16", Layers = 1, DecoderLayers = 1, Width = 16, Heads = 2, HeadWidth = 8, FeedForward = 32 }, Assert.Single(spec.Models));
        Assert.Equal(folder.Path("en.txt"), spec.Corpora[0].Path);
        Assert.Equal([1000, 2000], spec.Pretraining!.Tokens);
        Assert.Equal(0.15, spec.Pretraining.NoiseDensity);
        Assert.Equal(["de", "en+de"], spec.Pretraining.Mixtures.Select(mixture => mixture.Name));
        Assert.Equal("en-de", Assert.Single(spec.Tasks).Name);
        Assert.Equal([20, 40], spec.Finetuning.Examples);
        Assert.Equal([0.001, 0.01], spec.Finetuning.LearningRates);
        Assert.Equal(0.1, spec.Finetuning.Dropout);
        Assert.True(spec.Finetuning.FromScratch);
        Assert.Equal(["bleu", "chrf", "cross-entropy"], spec.Metrics);
        Assert.Null(spec.Forecast);
    }

    [Fact]
    public void Read_GeneratedTextAndMaps_AreUnderstood()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("study.yaml", """
            study: generated
            models: { small: { layers: 2, width: 32, heads: 4, decoder-layers: 1 }, base: t5-small }
            corpora: { de: { generate: phrasebook, language: de, phrases: 3K } }
            pretraining: { mixtures: { de: { de: 1 } }, tokens: 0.5M, clip: none, repeat: true }
            tasks: { phrases: { generate: phrasebook, source: en, target: de, train: 2K, validation: 50, test: 60, prefix: "translate: " } }
            finetuning: { examples: [100, 1K], steps: 40 }
            metrics: [bleu]
            """);

        StudySpec spec = StudyReader.Read(path);

        Assert.Equal(["small", "base"], spec.Models.Select(model => model.Name));
        Assert.Equal("google-t5/t5-small", spec.Models[1].Preset);
        Assert.Equal(1, spec.Models[0].DecoderLayers);
        Assert.Equal(3000, spec.Corpora[0].Phrases);
        Assert.Equal([500_000], spec.Pretraining!.Tokens);
        Assert.Null(spec.Pretraining.Clip);
        Assert.True(spec.Pretraining.Repeat);
        Assert.Equal(("phrases", 2000, 50, 60, "translate: "), (spec.Tasks[0].Name, spec.Tasks[0].Train.Count, spec.Tasks[0].Validation.Count, spec.Tasks[0].Test.Count, spec.Tasks[0].Prefix));
        Assert.Equal(4, spec.Finetuning.ValidateEvery);
        Assert.Equal(["bleu"], spec.Metrics);
    }

    [Fact]
    public void Read_TrainingKeys_AreUnderstood()
    {
        using TemporaryFolder folder = new();
        string yaml = TinyStudy.Yaml
            .Replace("seed: 3", "seed: 3\nprecision: bf16\ntensorboard: true\nsave-every: 5\nkeep-states: 2", StringComparison.Ordinal)
            .Replace("  batch: 4\n  sequence", "  batch: { tokens: 200 }\n  optimizer: adamw-scale\n  weight-decay: 0.01\n  schedule: constant\n  ramp-up: 3\n  decay: 0.2\n  sequence", StringComparison.Ordinal)
            .Replace("  steps: 6\n  batch: 4", "  steps: 6\n  batch: { tokens: 120 }\n  packing: 40\n  patience: 2\n  micro-batch: 2\n  recompute: true\n  spike-guard: 3", StringComparison.Ordinal);

        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder, yaml));

        Assert.Equal(5, spec.Pretraining!.Batch);                   // 32 input and 8 target tokens a sequence
        Assert.Equal(0.2, spec.Pretraining.Decay);
        Assert.Equal(new OptimizationSpec { Optimizer = "adamw-scale", WeightDecay = 0.01, Schedule = "constant", RampUp = 3, Precision = "bf16" }, spec.Pretraining.Optimization);
        Assert.Equal((120, 40, 2), (spec.Finetuning.BatchTokens!.Value, spec.Finetuning.Packing!.Value, spec.Finetuning.Patience!.Value));
        Assert.Equal(new OptimizationSpec { MicroBatch = 2, Recompute = true, SpikeGuard = 3, Precision = "bf16" }, spec.Finetuning.Optimization);
        Assert.Equal((true, 5, 2), (spec.TensorBoard, spec.SaveEvery, spec.KeepStates));
    }

    [Fact]
    public void Read_NoPretraining_IsAPlainFinetuning()
    {
        using TemporaryFolder folder = new();
        TinyStudy.Write(folder);
        string path = folder.Write("baseline.yaml", """
            study: baseline
            model: { layers: 1, width: 16, heads: 2 }
            task: { translation: { source: en, target: de, train: train, validation: val, test: test } }
            finetuning: { examples: all }
            """);

        StudySpec spec = StudyReader.Read(path);

        Assert.Null(spec.Pretraining);
        Assert.Equal([null], spec.Finetuning.Examples);
        Assert.Empty(spec.Corpora);
    }

    [Theory]
    [InlineData("tokenizer: bytes", "bytes", "bpe", 125)]
    [InlineData("tokenizer: { train: unigram, vocabulary: 330, sentinels: 20 }", null, "unigram", 20)]
    public void Read_AnyTokenizer_IsKnown(string line, string? load, string train, int sentinels)
    {
        using TemporaryFolder folder = new();
        string path = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("tokenizer: { vocabulary: 330, sentinels: 20 }", line, StringComparison.Ordinal));

        TokenizerSpec tokenizer = StudyReader.Read(path).Tokenizer;

        Assert.Equal((load, train, sentinels), (tokenizer.Load, tokenizer.Train, tokenizer.Sentinels));
    }

    [Theory]
    [InlineData("  batch: 4\n  sequence", "  bacth: 4\n  sequence",
        "study.yaml(11): pretraining has no key \"bacth\"; did you mean \"batch\"?")]
    [InlineData("seed: 3", "seed: 3\nprecision: fp16",
        "study.yaml(3): precision is \"fp16\", which overflows in T5: activations exceed 65,504, and the loss becomes NaN.\nhint: use bf16 or fp32.")]
    [InlineData("seed: 3", "seed: 3\nprecision: int8", "study.yaml(3): precision is \"int8\"; expected fp32 or bf16.")]
    [InlineData("  warm-up: 10", "  optimizer: adamw-scal",
        "study.yaml(13): pretraining.optimizer is \"adamw-scal\"; did you mean \"adamw-scale\"? Expected one of adafactor, adamw-scale, adamw.")]
    [InlineData("  warm-up: 10", "  weight-decay: 0.1",
        "study.yaml(13): pretraining.weight-decay needs optimizer: adamw-scale or adamw; Adafactor has none.\nhint: remove one, or choose the other.")]
    [InlineData("  warm-up: 10", "  final-rate: 0.1",
        "study.yaml(13): pretraining.final-rate needs schedule: cosine or linear, which end at a share of the rate.\nhint: choose one, or remove final-rate.")]
    [InlineData("  warm-up: 10", "  schedule: cosine\n  decay: 0.2",
        "study.yaml(14): pretraining.decay needs a schedule that does not decrease by itself, but schedule is cosine.\nhint: "
        + "use schedule: constant or inverse-square-root, or remove decay.")]
    [InlineData("  warm-up: 10", "  decay: 1", "study.yaml(13): pretraining.decay is \"1\"; expected a number between 0 and 1, or none.")]
    [InlineData("  warm-up: 10", "  spike-guard: 1", "study.yaml(13): pretraining.spike-guard is \"1\"; expected a number above 1, or none.")]
    [InlineData("  batch: 4\n  sequence", "  batch: { tokens: 39 }\n  sequence",
        "study.yaml(11): pretraining.batch.tokens is 39, but one sequence has 40 tokens (32 of input, the rest targets); expected at least one sequence per batch.\nhint: raise batch.tokens, or shorten sequence.")]
    [InlineData("  steps: 6", "  steps: 6\n  ramp-up: 6",
        "study.yaml(19): finetuning.ramp-up is 6, and training has 6 steps; expected fewer, so that the full rate is reached.")]
    [InlineData("  steps: 6", "  steps: 6\n  schedule: linear\n  warm-up: 2",
        "study.yaml(20): finetuning.warm-up belongs to schedule: inverse-square-root, but schedule is linear.\nhint: use ramp-up, or remove warm-up.")]
    [InlineData("  steps: 6", "  steps: 6\n  schedule: inverse-square-root",
        "study.yaml(19): finetuning.schedule: inverse-square-root decreases after its warm-up, but warm-up is not set.\nhint: add warm-up, the number of steps at the full rate.")]
    [InlineData("seed: 3", "seed: abc", "study.yaml(2): seed is \"abc\"; expected a whole number of at least 0.")]
    [InlineData("path: en.txt", "path: missing.txt", "study.yaml(6): corpora.en.path: there is no file {root}/missing.txt. Paths are relative to the study file's folder.")]
    [InlineData("path: en.txt", "path: ${HEADWATER_NO_SUCH}/en.txt",
        "study.yaml(6): corpora.en.path is \"${HEADWATER_NO_SUCH}/en.txt\", but the environment variable HEADWATER_NO_SUCH is not set.\nhint: set it, or write the path out.")]
    [InlineData("path: en.txt", "path: en*.jsonl", "study.yaml(6): corpora.en.path: no file matches {root}/en*.jsonl.\nhint: * matches any text inside a name, ** matches folders of any depth.")]
    [InlineData("path: en.txt,", "path: en.txt, unicode: nfd,", "study.yaml(6): corpora.en.unicode is \"nfd\"; expected as-is, nfc, nfkc.\nhint: did you mean nfc?")]
    [InlineData("seed: 3", "seed: 3\nmetrics: [crossentropy]", "study.yaml(3): metrics names \"crossentropy\"; expected bleu, chrf, cross-entropy, cross-entropy-per-byte, forgetting, matrix-entropy.\nhint: did you mean cross-entropy?")]
    [InlineData("path: en.txt,", "path: en.txt, duplicates: all,", "study.yaml(6): corpora.en.duplicates is \"all\"; expected keep, exact, near.")]
    [InlineData("path: en.txt, language: en", "path: en.txt, only-language: true", "study.yaml(6): corpora.en.only-language needs the language of the corpus.\nhint: write language, or remove only-language.")]
    [InlineData("path: en.txt,", "path: en.txt, min-characters: 9, max-characters: 5,", "study.yaml(6): corpora.en.min-characters is 9 and max-characters is 5; expected min-characters to be the smaller one.")]
    [InlineData("path: en.txt,", "path: en.txt, broken: 1,", "study.yaml(6): corpora.en.broken is \"1\"; expected a number from 0 to below 1.")]
    [InlineData("path: en.txt,", "generate: phrasebook, column: body,", "study.yaml(6): corpora.en.column belongs to a corpus of files.\nhint: remove it, or write path.")]
    [InlineData("batch: 4\n  sequence", "interleave: token\n  sequence", "study.yaml(11): pretraining.interleave is \"token\"; expected sequence, batch or document.")]
    [InlineData("{ en: 0.5, de: 0.5 }", "{ temperature: 0.5, corpora: [en, de] }", "study.yaml(9): pretraining.mixtures.en+de.temperature is \"0.5\"; expected a number of at least 1.")]
    [InlineData("{ en: 0.5, de: 0.5 }", "{ temperature: 3, corpora: [en, fr] }", "study.yaml(9): pretraining.mixtures.en+de names the corpus \"fr\"; corpora has no such entry. It has en, de.")]
    [InlineData("tokens: [1K, 2K]", "tokens: [2K, 1K]", "study.yaml(10): pretraining.tokens has 1000 after 2000; expected ascending token counts, because one trajectory passes them in order.")]
    [InlineData("tokens: [1K, 2K]", "tokens: [1000, 1001]", "study.yaml(10): pretraining.tokens: 1000 and 1001 are reached at the same step (136 tokens per step).\nhint: move them apart, or lower batch.")]
    [InlineData("tokens: [1K, 2K]", "tokens: [1.5]", "study.yaml(10): pretraining.tokens is \"1.5\"; expected a whole number of at least 1.")]
    [InlineData("de: { de: 1 },", "de: { fr: 1 },", "study.yaml(9): pretraining.mixtures.de names the corpus \"fr\"; corpora has no such entry. It has en, de.")]
    [InlineData("{ en: 0.5, de: 0.5 }", "{ en: 0.5, de: 0.4 }", "study.yaml(9): pretraining.mixtures.en+de: its rates sum to 0.9; mixing rates must sum to 1.")]
    [InlineData("de: { de: 1 },", "scratch: { de: 1 },", "study.yaml(9): pretraining.mixtures.scratch: \"scratch\" is reserved for the model without pretraining.\nhint: rename the mixture.")]
    [InlineData("sequence: 32", "sequence: 512",
        "study.yaml(12): pretraining.sequence is 512, which has 28 corrupted spans, and the tokenizer has 20 sentinels.\nhint: shorten sequence, or raise tokenizer.sentinels.")]
    [InlineData("heads: 2,", "heads: 3,", "study.yaml(4): model.heads is 3; expected a divisor of the width 16.\nhint: choose a divisor, or set head-width.")]
    [InlineData("train: train", "train: nowhere", "study.yaml(15): task.translation.train: there is no file {root}/nowhere.en, nor one ending in .gz or .zst. Paths are relative to the study file's folder.")]
    [InlineData("examples: [20, 40]", "examples: [40, 20]", "study.yaml(17): finetuning.examples must be in ascending order, because each subset contains the smaller ones; \"all\" comes last.")]
    [InlineData("learning-rate: [0.001, 0.01]", "learning-rate: [0.001, fast]", "study.yaml(20): finetuning.learning-rate is \"fast\"; expected a positive number.")]
    [InlineData("seed: 3", "seed: 3\nmetrics: [bleu, rouge]", "study.yaml(3): metrics names \"rouge\"; expected bleu, chrf, cross-entropy, cross-entropy-per-byte, forgetting, matrix-entropy.")]
    [InlineData("seed: 3", "seed: 3\nforecast: { fit-on: 4, at: 1M }",
        "study.yaml(3): forecast.fit-on is 4, and pretraining.tokens has 2; the backtest needs at least one larger checkpoint to hold out. Lower fit-on, or add a token count.")]
    [InlineData("vocabulary: 330", "train: words, vocabulary: 330", "study.yaml(3): tokenizer.train is \"words\"; expected bpe or unigram.")]
    [InlineData("vocabulary: 330", "vocabulary: 200", "study.yaml(3): tokenizer.vocabulary is 200; expected more than 279: 256 bytes, 3 controls and 20 sentinels come first.")]
    [InlineData("model: { layers: 1, width: 16, heads: 2, feedforward: 32 }", "model: t5-smal",
        "study.yaml(4): model is \"t5-smal\"; did you mean \"t5-small\"? Expected one of nano, micro, mini, t5-v1_1-small, t5-v1_1-base, t5-v1_1-large, t5-v1_1-xl, t5-v1_1-xxl, t5-small, t5-base, t5-large, t5-3b, t5-11b, or a shape.")]
    [InlineData("feedforward: 32 }", "feedforward: 32, activation: silu }", "study.yaml(4): model.activation is \"silu\"; expected gated-gelu (T5 v1.1) or relu (T5 v1.0).")]
    [InlineData("study: tiny", "study: a/b", "study.yaml(1): study is \"a/b\"; expected letters, digits, '-', '_', '+' and '.' only, because it names a folder.")]
    [InlineData("test: test }", "test: test, beam: 0 }", "study.yaml(15): task.translation.beam is \"0\"; expected a whole number of at least 1.")]
    [InlineData("test: test }", "test: test, beam: 4, length-penalty: 11 }", "study.yaml(15): task.translation.length-penalty is \"11\"; expected a number from 0 to 10.")]
    [InlineData("test: test }", "test: test, length-penalty: 1 }", "study.yaml(15): task.translation.length-penalty needs a beam, but task.translation.beam is 1.\nhint: set beam: 4, or remove length-penalty.")]
    [InlineData("en: { path: en.txt, language: en }", "en: { generate: phrasebook, language: xx }", "study.yaml(6): corpora.en.language is \"xx\"; the phrasebook has en, de, fr, ro.")]
    public void Read_OneFault_IsToldWithItsLine(string found, string replacement, string message)
    {
        using TemporaryFolder folder = new();
        string path = TinyStudy.Write(folder, TinyStudy.Yaml.Replace(found, replacement, StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(path));

        Assert.Contains(message.Replace("{root}", folder.Root, StringComparison.Ordinal), exception.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Read_SeveralFaults_AreToldTogetherInTheOrderOfTheFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("study.yaml", """
            study: broken
            sede: 3
            model: { layers: none, width: 16, heads: 2 }
            corpora: [en, de]
            task: { translation: { source: en, target: en, train: a } }
            """);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(path));

        Assert.Equal(
            [2, 3, 4, 5, 5, 5, 5],
            exception.Faults.Select(fault => fault.Line!.Value));
        Assert.Contains(exception.Faults, fault => fault.Message == "task.translation has no \"validation\", which is required: the common beginning of two aligned files, or one .tsv or .jsonl file.");
        Assert.Contains(exception.Faults, fault => fault.Message == "corpora is a list; expected a map: corpora by name.");
        Assert.StartsWith("study.yaml(2): the study has no key \"sede\"; did you mean \"seed\"?\n", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study: [", "study.yaml(2): this is not YAML: ")]
    [InlineData("study: a\nstudy: b", "study.yaml(2): this is not YAML: Duplicate key")]
    [InlineData("just text", "study.yaml: expected one map with the keys of a study")]
    public void Read_NotAStudy_SaysSo(string text, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("study.yaml", text);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(path));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo()
    {
        FileNotFoundException exception = Assert.Throws<FileNotFoundException>(() => StudyReader.Read("/nowhere/study.yaml"));

        Assert.Equal("There is no study at /nowhere/study.yaml.\nhint: give the path of a study's YAML file.", exception.Message);
    }

    [Fact]
    public void Read_EnvironmentVariable_IsExpanded()
    {
        using TemporaryFolder folder = new();
        Environment.SetEnvironmentVariable("HEADWATER_TEST_PLACE", folder.Root);
        string path = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("path: en.txt", "path: ${HEADWATER_TEST_PLACE}/en.txt", StringComparison.Ordinal));

        Assert.Equal(folder.Path("en.txt"), StudyReader.Read(path).Corpora[0].Path);
    }
}
