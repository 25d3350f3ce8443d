using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Headwater.Data;
using Headwater.Metrics;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Measures one finetuned model beyond its scores. Sentences and sequences are the units of the standard errors.</summary>
internal sealed class MeasuresStage(JobContext context, MeasuresSettings settings)
{
    private readonly ComputeDevice _device = Devices.Parse(settings.Device);
    private readonly TextTokenizer _tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);

    public MeasuresResult Run()
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RunMeter.Stretch evaluating = context.Meter.Spend(WorkKind.Evaluation);
        MeasuresResult result = new() { Scores = [] };
        if (settings.Measures.Contains(MetricNames.CrossEntropyPerByte))
            result = result with { Scores = result.Scores.Add(PerByte(Finetuned())) };
        if (settings.Validations is { } texts)
            result = result with { Validations = Losses(texts) };
        if (settings.Measures.Any(name => name != MetricNames.CrossEntropyPerByte))
            result = OfModel(result, Finetuned());
        return result with { Seconds = clock.Elapsed.TotalSeconds };
    }

    private RunFolder Finetuned() => context.Folder.Run(settings.Run ?? context.Store.Result<RateResult>(settings.Rate!).Run);

    private MeasuresResult OfModel(MeasuresResult result, RunFolder run)
    {
        TorchRuntime.Load(settings.Threads);
        using LanguageModel model = Checkpoint.LoadModel(run.BestCheckpoint, _device);
        if (settings.Measures.Contains(MetricNames.MatrixEntropy))
            result = result with { Scores = result.Scores.Add(Entropy(model)) };
        if (settings.HeldOut is not { } heldOut)
            return result;

        using HeldOutText text = new(context.Store, heldOut, settings.Tokenizer);
        ImmutableArray<EncodedPair> sequences = text.Sequences();
        if (sequences.IsEmpty)
            throw new InvalidDataException("pretraining left no sequence unseen to measure forgetting on. Name a corpus under pretraining.validation.");
        ImmutableArray<ExampleLoss> after = CrossEntropy.Of(model, sequences, cancellationToken: context.Token);
        using LanguageModel first = settings.Weights is { } weights
            ? StartingModel.Load(weights, _device)
            : Checkpoint.LoadModel(context.Folder.Run(settings.Pretraining!).Checkpoint(settings.Checkpoint), _device);
        ImmutableArray<ExampleLoss> before = CrossEntropy.Of(first, sequences, cancellationToken: context.Token);
        return result with
        {
            Scores = result.Scores.Add(Forgetting(before, after)),
            HeldOutLossBefore = CrossEntropy.Mean(before),
            HeldOutLossAfter = CrossEntropy.Mean(after),
        };
    }

    // The loss of the pretrained model, before any finetuning, on each held-out text.
    private ImmutableSortedDictionary<string, RunScore> Losses(ImmutableSortedDictionary<string, HeldOutSettings> texts)
    {
        TorchRuntime.Load(settings.Threads);
        using LanguageModel model = settings.Weights is { } weights ? StartingModel.Load(weights, _device) : Checkpoint.LoadModel(context.Folder.Run(settings.Pretraining!).Checkpoint(settings.Checkpoint), _device);
        return texts.ToImmutableSortedDictionary(text => text.Key, text => Loss(model, text.Key, text.Value), StringComparer.Ordinal);
    }

    private RunScore Loss(LanguageModel model, string name, HeldOutSettings heldOut)
    {
        using HeldOutText text = new(context.Store, heldOut, settings.Tokenizer);
        ImmutableArray<ExampleLoss> losses = text.Losses(model, name, context.Token);
        double[] sums = [.. losses.Select(loss => loss.NegativeLogLikelihood)];
        double[] tokens = [.. losses.Select(loss => (double)loss.Tokens)];
        return new RunScore { Metric = MetricNames.ValidationLoss, Value = sums.Sum() / tokens.Sum(), StandardError = RatioError.Of(sums, tokens), Items = losses.Length };
    }

    private RunScore PerByte(RunFolder run)
    {
        double[] losses = [.. TestExample.Read(run.ExamplesFile).Select(example => example.Nll)];
        double[] bytes = [.. StudyData.Read(settings.Task.Test).Select(pair => (double)MeasuredBytes(pair.Target))];
        return new RunScore
        {
            Metric = MetricNames.CrossEntropyPerByte, Value = losses.Sum() / bytes.Sum(), StandardError = RatioError.Of(losses, bytes), Items = losses.Length,
        };
    }

    // Of a target that was cut, the bytes of what was left.
    private int MeasuredBytes(string target)
    {
        int[] ids = _tokenizer.Encode(target);
        int kept = settings.Task.MaxTarget - 1;
        return Encoding.UTF8.GetByteCount(ids.Length <= kept ? target : _tokenizer.Decode(ids.AsSpan(0, kept)));
    }

    private RunScore Entropy(LanguageModel model)
    {
        int[][] inputs = [.. settings.Task.HeldOut(settings.Task.Test, _tokenizer).Pairs.Select(pair => pair.Input)];
        double[] entropies = [.. MatrixEntropy.Of(model, inputs, cancellationToken: context.Token)];
        return new RunScore
        {
            Metric = MetricNames.MatrixEntropy, Value = entropies.Average(), StandardError = RatioError.Of(entropies, [.. entropies.Select(_ => 1.0)]), Items = entropies.Length,
        };
    }

    private static RunScore Forgetting(ImmutableArray<ExampleLoss> before, ImmutableArray<ExampleLoss> after)
    {
        double[] differences = [.. before.Zip(after, (first, second) => second.NegativeLogLikelihood - first.NegativeLogLikelihood)];
        double[] tokens = [.. before.Select(loss => (double)loss.Tokens)];
        return new RunScore
        {
            Metric = MetricNames.Forgetting, Value = differences.Sum() / tokens.Sum(), StandardError = RatioError.Of(differences, tokens), Items = differences.Length,
        };
    }
}
