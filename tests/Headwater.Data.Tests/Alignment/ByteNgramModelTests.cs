using Headwater.Phrasebook;

namespace Headwater.Data.Tests;

public sealed class ByteNgramModelTests
{
    [Fact]
    public void CrossEntropy_Unigrams_IsWittenAndBellsByHand()
    {
        ByteNgramModel model = ByteNgramModel.Train(["aab"], order: 1);

        // Seen: a twice, b once, the end once; three kinds. P(w) = (c(w) + 3 / 256) / (4 + 3).
        double a = (2 + 3 / 256.0) / 7, b = (1 + 3 / 256.0) / 7, unseen = 3 / 256.0 / 7;
        Assert.Equal(-(Math.Log2(a) + Math.Log2(b)) / 2, model.CrossEntropy(["a"]), 12);
        Assert.Equal(-(Math.Log2(unseen) + Math.Log2(b)) / 2, model.CrossEntropy(["z"]), 12);
    }

    [Fact]
    public void CrossEntropy_Bigrams_BacksOffByHand()
    {
        ByteNgramModel model = ByteNgramModel.Train(["aab"], order: 2);

        // After the start: a once, one kind. After a: a once, b once, two kinds. After b: the end once, one kind.
        double a = (2 + 3 / 256.0) / 7, b = (1 + 3 / 256.0) / 7;
        double first = (1 + a) / 2, then = (1 + 2 * b) / 4, end = (1 + b) / 2;
        Assert.Equal(-(Math.Log2(first) + Math.Log2(then) + Math.Log2(end)) / 3, model.CrossEntropy(["ab"]), 12);
    }

    [Fact]
    public void CrossEntropy_OverEveryByte_SumsToOne()
    {
        ByteNgramModel model = ByteNgramModel.Train(["the cat sat on the mat"], order: 1);

        // With unigrams the end costs the same after every byte. Text in ASCII holds 127 bytes besides 0; the other 129 are as unlikely as U+0001.
        double seen = Enumerable.Range(1, 127).Sum(code => Probability(model, ((char)code).ToString()));
        double rest = 129 * Probability(model, "\u0001");

        Assert.Equal(1, seen + rest, 9);
    }

    [Fact]
    public void CrossEntropy_TextLikeTheTrainingText_IsLower()
    {
        ByteNgramModel model = ByteNgramModel.Train(["the cat sat on the mat", "a cat and a rat"]);

        Assert.True(model.CrossEntropy(["the cat"]) < model.CrossEntropy(["tac eht"]));
    }

    [Fact]
    public void CrossEntropy_NothingLearnt_IsEightBits()
    {
        Assert.Equal(8, ByteNgramModel.Train([]).CrossEntropy(["anything", "Größe 水"]), 12);
    }

    [Fact]
    public void CrossEntropy_LongerContexts_KnowTheTrainingTextBetter()
    {
        string[] text = [.. PhrasebookSampler.Phrases("en", PhrasebookSplit.Corpus, seed: 1).Take(300)];

        double[] bits = [.. Enumerable.Range(1, ByteNgramModel.MaxOrder).Select(order => ByteNgramModel.Train(text, order).CrossEntropy(text))];

        Assert.Equal(bits.OrderDescending(), bits);
    }

    [Fact]
    public void CrossEntropy_NoText_SaysWhatIsExpected()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => ByteNgramModel.Train(["a"]).CrossEntropy([]));

        Assert.StartsWith("There is no text to measure; expected at least one passage.", fault.Message, StringComparison.Ordinal);
    }

    private static double Probability(ByteNgramModel model, string letter) => Math.Pow(2, model.CrossEntropy([""]) - (2 * model.CrossEntropy([letter])));
}
