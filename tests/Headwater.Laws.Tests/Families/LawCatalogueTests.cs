using System.Globalization;

namespace Headwater.Laws.Tests;

public class LawCatalogueTests
{
    private const string Muennighoff = "E=1.86914 A=520.825 B=1487.716 alpha=0.3526596 beta=0.3526596 RD=15.387756 RN=5.309743";

    // Expected values to the digits given: constants as published, values by arithmetic.
    [Theory]
    [InlineData("kaplan-parameters", "Nc=8.8e13 aN=0.076", "N=1e9", 2.3756, 5e-5)]
    [InlineData("kaplan-tokens", "Dc=5.4e13 aD=0.095", "D=1e10", 2.2624, 5e-5)]
    [InlineData("kaplan", "Nc=6.4e13 aN=0.076 aD=0.103 Dc=1.8e13", "N=1e9 D=1e10", 2.4197, 5e-5)]
    [InlineData("optimal-rate", "k=0.3118 a=0.1250", "C=1e20", 9.860e-4, 5e-8)]
    [InlineData("optimal-rate", "k=0.3118 a=0.1250", "C=1e24", 3.118e-4, 5e-8)]
    [InlineData("optimal-batch", "k=0.2920 a=0.3271", "C=1e20", 1.017e6, 5e2)]
    [InlineData("optimal-batch", "k=0.2920 a=0.3271", "C=1e24", 2.069e7, 5e3)]
    [InlineData("gadre-error", "m=0.8570 k=2.2065 g=0.7146", "L=2.4424", 0.4718, 1e-4)]
    [InlineData("gadre-error", "m=0.8570 k=2.2065 g=0.7146", "L=2.5250", 0.4939, 1e-4)]
    [InlineData("gadre-error", "m=0.8653 k=2.2148 g=0.7070", "L=2.4148", 0.4636, 1e-4)]
    [InlineData("gadre-error", "m=0.8653 k=2.2148 g=0.7070", "L=2.5027", 0.4878, 1e-4)]
    [InlineData("gadre-error", "m=0.8497 k=2.0789 g=0.7561", "L=2.2797", 0.4788, 1e-4)]
    [InlineData("gadre-error", "m=0.8497 k=2.0789 g=0.7561", "L=2.3899", 0.5085, 1e-4)]
    [InlineData("forgetting", "s=2.0481 c=1.7334", "L=0.5", 1.1814, 5e-5)]
    [InlineData("gordon-bleu", "c=76.16 k=0.4697", "L=2", 29.768, 5e-3)]
    [InlineData("loss-to-score", "c=0.3 a=0.6 k=3 L0=1", "L=1", 0.6, 1e-12)]
    public void Evaluate_PublishedCoefficients_GivesTheValue(string name, string coefficients, string scales, double expected, double tolerance) =>
        Assert.Equal(expected, Evaluate(LawCatalogue.Find(name), coefficients, scales), tolerance);

    // The source's code has alpha·N^b + beta·6^(b/2)·(M·N)^b + E with b = −2·eta: so a is alpha·6^eta and b is beta.
    [Theory]
    [InlineData(166.2, 366.7, 0.27285, 1.8366, 2.4424, 2.5250)]
    [InlineData(125.1, 246.2, 0.25439, 1.7345, 2.4148, 2.5027)]
    [InlineData(113.7, 189.5, 0.24247, 1.5083, 2.2797, 2.3899)]
    public void Evaluate_GadreLoss_GivesTheForecasts(double alpha, double beta, double exponent, double e, double large, double longTrained)
    {
        LawFamily law = LawCatalogue.Find("gadre-loss");
        string coefficients = Text($"E={e} a={alpha * Math.Pow(6, exponent / 2)} b={beta} eta={exponent / 2}");

        double atLarge = Evaluate(law, coefficients, Text($"N=6.9e9 D={20 * 6.9e9} C={6 * 6.9e9 * 20 * 6.9e9}"));
        double atLong = Evaluate(law, coefficients, Text($"N=1.4e9 D={640 * 1.4e9} C={6 * 1.4e9 * 640 * 1.4e9}"));

        // Parameter counts are rounded to two digits, which moves the loss by 0.001.
        Assert.Equal(large, atLarge, 2e-3);
        Assert.Equal(longTrained, atLong, 2e-3);
    }

    [Theory]
    [InlineData(4, 3.7257)]
    [InlineData(16, 10.5825)]
    [InlineData(40, 15.1675)]
    public void Evaluate_DataConstrained_CountsEpochsAsPublished(double epochs, double worth)
    {
        LawFamily law = LawCatalogue.Find("data-constrained");
        double rest = Evaluate(law, Muennighoff, "N=1e8 D=1e10 U=1e10") - (1487.716 * Math.Pow(1e10, -0.3526596));

        double repeated = Evaluate(law, Muennighoff, Text($"N=1e8 D={epochs * 1e10} U=1e10"));

        Assert.Equal(worth, Math.Pow(1487.716 / (repeated - rest), 1 / 0.3526596) / 1e10, 5e-5);
    }

