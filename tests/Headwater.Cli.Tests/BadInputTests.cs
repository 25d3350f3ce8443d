using System.Globalization;
using System.Text;

namespace Headwater.Cli.Tests;

/// <summary>Tables and laws that cannot be answered: what the person at the terminal reads, and the exit code.</summary>
public sealed class BadInputTests : CommandLineFixture
{
    private const string Header = "pretraining_tokens,metric,value,seed\n";

    [Fact]
    public void Fit_TooFewPoints_SaysHowManyMoreAndWhere() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,4,\n2M,loss,3,\n")),
        "no fit: metric loss: power needs at least 4 distinct pretraining_tokens with a value above 0 to fit 3 coefficients; got 2 (1M, 2M). Add 2 more, such as 4M and 8M, or use a law with fewer coefficients.");

    [Fact]
    public void Forecast_TooFewPoints_SaysHowManyMoreAndWhereAndPrintsNoTable()
    {
        CommandResult result = Run("forecast", Write("runs.csv", Header + "1M,loss,4,\n2M,loss,3,\n"), "--at", "16M");

        AssertRefused(result, "no fit: metric loss: auto needs at least 3 distinct pretraining_tokens with a value above 0; got 2 (1M, 2M). Add 1 more, such as 4M.");
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Backtest_TooFewPoints_SaysHowManyMoreAndWhere() => AssertRefused(
        Run("backtest", Write("runs.csv", Header + "1M,loss,4,\n2M,loss,3,\n4M,loss,2.5,\n8M,loss,2.2,\n16M,loss,2.1,\n")),
        "The longest (metric loss) has 5, 2 of them at or below 2M: add 2 more there, or cut higher.");

    [Fact]
    public void Backtest_NegativeValues_HaveNoScales() => AssertRefused(
        Run("backtest", Write("runs.csv", Header + "1M,loss,-4,\n2M,loss,-3,\n")),
        "No row has a scale above 0 with a value above 0.");

    [Fact]
    public void Fit_TooFewPointsInOneOfTwoSeries_FitsTheOtherAndNamesTheOne()
    {
        string rows = string.Concat(Enumerable.Range(0, 6).Select(k => string.Create(CultureInfo.InvariantCulture, $"en,{Math.Pow(2, k)}M,loss,{2 + Math.Pow(2, -k)}\n")));

        CommandResult result = Run("fit", Write("runs.csv", $"mix,D,metric,value\n{rows}de,1M,loss,3\n"), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Single(result.Json().GetProperty("fits").EnumerateArray());
        Assert.Contains("no fit: pretraining_data de, metric loss: power needs at least 4 distinct pretraining_tokens with a value above 0 to fit 3 coefficients; got 1 (1M). Add 3 more, such as 2M, 4M and 8M,", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OneDistinctScale_SaysSo() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,4,1\n1M,loss,3.9,2\n1M,loss,4.1,3\n1M,loss,4,4\n1M,loss,3.8,5\n")),
        "power needs at least 4 distinct pretraining_tokens with a value above 0 to fit 3 coefficients; got 1 (1M). Add 3 more, such as 2M, 4M and 8M, or use a law with fewer coefficients.");

    [Fact]
    public void Fit_NegativeValues_SaysWhichIsTheFirst() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,-4,\n2M,loss,-3,\n4M,loss,-2,\n8M,loss,-1,\n")),
        "warning: metric loss: 4 values are not above 0 (first: -4 at 1M) and have no logarithm: shown but not fitted.");

    [Fact]
    public void Fit_NegativeScale_NamesFileAndLine() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,4,\n-2M,loss,3,\n")),
        "runs.csv(3): pretraining_tokens is \"-2M\"; expected a number of 0 or more, such as 2500000, 2.5M or 2.5e6.");

    [Fact]
    public void Fit_NotANumber_NamesFileAndLine() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,4,\n2M,loss,NaN,\n")),
        "runs.csv(3): value is \"NaN\"; expected a finite number; a run that diverged has no value.");

    [Fact]
    public void Fit_EqualRowsWithTheSameSeedAndTwoValues_NamesBothLines() => AssertRefused(
        Run("fit", Write("runs.csv", Header + "1M,loss,4,3\n2M,loss,3,3\n1M,loss,3.5,3\n")),
        "runs.csv(4): the same loss with seed 3 has two values, 4 and 3.5 (line 2 has the other). Delete one of the two rows, or add a column that distinguishes them.");

    [Fact]
    public void Fit_EqualRowsWithTheSameSeedAndValue_CountOnceAndSaySo()
    {
        CommandResult result = Run("fit", Write("runs.csv", Losses(6) + "1M,loss,3,1\n"), "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning: A row repeats an earlier row and counts once: runs.csv(8) repeats line 2. If these are replicates, give each its seed.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chinchila", "There is no law \"chinchila\"; did you mean chinchilla? Expected a name that \"headwater laws\" lists, or an equation such as \"loss = E + A / D^alpha\".")]
    [InlineData("m5", "There is no law \"m5\"; did you mean m1 or m2 or m3? Expected")]
    [InlineData("transformer", "There is no law \"transformer\"; expected one of bleu-log, power,")]
    public void Fit_UnknownLaw_NamesTheNearest(string law, string message) => AssertRefused(Run("fit", Table(), "--law", law), message);

    [Theory]
    [InlineData("loss = E + A / tokens^alpha", "found \"tokens\"; expected the scale variable pretraining_tokens, or another name for a coefficient")]
    [InlineData("loss = E + A / pretraning_tokens^alpha", "found \"pretraning_tokens\"; expected the scale variable pretraining_tokens, or another name for a coefficient")]
    [InlineData("loss = E + a / sin(D)", "found \"sin(\"; expected a function, one of")]
    [InlineData("loss = E + A / X^alpha", "loss = E + A / X^alpha goes over no scale: E, A, X, alpha are coefficients, so its value is the same everywhere. Expected D (pretraining_tokens), N (parameters),")]
    [InlineData("loss = E + A / N^alpha", "warning: loss: 6 of 6 rows have no parameters and are left out.")]
    public void Fit_EquationWithAnUnknownSymbol_SaysWhatWasExpected(string equation, string message) => AssertRefused(Run("fit", Table(), "--law", equation), message);

    [Fact]
    public void Fit_TokensAndExamplesMixed_NamesTheFirstRowOfEachAndFitsOneUnit()
    {
        string rows = string.Concat(Enumerable.Range(0, 6).Select(k => string.Create(CultureInfo.InvariantCulture, $"{1000 * Math.Pow(2, k)},,loss,{2 + Math.Pow(2, -k)}\n")));

        CommandResult result = Run("fit", Write("runs.csv", $"finetuning_examples,finetuning_tokens,metric,value\n{rows},50K,loss,3\n,90K,loss,2.5\n"), "--x", "finetuning_examples", "--json");

        Assert.Equal(6, result.Json().GetProperty("fits")[0].GetProperty("points").GetInt32());
        Assert.Contains("The finetuning size is in examples in 6 rows (first: runs.csv(2)) and in tokens in 2 (first: line 8). The two are never mixed", result.Error, StringComparison.Ordinal);
        Assert.Contains("loss: 2 of 8 rows have no finetuning_examples and are left out.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100B,many", "--at is \"100B,many\"; expected a positive number such as 100B.")]
    [InlineData("D=1B,N=-3", "--at is \"D=1B,N=-3\"; expected a positive number such as 100B.")]
    [InlineData("N=1B,2B", "--at is \"N=1B,2B\"; expected bare scales, such as 100B,1T, or a scale for each name, such as pretraining_tokens=100B,parameters=3B.")]
    [InlineData("N=1B,parameters=2B", "--at is \"N=1B,parameters=2B\"; expected bare scales")]
    [InlineData("D=1B,N=3B", "power cannot be forecast at parameters=3B,pretraining_tokens=1B; expected the scale it goes over: pretraining_tokens=….")]
    [InlineData("N=3B", "power cannot be forecast at parameters=3B; expected the scale it goes over: pretraining_tokens=….")]
    public void Forecast_ScalesThatAreWrong_SaysWhatWasExpected(string at, string message) => AssertRefused(Run("forecast", Table(), "--at", at), message);

    [Fact]
    public void Fit_SetFromAnAbsentColumn_ListsThoseThereAre() => AssertRefused(
        Run("fit", Table(), "--set", "pretraining_data={runn}"),
        "--set pretraining_data={runn} takes the cells of a column \"runn\"; expected one of pretraining_tokens, metric, value, seed.");

    [Fact]
    public void Forecast_BeyondAHundredTimes_IsRefusedWithTheReason()
    {
        CommandResult result = Run("forecast", Table(), "--at", "10B", "--json");

        Assert.Empty(result.Json().GetProperty("forecasts").EnumerateArray());
        Assert.Contains("no forecast at 10B, 313 times the largest scale measured; the limit is 100 times. Measure nearer to it, or allow extrapolation.", result.Error, StringComparison.Ordinal);
    }

    private static void AssertRefused(CommandResult result, string message)
    {
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    private static string Losses(int count)
    {
        StringBuilder csv = new(Header);
        foreach (int k in Enumerable.Range(0, count))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{Math.Pow(2, k)}M,loss,{2 + Math.Pow(2, -k)},1\n");
        }

        return csv.ToString();
    }

    private string Table() => Write("runs.csv", Losses(6));
}
