using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>Studies that continue the pretraining of a model from elsewhere, with a share of its old text.</summary>
public sealed class ContinuedPretrainingTests : IDisposable
{
    private const string Yaml = """
        study: continued
        seed: 3
        tokenizer: { sentinels: 20 }
        corpora:
          old: { path: en.txt, language: en }
          new: { path: de.txt, language: de }
          held: { path: held-out.txt, language: en }
        pretraining:
          from: models/start
          mixtures: { new: { new: 1 } }
          replay: { corpus: old, share: [0%, 25%] }
          tokens: [1K, 2K]
          batch: 4
          sequence: 32
          learning-rate: 0.01
          validation: { old: held }
        task:
          translation: { source: en, target: de, train: train, validation: val, test: test }
        finetuning: { examples: 20, steps: 2, batch: 4, from-scratch: false }
        metrics: [cross-entropy]

        """;

    private static readonly DecoderConfig Llama = DecoderConfig.Of(DecoderKind.Llama, new DecoderShape(1, 16, 2, 24) { HeadDim = 8 }, 330);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ModelFromElsewhere_IsMeasuredAsItIsAndTrainedFurther(bool isDecoder)
    {
        StudyFolder output = new(_folder.Path("out"));

        StudyResult result = StudyRunner.Run(Read(Yaml, isDecoder), output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join('\n', result.Failures.Select(failure => failure.Reason)));
        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Observation[] losses = [.. table.Rows.Where(row => row is { Task: "old", Metric: "loss" })];
        Assert.Equal(["new", "new", "new+25pc-old", "new+25pc-old", "start"], losses.Select(row => row.PretrainingData).Order(StringComparer.Ordinal));
        Assert.Equal(0, losses.Single(row => row.PretrainingData == "start").PretrainingTokens);
        Assert.Equal(0.25, losses.First(row => row.PretrainingData == "new+25pc-old").Rates["old"], 12);
        Assert.Equal(losses.Length, losses.Select(row => row.Value).Distinct().Count());
        Assert.All(table.Rows, row => Assert.Equal(table.Rows[0].Parameters, row.Parameters));
    }

    [Fact]
    public void Plan_OtherWeights_AreOtherRuns()
    {
        string[] before = Ids();
        WriteStart(isDecoder: true, seed: 2);

        Assert.Empty(before.Intersect(Ids()));

        string[] Ids() => [.. StudyPlanner.Plan(File.Exists(_folder.Path("study.yaml")) ? StudyReader.Read(_folder.Path("study.yaml")) : Read(Yaml, isDecoder: true)).Jobs.Where(job => job.Stage == Stage.Pretraining).Select(job => job.Id)];
    }

    [Theory]
    [InlineData("from: models/start", "from: models/none", "pretraining.from: there is no folder ")]
    [InlineData("share: [0%, 25%]", "share: 125%", "pretraining.replay.share is \"125%\"; expected a share from 0% to below 100%")]
    [InlineData("corpus: old,", "corpus: odl,", "pretraining.replay.corpus is \"odl\"; corpora has no such entry. Did you mean \"old\"?")]
    [InlineData("{ new: 1 }", "{ new: 0.5, old: 0.5 }", "but pretraining.mixtures.new has old itself")]
    [InlineData("mixtures: { new: { new: 1 } }", "mixtures: { start: { new: 1 } }", "which is the name of the model in pretraining.from")]
    [InlineData("tokenizer:", "model: { family: llama, layers: 2, width: 16, heads: 2 }\ntokenizer:", "and model is of another shape")]
    public void Read_Fault_SaysWhatIsWrong(string text, string changed, string expected)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(Yaml.Replace(text, changed, StringComparison.Ordinal), isDecoder: true));

        Assert.Contains(exception.Faults, fault => fault.Message.Contains(expected, StringComparison.Ordinal));
    }

    private StudySpec Read(string yaml, bool isDecoder)
    {
        string file = TinyStudy.Write(_folder, yaml);
        File.Copy(_folder.Path("en.txt"), _folder.Path("held-out.txt"), overwrite: true);
        WriteStart(isDecoder, seed: 1);
        return StudyReader.Read(file);
    }

    private void WriteStart(bool isDecoder, ulong seed)
    {
        TorchRuntime.Load(1);
        BytePairOptions options = new() { VocabularySize = 330, Sentinels = 20 };
        TextTokenizer tokenizer = TextTokenizer.Of(BytePairTrainer.Train(File.ReadLines(_folder.Path("en.txt")), options), 20);
        using LanguageModel model = isDecoder ? new DecoderModel(Llama, seed) : new T5Model(StartingModels.Config, seed);
        Directory.CreateDirectory(_folder.Path("models"));
        Checkpoint.SaveModel(_folder.Path("models/start"), model, tokenizer);
    }
}
