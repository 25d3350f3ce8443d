using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;
using Headwater.Metrics;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Decodes and scores translations.</summary>
internal sealed class TestEvaluation(JobContext context, TextTokenizer tokenizer, TaskSettings task, ulong seed, int longestOutput) : ITestEvaluation
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public double Seconds => _clock.Elapsed.TotalSeconds;

    public ImmutableArray<string> Warnings { get; private set; } = [];

    public OutputCounts? Outputs { get; private set; }

    public ImmutableArray<RunScore> Run(ChosenModels models)
    {
        ImmutableArray<TextPair> pairs = StudyData.Read(task.Test);
        EncodedPairs encoded = PairEncoder.Encode(pairs, tokenizer, task.Encoding());
        Warnings = [.. task.Cuts(encoded, "test", "; the scores compare with the full references.")];

        ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(models.Of(MetricNames.CrossEntropy), encoded.Pairs, cancellationToken: context.Token);
        int[][] outputs = Decode(models.Of(MetricNames.Bleu), encoded.Pairs);
        string[] hypotheses = Texts(outputs);
        string[] references = [.. pairs.Select(pair => pair.Target)];
        Outputs = OutputCounts.Of(hypotheses, outputs.Select(output => output.Length), longestOutput, references);
        string[] others = models.StepOf(MetricNames.Chrf) == models.StepOf(MetricNames.Bleu) ? hypotheses : Texts(Decode(models.Of(MetricNames.Chrf), encoded.Pairs));
        BleuStatistics[] bleu = Bleu.Segments(hypotheses, [references]);
        RecordFile.WriteText(context.Run.HypothesesFile, string.Concat(hypotheses.Select(line => line + "\n")));
        TestExample.Write(context.Run.ExamplesFile, losses.Select((loss, i) =>
            new TestExample { Id = i, Nll = loss.NegativeLogLikelihood, Tokens = loss.Tokens, Bleu = bleu[i] }));
        return [OverlapScores.Bleu(bleu, seed), OverlapScores.Chrf(Chrf.Segments(others, [references]), seed), CrossEntropyOf(losses)];
    }

    private int[][] Decode(LanguageModel model, ImmutableArray<EncodedPair> pairs) =>
        Generation.Generate(model, [.. pairs.Select(pair => pair.Input)], DecodingSpec.Options(task.Decoding, longestOutput), progress: null, context.Token);

    private string[] Texts(int[][] outputs) => [.. outputs.Select(ids => OneLine(tokenizer.Decode(ids)))];

    // Tokens of one sentence are not independent, so sentences are the units of the standard error.
    private static RunScore CrossEntropyOf(ImmutableArray<ExampleLoss> losses) => new()
    {
        Metric = MetricNames.CrossEntropy,
        Value = CrossEntropy.Mean(losses),
        StandardError = RatioError.Of([.. losses.Select(loss => loss.NegativeLogLikelihood)], [.. losses.Select(loss => (double)loss.Tokens)]),
        Items = losses.Length,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>Scores the models of a finetuning on a task's test set, each metric by its own, and writes what it found per example into the run's folder.</summary>
internal interface ITestEvaluation
{
    double Seconds { get; }

    /// <summary>What to mind, once it has run.</summary>
    ImmutableArray<string> Warnings { get; }

    /// <summary>What the outputs look like, once it has run; null where nothing is generated.</summary>
    OutputCounts? Outputs { get; }

    ImmutableArray<RunScore> Run(ChosenModels models);
}