    [Fact]
    public void Evaluate_DataConstrained_HoldsParametersToTheOptimumOfTheData()
    {
        LawFamily law = LawCatalogue.Find("data-constrained");

        double unlimited = Evaluate(law, Muennighoff, "N=1e30 D=1e10 U=1e10") - 1.86914 - (1487.716 * Math.Pow(1e10, -0.3526596));

        double counted = Math.Pow(520.825 / unlimited, 1 / 0.3526596);
        Assert.Equal(0.050987, counted / (1 + 5.309743) / 1e10, 5e-7);
    }

    [Fact]
    public void Evaluate_DataConstrainedOnOneEpoch_IsChinchilla()
    {
        double constrained = Evaluate(LawCatalogue.Find("data-constrained"), Muennighoff, "N=1e8 D=1e10 U=1e10");
        double plain = Evaluate(LawCatalogue.Find("chinchilla"), "E=1.86914 A=520.825 B=1487.716 alpha=0.3526596 beta=0.3526596", "N=1e8 D=1e10");

        Assert.Equal(plain, constrained, 1e-12);
    }

    [Fact]
    public void EffectiveData_TenTimesTheDataOrTheModel_GrowsAsPublished()
    {
        LawFamily law = LawCatalogue.Find("effective-data");
        double one = Evaluate(law, "k=1.9e4 alpha=0.18 beta=0.38", "F=1e5 N=1e8");

        Assert.Equal(1.5136, Evaluate(law, "k=1.9e4 alpha=0.18 beta=0.38", "F=1e6 N=1e8") / one, 5e-5);
        Assert.Equal(2.3988, Evaluate(law, "k=1.9e4 alpha=0.18 beta=0.38", "F=1e5 N=1e9") / one, 5e-5);
        Assert.Equal(one, new TransferredData(1.9e4, 0.18, 0.38).Of(1e5, 1e8), 1e-9 * one);
        Assert.Equal(1 + (one / 1e5), new TransferredData(1.9e4, 0.18, 0.38).Multiplier(1e5, 1e8), 1e-9 * one / 1e5);
    }

    [Fact]
    public void Hernandez_IsKaplansLawInEffectiveData()
    {
        double kaplan = Evaluate(LawCatalogue.Find("kaplan"), "Nc=6.4e13 aN=0.076 aD=0.103 Dc=1.8e13", Text($"N=1e8 D={new TransferredData(1.9e4, 0.18, 0.38).Of(1e5, 1e8)}"));
        double hernandez = Evaluate(LawCatalogue.Find("hernandez"), Text($"Nc=6.4e13 aN=0.076 aD=0.103 K={1.8e13 / 1.9e4} alpha=0.18 beta=0.38"), "N=1e8 F=1e5");

        Assert.Equal(kaplan, hernandez, 1e-12);
    }

    [Theory]
    [InlineData(406.4, 0.34, 410.7, 0.28, 32.19e9, 92.6, 0.05)]
    [InlineData(406.4010526, 0.33917084, 410.7596, 0.2849083, 40.36e9, 58.9, 0.05)]
    [InlineData(482.01, 0.3478, 2085.43, 0.3658, 72.25e9, 18.39, 0.02)]
    public void Allocation_AtGophersBudget_IsAsRecomputed(double a, double alpha, double b, double beta, double parameters, double tokensPerParameter, double tolerance)
    {
        Allocation best = Allocation.Of(new(a, alpha, b, beta), 5.76e23);

        Assert.Equal(parameters, best.Parameters, 5e-4 * parameters);
        Assert.Equal(tokensPerParameter, best.Tokens / best.Parameters, tolerance);
        Assert.Equal(5.76e23, 6 * best.Parameters * best.Tokens, 1e12);
    }

    [Fact]
    public void Allocation_IsTheLeastLossOfTheBudget()
    {
        Allocation best = Allocation.Of(new(406.4, 0.34, 410.7, 0.28), 1e21);

        double Loss(double factor) => Evaluate(LawCatalogue.Find("chinchilla"), "E=1.69 A=406.4 alpha=0.34 B=410.7 beta=0.28", Text($"N={best.Parameters * factor} D={best.Tokens / factor}"));
        Assert.True(Loss(1) < Loss(1.05) && Loss(1) < Loss(0.95));
    }

    [Fact]
    public void OptimalSizes_MultiplyToTheBudget()
    {
        double model = Evaluate(LawCatalogue.Find("optimal-parameters"), "k=0.1715 a=0.5243", "C=1e20");
        double tokens = Evaluate(LawCatalogue.Find("optimal-tokens"), "k=5.8316 a=0.4757", "C=1e20");

        Assert.Equal(1.0001, model * tokens / 1e20, 5e-5);
    }

