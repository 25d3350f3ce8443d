using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Benchmarks;

/// <summary>
/// Scores answers with inputs encoded once, beside passes of their own for each pair of input and answer, in batches and one by one, and compares the numbers:
/// ranking WIDTH LAYERS FF VOCABULARY QUESTIONS SOURCE TARGET CHOICES [ROUNDS [THREADS]]. Texts are bytes, so lengths are exact.
/// </summary>
internal static class RankingPeer
{
    private const int FirstLetter = 'a', Letters = 26;

    public static void Run(string[] arguments)
    {
        int[] n = [.. arguments.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        TrainingShape shape = TrainingShape.Parse(arguments[..7]);
        (int choices, int rounds, int threads) = (n[7], n.Length > 8 ? n[8] : 3, n.Length > 9 ? n[9] : 1);
        TorchRuntime.Load(threads);
        TextTokenizer tokenizer = TextTokenizer.Load(TextTokenizer.Bytes, TextTokenizer.ByteSentinels);
        using T5Model model = new(shape.Config with { VocabSize = Math.Max(shape.Vocabulary, tokenizer.VocabularySize) }, seed: 1);
        Random random = new(1);
        ChoiceQuestion[] questions = [.. Enumerable.Range(0, shape.Batch).Select(_ =>
            new ChoiceQuestion(Text(random, shape.Source - 1), [.. Enumerable.Range(0, choices).Select(_ => Text(random, shape.Target - 1))]))];
        EncodedPair[] pairs = [.. questions.SelectMany(question => question.Choices.Select(choice =>
            PairEncoder.Encode([new TextPair(question.Input, choice)], tokenizer, maxInput: int.MaxValue, maxTarget: int.MaxValue)[0]))];

        ImmutableArray<ImmutableArray<RankedChoice>> shared = [];
        ImmutableArray<ExampleLoss> separate = [];
        double once = Best(rounds, () => shared = RankClassification.Of(model, tokenizer, questions));
        double batched = Best(rounds, () => separate = CrossEntropy.Of(model, pairs));
        double single = Best(1, () => separate = [.. pairs.Select(pair => CrossEntropy.Of(model, [pair])[0])]);
        double difference = shared.SelectMany(choice => choice).Zip(separate, (choice, loss) => Math.Abs(choice.LogLikelihood + loss.NegativeLogLikelihood) / loss.Tokens).Max();
        Console.WriteLine(FormattableString.Invariant(
            $"shared={once:G4}s separate_in_batches={batched:G4}s separate_one_by_one={single:G4}s ratio={batched / once:F2} ratio_one_by_one={single / once:F2} largest_difference_per_token={difference:G2}"));
    }

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)(FirstLetter + random.Next(Letters)))]);

    private static double Best(int rounds, Action work)
    {
        double best = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        return best;
    }
}
