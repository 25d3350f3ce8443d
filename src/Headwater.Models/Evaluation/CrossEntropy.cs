using System.Collections.Immutable;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>How likely a model finds given targets. Not smoothed, without dropout.</summary>
public static class CrossEntropy
{
    /// <summary>The loss of each example, in the order given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">Inputs and targets, each ending in the end mark; none may be empty.</param>
    /// <param name="batchTokens">Padded input and target tokens of one batch at most; a longer example is a batch of its own. Bounds memory.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<ExampleLoss> Of(
        LanguageModel model, IReadOnlyList<EncodedPair> examples, int batchTokens = 8192, CancellationToken cancellationToken = default)
    {
        TorchRuntime.UseThreads();
        ExampleLoss[] losses = new ExampleLoss[examples.Count];
        using IDisposable noGradient = no_grad();
        foreach (int[] rows in LengthBatches.Of(examples.Count, i => examples[i].Input.Length, i => examples[i].Target.Length, batchTokens, int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            float[] tokenLosses = VocabularyLoss.Of(model, model.Hidden(Pad(examples, rows), DropoutPlan.None));
            int next = 0;
            foreach (int row in rows)
            {
                int tokens = examples[row].Target.Length;
                double sum = 0;
                foreach (float loss in tokenLosses.AsSpan(next, tokens))
                {
                    sum += loss;
                }

                losses[row] = new ExampleLoss(sum, tokens);
                next += tokens;
            }
        }

        return ImmutableArray.Create(losses);
    }

    /// <summary>The same of answers: neighbours with equal inputs are answers to one question, whose input the model reads once. Equal to rounding.</summary>
    /// <param name="model">The model.</param>
    /// <param name="answers">Inputs and targets, the answers of one question one after another; none may be empty.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<ExampleLoss> OfAnswers(LanguageModel model, IReadOnlyList<EncodedPair> answers, CancellationToken cancellationToken = default)
    {
        List<(int[] Input, List<int[]> Targets)> questions = [];
        foreach (EncodedPair answer in answers)
        {
            if (questions.Count == 0 || !questions[^1].Input.AsSpan().SequenceEqual(answer.Input))
            {
                questions.Add((answer.Input, []));
            }

            questions[^1].Targets.Add(answer.Target);
        }

        return [.. SharedInput.Losses(model, [.. questions.Select(question => (question.Input, question.Targets.ToArray()))], cancellationToken).SelectMany(losses => losses)];
    }

    /// <summary>The loss of the scored tokens of each sequence under a decoder-only model, in the order given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">Ids with a label each; at least one of each sequence is scored.</param>
    /// <param name="batchTokens">Padded tokens of one batch at most; a longer sequence is a batch of its own. Bounds memory.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<ExampleLoss> Of(
        DecoderModel model, IReadOnlyList<ScoredSequence> sequences, int batchTokens = 8192, CancellationToken cancellationToken = default)
    {
        TorchRuntime.UseThreads();
        ExampleLoss[] losses = new ExampleLoss[sequences.Count];
        using IDisposable noGradient = no_grad();
        foreach (int[] rows in LengthBatches.Of(sequences.Count, i => sequences[i].Ids.Length, _ => 0, batchTokens, int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            ReadOnlySpan<float> tokenLosses = VocabularyLoss.Of(model, model.Hidden(CausalBatch.Of([.. rows.Select(row => sequences[row])], model.Config.PrefixAttention), DropoutPlan.None));
            foreach (int row in rows)
            {
                int tokens = sequences[row].Labels.Skip(1).Count(label => label != TokenBatch.Ignored);
                double sum = 0;
                foreach (float loss in tokenLosses[..tokens])
                {
                    sum += loss;
                }

                losses[row] = new ExampleLoss(sum, tokens);
                tokenLosses = tokenLosses[tokens..];
            }
        }

        return ImmutableArray.Create(losses);
    }

    /// <summary>The mean over all target tokens, in nats per token.</summary>
    public static double Mean(IReadOnlyCollection<ExampleLoss> losses) => losses.Count == 0
        ? throw new ArgumentException("There is no example to average over.", nameof(losses))
        : losses.Sum(loss => loss.NegativeLogLikelihood) / losses.Sum(loss => (long)loss.Tokens);

    private static TokenBatch Pad(IReadOnlyList<EncodedPair> examples, int[] rows)
    {
        int inputLength = rows.Max(row => examples[row].Input.Length);
        int targetLength = rows.Max(row => examples[row].Target.Length);
        int[] inputs = new int[rows.Length * inputLength];
        int[] targets = new int[rows.Length * targetLength];
        for (int i = 0; i < rows.Length; i++)
        {
            examples[rows[i]].Input.CopyTo(inputs, i * inputLength);
            examples[rows[i]].Target.CopyTo(targets, i * targetLength);
        }

        int tokens = rows.Sum(row => examples[row].Target.Length);
        return new TokenBatch
        {
            Rows = rows.Length,
            InputLength = inputLength,
            TargetLength = targetLength,
            Inputs = inputs,
            Targets = targets,
            TargetTokens = tokens,
            RawTokens = tokens + rows.Sum(row => examples[row].Input.Length),
        };
    }
}

/// <summary>The negative log-likelihood of one example's target, summed over its tokens, in nats.</summary>
public readonly record struct ExampleLoss(double NegativeLogLikelihood, int Tokens);