    [Theory]
    [InlineData("kaplan", "Nc=6.4e13 aN=0.076 aD=0.103 Dc=1.8e13", "Nc=6.4e7 aN=0.076 aD=0.103 Dc=1.8e7", "N=1e9 D=1e10", "N=1e3 D=1e4")]
    [InlineData("broken-power", "a=0.4 b=2 c0=0.5 d1=6e8 f1=0.2 c1=0.3", "a=0.4 b=0.002 c0=0.5 d1=6e2 f1=0.2 c1=0.3", "D=1e9", "D=1e3")]
    [InlineData("m4", "e=0.1 e0=0.9 a=0.7 b=5000 c=0.5", "e=0.1 e0=0.9 a=0.7 b=5 c=0.5", "D=1e7", "D=10")]
    [InlineData("rectified", "E=1 B=900 D0=300 beta=0.5", "E=1 B=0.9 D0=0.3 beta=0.5", "F=1e8", "F=1e2")]
    public void Evaluate_AnotherUnit_MovesTheSizesAndLeavesTheExponents(string name, string coefficients, string inMillions, string scales, string scalesInMillions)
    {
        LawFamily law = LawCatalogue.Find(name);

        double value = Evaluate(law, coefficients, scales);

        Assert.Equal(value, Evaluate(law, inMillions, scalesInMillions), 1e-12 * value);
    }

    [Theory]
    [InlineData("rectified", "E=1 B=900 D0=300 beta=0.5", "F=1e-30", 4)]
    [InlineData("rectified", "E=1 B=900 D0=300 beta=0.5", "F=1e300", 1)]
    [InlineData("zhang", "E=1 A=900 alpha=0.3 beta=0.5", "D=1e200 F=1e200", 1)]
    [InlineData("m3", "b=2 g=0.25 c=0.5", "D=1e300", 1)]
    [InlineData("m4", "e=0.1 e0=0.9 a=0.7 b=5000 c=0.5", "D=1e-60", 0.9)]
    [InlineData("m4", "e=0.1 e0=0.9 a=0.7 b=5000 c=0.5", "D=1e60", 0.1)]
    [InlineData("broken-power", "a=0.4 b=2 c0=0 d1=1e9 f1=1e-3 c1=0.3", "D=1e3", 2.4)]
    [InlineData("loss-to-score", "c=0.3 a=0.6 k=30 L0=1", "L=100", 0.3)]
    public void Evaluate_FarOut_ReachesTheLimit(string name, string coefficients, string scales, double limit) =>
        Assert.Equal(limit, Evaluate(LawCatalogue.Find(name), coefficients, scales), 1e-12);

    [Fact]
    public void M3_IsM2AtFirstOrder_WhereItsFloorIsFar()
    {
        double m3 = Evaluate(LawCatalogue.Find("m3"), "b=2 g=0 c=0.5", "D=100");

        Assert.Equal(Evaluate(LawCatalogue.Find("m1"), "b=2 c=0.5", "D=100"), m3, 1e-14);
    }

    // With rates that sum to 1, k·exp(Σ t·r) is exp(Σ (t + ln k)·r): the law has no k of its own.
    [Fact]
    public void DataMixing_ForTwoCorpora_IsThePapersLaw()
    {
        LawFamily law = LawCatalogue.Find("data-mixing").ForCorpora(["en", "de"]);

        double value = Evaluate(law, Text($"c=1.5 t_en={-0.4 + Math.Log(3)} t_de={0.7 + Math.Log(3)}"), "rate_en=0.25 rate_de=0.75");

        Assert.Equal(["rate_en", "rate_de"], law.Symbols);
        Assert.Equal(["c NonNegative", "t_en Real", "t_de Real"], law.Coefficients.Select(coefficient => $"{coefficient.Name} {coefficient.Domain}"));
        Assert.Equal(1.5 + (3 * Math.Exp((-0.4 * 0.25) + (0.7 * 0.75))), value, 1e-12);
    }

    [Fact]
    public void ForCorpora_None_SaysWhatIsExpected()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LawCatalogue.Find("data-mixing").ForCorpora([]));

        Assert.StartsWith("data-mixing sums over the corpora of a mixture, but no corpora were given; expected a table with columns rate_CORPUS.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Entries_AreComplete()
    {
        Assert.Equal(LawCatalogue.All.Length + LawCatalogue.Rivals.Length, LawCatalogue.All.Select(law => law.Name).Concat(LawCatalogue.Rivals.Select(rival => rival.Name)).Distinct().Count());
        Assert.All(LawCatalogue.All, law =>
        {
            Assert.Matches("arXiv:[0-9]{4}\\.[0-9]{5}|EMNLP", law.Source);
            Assert.True(law.HuberDelta > 0);
            Assert.NotEmpty(law.Use);
            Assert.NotEmpty(law.ErrorModel);
            Assert.NotEmpty(law.Symbols);
        });
    }

    internal static double Evaluate(LawFamily law, string coefficients, string scales)
    {
        Dictionary<string, double> given = Read(coefficients);
        Dictionary<string, double> at = Read(scales);
        return law.Evaluate([.. law.Coefficients.Select(coefficient => given[coefficient.Name])], [.. law.Symbols.Select(symbol => at[symbol])]);
    }

    private static Dictionary<string, double> Read(string text) =>
        text.Split(' ').Select(part => part.Split('=')).ToDictionary(part => part[0], part => double.Parse(part[1], CultureInfo.InvariantCulture));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
