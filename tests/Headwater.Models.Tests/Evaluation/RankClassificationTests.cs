using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class RankClassificationTests
{
    [Theory]
    [InlineData(ChoiceNormalisation.None, 0)]       // −4, −5, −4.5
    [InlineData(ChoiceNormalisation.Tokens, 1)]     // −2, −1, −1.5
    [InlineData(ChoiceNormalisation.Bytes, 2)]      // −0.5, −0.5, −0.15
    public void Best_ByEachNormalisation_IsTheLargestScore(ChoiceNormalisation normalisation, int expected)
    {
        Assert.Equal(expected, RankClassification.Best([new(-4, 2, 8), new(-5, 5, 10), new(-4.5, 3, 30)], normalisation));
    }

    [Fact]
    public void Best_OfEquals_IsTheFirst()
    {
        Assert.Equal(0, RankClassification.Best([new(-4, 2, 8), new(-4, 2, 8)], ChoiceNormalisation.Bytes));
        Assert.Equal(-4, new RankedChoice(-4, 1, 0).Score(ChoiceNormalisation.Bytes));
        Assert.Throws<ArgumentException>(() => RankClassification.Best([], ChoiceNormalisation.None));
    }

    [Theory]
    [InlineData("relu", true)]
    [InlineData("gated-gelu", false)]
    public void Of_Questions_IsTheReferencesLogLikelihood(string projection, bool tied)
    {
        TextTokenizer tokenizer = TinyModels.Tokenizer();
        using T5Model model = new(TinyModels.Config with { VocabSize = tokenizer.VocabularySize, FeedForwardProj = projection, TieWordEmbeddings = tied }, seed: 2);
        ChoiceQuestion[] questions = [new("one two", ["three", "four five six"]), new("seven", ["one", "two", "é"])];

        ImmutableArray<ImmutableArray<RankedChoice>> ranked = RankClassification.Of(model, tokenizer, questions, prefix: "two ");

        ReferenceT5 reference = new(model);
        Assert.Equal([2, 3], ranked.Select(choices => choices.Length));
        Assert.Equal([5, 13, 3, 3, 2], ranked.SelectMany(choices => choices).Select(choice => choice.Bytes));
        foreach ((ChoiceQuestion question, ImmutableArray<RankedChoice> choices) in questions.Zip(ranked))
        {
            int[] input = [.. tokenizer.Encode("two " + question.Input), TextTokenizer.EndOfSequence];
            foreach ((string choice, RankedChoice scored) in question.Choices.Zip(choices))
            {
                int[] target = [.. tokenizer.Encode(choice), TextTokenizer.EndOfSequence];
                Assert.Equal(target.Length, scored.Tokens);
                Assert.Equal(-reference.Loss(input, target), scored.LogLikelihood, 1e-5 * target.Length);
            }
        }
    }

    [Theory]
    [InlineData("relu", true)]
    [InlineData("gated-gelu", false)]
    public void Of_ManyChoicesAndLengths_EqualsPassesOfTheirOwn(string projection, bool tied)
    {
        TextTokenizer tokenizer = TinyModels.Tokenizer();
        using T5Model model = new(TinyModels.Config with { VocabSize = tokenizer.VocabularySize, FeedForwardProj = projection, TieWordEmbeddings = tied }, seed: 3);
        SplitMix random = new(7);
        ChoiceQuestion[] questions = [.. Enumerable.Range(0, 12).Select(i => new ChoiceQuestion(Words(random, 1 + 7 * i), [.. Enumerable.Range(0, 2 + 5 * i).Select(_ => Words(random, 1 + random.NextInt32(6)))]))];

        ImmutableArray<ImmutableArray<RankedChoice>> ranked = RankClassification.Of(model, tokenizer, questions, unconditional: true);

        foreach ((ChoiceQuestion question, ImmutableArray<RankedChoice> choices) in questions.Zip(ranked))
        {
            for (int k = 0; k < choices.Length; k++)
            {
                // Another order of additions in the sums of attention and of the loss: some 1e-7 a token.
                Assert.Equal(Alone(model, tokenizer, question.Input, question.Choices[k]), choices[k].LogLikelihood, 1e-5);
                Assert.Equal(Alone(model, tokenizer, "", question.Choices[k]), choices[k].Unconditional!.Value, 1e-5);
            }
        }
    }

    [Fact]
    public void Score_Unconditional_IsHowMuchLikelierTheQuestionMakesIt()
    {
        RankedChoice[] choices = [new(-4, 2, 8) { Unconditional = -9 }, new(-3, 2, 8) { Unconditional = -4 }];

        Assert.Equal(0, RankClassification.Best([.. choices], ChoiceNormalisation.Unconditional));
        Assert.Equal("The unconditional log-likelihood was not measured. Ask RankClassification.Of for it.",
            Assert.Throws<InvalidOperationException>(() => new RankedChoice(-4, 2, 8).Score(ChoiceNormalisation.Unconditional)).Message);
    }

    [Fact]
    public void Probabilities_OfChoices_SumToOneAndFollowTheScores()
    {
        ImmutableArray<double> probabilities = RankClassification.Probabilities([new(-1000, 2, 8), new(-1000 + Math.Log(3), 2, 8)], ChoiceNormalisation.None);

        Assert.Equal(0.25, probabilities[0], 1e-12);
        Assert.Equal(0.75, probabilities[1], 1e-12);
    }

    private static double Alone(T5Model model, TextTokenizer tokenizer, string input, string choice) => -CrossEntropy.Of(model,
        [new EncodedPair([.. tokenizer.Encode(input), TextTokenizer.EndOfSequence], [.. tokenizer.Encode(choice), TextTokenizer.EndOfSequence])])[0].NegativeLogLikelihood;

    private static string Words(SplitMix random, int count)
    {
        string[] words = ["one", "two", "three", "four", "five", "six", "seven"];
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.NextInt32(words.Length)]));
    }
}
