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
}
