using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// The losses of several targets after one input, which T5 encodes once (for decoder-only models see <see cref="SharedPrompt"/>). T5's targets stand side by side in one row of the decoder, and masks keep each from
/// seeing the others; positions are relative, so the numbers are those of rows of their own. A row that would grow long is cut between two targets.
/// </summary>
internal static class SharedInput
{
    private const int BatchTokens = 8192;
    private const int RowTokens = 256;      // attention inside a row costs the square of its length
    private const int Step = 8;             // rows of few different lengths share the tables of positions

    /// <summary>For each input with its targets, all ending in the end mark, the loss of each target.</summary>
    public static ExampleLoss[][] Losses(LanguageModel model, IReadOnlyList<(int[] Input, int[][] Targets)> questions, CancellationToken cancellationToken)
    {
        TorchRuntime.UseThreads();
        ExampleLoss[][] losses = [.. questions.Select(question => new ExampleLoss[question.Targets.Length])];
        SharedRow[] rows = [.. questions.SelectMany((question, i) => Rows(i, question.Input, question.Targets))];
        using IDisposable noGradient = no_grad();
        if (model is DecoderModel decoder)
        {
            SharedPrompt.Losses(decoder, rows, Report, cancellationToken);
        }
        else
        {
            Losses((T5Model)model, rows, Report, cancellationToken);
        }

        return losses;

        void Report(SharedRow row, int target, ExampleLoss loss) => losses[row.Question][row.First + target] = loss;
    }

    private static void Losses(T5Model model, SharedRow[] rows, Action<SharedRow, int, ExampleLoss> report, CancellationToken cancellationToken)
    {
        foreach (int[] places in LengthBatches.Of(rows.Length, i => rows[i].Input.Length, i => rows[i].Length, BatchTokens, int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            ModelBatch batch = ModelBatch.Of(Pad([.. places.Select(place => rows[place])]), model);
            ReadOnlySpan<float> tokens = VocabularyLoss.Of(model, model.Hidden(batch, DropoutPlan.None), batch.TargetIds);
            foreach (int place in places)
            {
                SharedRow row = rows[place];
                for (int k = 0; k < row.Targets.Length; k++)
                {
                    report(row, k, Sum(tokens[..row.Targets[k].Length]));
                    tokens = tokens[row.Targets[k].Length..];
                }
            }
        }
    }

    private static IEnumerable<SharedRow> Rows(int question, int[] input, int[][] targets)
    {
        int first = 0;
        int length = 0;
        for (int k = 0; k < targets.Length; k++)
        {
            if (k > first && length + targets[k].Length > RowTokens)
            {
                yield return new SharedRow(question, first, input, targets[first..k]);
                (first, length) = (k, 0);
            }

            length += targets[k].Length;
        }

        if (first < targets.Length)
        {
            yield return new SharedRow(question, first, input, targets[first..]);
        }
    }

    private static TokenBatch Pad(SharedRow[] rows)
    {
        int inputLength = rows.Max(row => row.Input.Length);
        int targetLength = (rows.Max(row => row.Length) + Step - 1) / Step * Step;
        int[] inputs = new int[rows.Length * inputLength];
        int[] targets = new int[rows.Length * targetLength];
        int[] segments = new int[targets.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Input.CopyTo(inputs, i * inputLength);
            int next = i * targetLength;
            for (int k = 0; k < rows[i].Targets.Length; k++)
            {
                int[] target = rows[i].Targets[k];
                target.CopyTo(targets, next);
                Array.Fill(segments, k + 1, next, target.Length);
                next += target.Length;
            }
        }

        int tokens = rows.Sum(row => row.Length);
        return new TokenBatch
        {
            Rows = rows.Length, InputLength = inputLength, TargetLength = targetLength, Inputs = inputs, Targets = targets, TargetSegments = segments,
            TargetTokens = tokens, RawTokens = tokens + rows.Sum(row => row.Input.Length),
        };
    }

    internal static ExampleLoss Sum(ReadOnlySpan<float> tokens)
    {
        double sum = 0;
        foreach (float loss in tokens)
        {
            sum += loss;
        }

        return new ExampleLoss(sum, tokens.Length);
    }
}

/// <summary>An input with some of its question's targets, from the <paramref name="First"/> on.</summary>
internal sealed record SharedRow(int Question, int First, int[] Input, int[][] Targets)
{
    /// <summary>Tokens of all targets.</summary>
    public int Length { get; } = Targets.Sum(target => target.Length);
}
