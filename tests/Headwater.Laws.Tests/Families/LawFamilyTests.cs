namespace Headwater.Laws.Tests;

public class LawFamilyTests
{
    [Theory]
    [InlineData(1e9, 52.6403)]
    [InlineData(1e10, 64.7099)]
    [InlineData(1e11, 77.5826)]
    public void Evaluate_BleuLog_GivesTheAnchors(double tokens, double expected)
    {
        LawFamily law = LawCatalogue.Find("bleu-log");

        Assert.Equal(expected, law.Evaluate([0.01, 0.9, 1.5], [tokens]), 5e-5);
    }

    [Fact]
    public void Evaluate_BaseBelowZero_IsNotANumber()
    {
        LawFamily law = LawCatalogue.Find("bleu-log");

        Assert.True(double.IsNaN(law.Evaluate([0.001, 0.1, 1.5], [10])));
    }

    [Fact]
    public void Evaluate_WrongCount_NamesCoefficientsAndVariables()
    {
        LawFamily law = LawCatalogue.Find("power");

        ArgumentException fault = Assert.Throws<ArgumentException>(() => law.Evaluate([1, 2], [10]));

        Assert.Equal("power has 3 coefficients (E, A, alpha) and 1 scale variables (D); got 2 and 1 numbers.", fault.Message);
    }

    [Fact]
    public void Find_Name_IgnoresCase() => Assert.Equal("bleu-log", LawCatalogue.Find("BLEU-log").Name);

    [Fact]
    public void Find_EquationOfTheCatalogue_IsTheNamedLaw() => Assert.Equal("power", LawCatalogue.Find("loss = E + A / D^alpha").Name);

    [Fact]
    public void Find_Misspelt_NamesTheNearest()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LawCatalogue.Find("powr"));

        Assert.Equal("There is no law \"powr\"; did you mean power? Expected a name that \"headwater laws\" lists, or an equation such as \"loss = E + A / D^alpha\".\nhint: --law power", fault.Message);
    }

    [Fact]
    public void Find_Stranger_ListsTheNames()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LawCatalogue.Find("transformer"));

        Assert.StartsWith("There is no law \"transformer\"; expected one of bleu-log, power, rectified, ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Rival_SaysWhatItIs()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LawCatalogue.Find("last-value"));

        Assert.Equal("last-value is no law with coefficients to fit but a rival that backtests compare laws with: the value at the largest scale measured.", fault.Message);
    }
}
