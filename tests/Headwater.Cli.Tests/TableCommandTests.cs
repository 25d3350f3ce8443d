using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class TableCommandTests : CommandLineFixture
{
    [Fact]
    public void Fit_Json_HasEveryKeyOfTheShape()
    {
        JsonElement fit = Run("fit", Table(), "--json").Json().GetProperty("fits")[0];

        Assert.Equal(
            ["series", "law", "equation", "status", "coefficients", "interval_method", "loss", "objective", "points", "rmse_log", "warnings"],
            fit.EnumerateObject().Select(property => property.Name));
        Assert.Equal("bleu-log", fit.GetProperty("law").GetString());
    }

    [Fact]
    public void Fit_Json_SaysHowTheTableWasRead()
    {
        string path = Write("wide.csv", "Dataset,Tokens (B),seed,train_loss,Eval loss\n" + string.Concat(new[] { 1, 2, 4, 8, 16 }.SelectMany(b => new[] { 1, 2 }.Select(seed =>
            string.Create(CultureInfo.InvariantCulture, $"c4,{b},{seed},9,{2 + (3 / Math.Pow(b, 0.3)) + (0.001 * seed)}\n")))));

        CommandResult result = Run("fit", path, "--json");

        JsonElement reading = result.Json().GetProperty("reading");
        Assert.Equal((10, 10, 1, 5), (reading.GetProperty("rows").GetInt32(), reading.GetProperty("used").GetInt32(), reading.GetProperty("series").GetInt32(), reading.GetProperty("scales").GetInt32()));
        Assert.Equal(("loss", false), (reading.GetProperty("metric").GetString(), reading.GetProperty("higher_is_better").GetBoolean()));
        Assert.Equal("up to 2 seeds at 5 scales", reading.GetProperty("averaged")[0].GetString());
        Assert.StartsWith("train_loss (", reading.GetProperty("ignored")[0].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("reading: 10 rows, all used: 1 series", result.Error, StringComparison.Ordinal);
        Assert.All(result.Lines, line => Assert.True(line.Length <= 120, line));
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("n_tokens")]
    [InlineData("D")]
    public void Fit_AliasOfTheScale_IsTheScale(string name) => Assert.Equal(0, Run("fit", Table(), "--x", name).ExitCode);

    [Theory]
    [InlineData("mean", "7.5")]
    [InlineData("best", "10")]
    [InlineData("last", "5")]
    public void Fit_SeveralRuns_CountAsAsked(string choice, string expected)
    {
        string path = Write("runs.csv", "data,D,run,bleu\n" + string.Concat(new[] { 1, 2, 4, 8, 16 }.Select(b => $"a,{b}B,x{b},10\na,{b}B,y{b},5\n")));

        CommandResult result = Run("forecast", path, "--at", "32B", "--several-runs", choice, "--json");

        Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), result.Json().GetProperty("forecasts")[0].GetProperty("value").GetDouble(), 6);
    }

    [Fact]
    public void Allocate_RunsAlongOneRatio_Exits2()
    {
        string path = Write("line.csv", "N,D,loss\n" + string.Concat(new[] { 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10 }.Select(n =>
            string.Create(CultureInfo.InvariantCulture, $"{n},{25 * n},{1.7 + (400 / Math.Pow(n, 0.34)) + (400 / Math.Pow(25 * n, 0.28))}\n"))));

        CommandResult result = Run("allocate", path, "--compute", "1e22");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the split is not identified: all runs lie along one line of 25 tokens for each parameter", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("1,000,000,000")]
    [InlineData("1_000_000_000")]
    [InlineData("1B")]
    public void Forecast_NumberInAnyNotation_IsOneScale(string at) =>
        Assert.Equal(1e9, Run("forecast", Table(), "--at", at, "--allow-extrapolation", "--json").Json().GetProperty("forecasts")[0].GetProperty("at").GetProperty("pretraining_tokens").GetDouble());

    [Fact]
    public void Fit_NoiseFreeScores_GivesTheirExponentBack()
    {
        JsonElement fit = Run("fit", Table(), "--json").Json().GetProperty("fits")[0];

        Assert.Equal(1.5, fit.GetProperty("coefficients").GetProperty("beta").GetProperty("value").GetDouble(), 2);
    }

    [Fact]
    public void Fit_UsersEquation_IsFitted()
    {
        CommandResult result = Run("fit", Table(), "--law", "score = a + b * log(D)", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("score = a + b * log(D)", result.Json().GetProperty("fits")[0].GetProperty("equation").GetString());
    }

    [Fact]
    public void Fit_BrokenEquation_Exits2AndPoints()
    {
        CommandResult result = Run("fit", Table(), "--law", "score = a + * D");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("*", result.Error, StringComparison.Ordinal);
        Assert.Contains("expected", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--loss", "least", "--loss is \"least\"; expected one of huber, gaussian, binomial, auto.")]
    [InlineData("--intervals", "wide", "--intervals is \"wide\"; expected one of auto, profile, bootstrap.")]
    [InlineData("--scale-weight", "-1", "--scale-weight is \"-1\"; expected a number of at least 0, or auto.")]
    public void Fit_WordThatIsNone_Exits2AndListsThem(string option, string word, string message)
    {
        CommandResult result = Run("fit", Table(), option, word);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LossAndIntervalsAskedFor_AreNamed()
    {
        JsonElement fit = Run("fit", Table(), "--loss", "huber", "--intervals", "bootstrap", "--scale-weight", "auto", "--json").Json().GetProperty("fits")[0];

        Assert.Equal("huber", fit.GetProperty("loss").GetString());
        Assert.Equal("bootstrap_over_points", fit.GetProperty("interval_method").GetString());
        Assert.Contains("bootstrap over points", Run("fit", Table(), "--intervals", "bootstrap").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_Json_HoldsTheTruthInItsInterval()
    {
        JsonElement forecast = Run("forecast", Table(), "--at", "64M", "--json").Json().GetProperty("forecasts")[0];

        Assert.Equal(6.4e7, forecast.GetProperty("at").GetProperty("pretraining_tokens").GetDouble());
        Assert.InRange(Truth(6.4e7), forecast.GetProperty("low").GetDouble(), forecast.GetProperty("high").GetDouble());
        Assert.Equal(2, forecast.GetProperty("extrapolation_factor").GetDouble(), 6);
    }

    [Fact]
    public void Forecast_WithoutScale_Exits2AndAsksForOne()
    {
        CommandResult result = Run("forecast", Table());

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("forecast needs a scale; expected --at with one or more numbers, such as 100B.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_ScaleInWords_Exits2AndSaysWhatWasExpected()
    {
        CommandResult result = Run("forecast", Table(), "--at", "many");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--at is \"many\"; expected a positive number such as 100B.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecast_LawInTwoScales_IsAtTheNamedPlace()
    {
        IEnumerable<string> rows = from n in new[] { 1e8, 3e8, 1e9 } from d in new[] { 2e9, 1e10, 5e10 } select string.Create(CultureInfo.InvariantCulture, $"{n},{d},{Loss(n, d)}\n");

        CommandResult result = Run("forecast", Write("grid.csv", "N,D,loss\n" + string.Concat(rows)), "--law", "chinchilla", "--at", "pretraining_tokens=100B,parameters=3B", "--json");

        JsonElement forecast = Assert.Single(result.Json().GetProperty("forecasts").EnumerateArray());
        Assert.Equal([("parameters", 3e9), ("pretraining_tokens", 1e11)], forecast.GetProperty("at").EnumerateObject().Select(scale => (scale.Name, scale.Value.GetDouble())));
        Assert.Equal(Loss(3e9, 1e11), forecast.GetProperty("value").GetDouble(), 1e-4);
        Assert.Equal(3, forecast.GetProperty("extrapolation_factor").GetDouble(), 9);

        static double Loss(double n, double d) => 1.69 + (406.4 / Math.Pow(n, 0.34)) + (410.7 / Math.Pow(d, 0.28));
    }

    [Fact]
    public void Fit_DataMixing_ReadsTheCorporaFromTheTable()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 8).Select(k => k / 7.0).Select((en, k) => string.Create(CultureInfo.InvariantCulture, $"mixture {k},{en},{1 - en},{1.5 + Math.Exp((0.4 * en) - (0.3 * (1 - en)))}\n"));

        CommandResult result = Run("fit", Write("mixtures.csv", "mix,rate_en,rate_de,loss\n" + string.Concat(rows)), "--law", "data-mixing", "--json");

        JsonElement coefficients = Assert.Single(result.Json().GetProperty("fits").EnumerateArray()).GetProperty("coefficients");
        Assert.Equal(["c", "t_de", "t_en"], coefficients.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.4, coefficients.GetProperty("t_en").GetProperty("value").GetDouble(), 1e-4);
    }

    [Fact]
    public void Advise_Json_NamesAnActionAndEveryMixture()
    {
        JsonElement result = Run("advise", Table(), "--at", "64M", "--json").Json();

        Assert.Contains(result.GetProperty("advice").GetProperty("action").GetString(), (string[])["continue", "stop", "choose", "undecided"]);
        Assert.Equal(["a", "b"], result.GetProperty("mixtures").EnumerateArray().Select(mixture => mixture.GetProperty("mixture").GetString()));
    }

    [Fact]
    public void Advise_Target_TellsTokensAndWhetherItGetsThere()
    {
        double target = Math.Round(Truth(6.4e7), 2);
        string text = target.ToString(CultureInfo.InvariantCulture);

        JsonElement reach = Run("advise", Table(), "--target", text, "--json").Json().GetProperty("mixtures")[0].GetProperty("target");

        Assert.InRange(reach.GetProperty("pretraining_tokens").GetDouble(), 5e7, 8e7);
        Assert.Equal(1, reach.GetProperty("probability").GetDouble() + reach.GetProperty("probability_never").GetDouble(), 9);
        Assert.Contains("a with 2K examples reaches ", Run("advise", Table(), "--target", text).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Advise_NegativeScores_StillAdvises()
    {
        string rows = string.Concat(Enumerable.Range(1, 5).Select(k => string.Create(CultureInfo.InvariantCulture, $"a,{k}000000,score,{k - 9}\nb,{k}000000,score,-9\n")));
        string table = Write("runs.csv", $"pretraining_data,pretraining_tokens,metric,value\n{rows}");

        CommandResult result = Run("advise", table, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("a", result.Json().GetProperty("advice").GetProperty("mixture").GetString());
    }

    [Fact]
    public void Table_TextInANumberColumn_Exits2WithFileLineAndColumn()
    {
        string table = Write("runs.csv", "pretraining_data,pretraining_tokens,metric,value\na,1000000,bleu,10\na,lots,bleu,11\n");

        CommandResult result = Run("fit", table);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("runs.csv(3): pretraining_tokens is \"lots\"; expected", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Table_Absent_Exits2AndNamesIt()
    {
        CommandResult result = Run("advise", Path.Combine(Folder, "absent.csv"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("absent.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TableOnStandardInput_EqualsTheFile() =>
        Assert.Equal(Run("fit", Table(), "--json").Output, RunWithInput(File.ReadAllText(Table()), "fit", "-", "--json").Output);

    [Fact]
    public void Fit_Where_FitsTheRowsThatAreLeft()
    {
        JsonElement fits = Run("fit", Table(), "--where", "pretraining_data = 'b' AND D < 20e6", "--json").Json().GetProperty("fits");

        JsonElement fit = Assert.Single(fits.EnumerateArray());
        Assert.Equal("b", fit.GetProperty("series").GetProperty("pretraining_data").GetString());
        Assert.Equal(5, fit.GetProperty("points").GetInt32());
    }

    [Fact]
    public void Fit_LogsOfRuns_GetTheirTokensAndDataFromTheOptions()
    {
        foreach (string run in new[] { "a", "b" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, run));
            IEnumerable<string> entries = Enumerable.Range(1, 6).Select(k => string.Create(CultureInfo.InvariantCulture, $$"""{"step": {{k * 100}}, "eval_loss": {{2 + (3 * Math.Pow(k, -0.5))}}}"""));
            Write(Path.Combine(run, "trainer_state.json"), $$"""{"log_history": [{{string.Join(',', entries)}}]}""");
        }

        CommandResult result = Run("fit", Path.Combine(Folder, "*", "trainer_state.json"), "--set", "pretraining_data={run}", "--tokens-per-step", "1M", "--json");

        Assert.Equal(["a", "b"], result.Json().GetProperty("fits").EnumerateArray().Select(fit => fit.GetProperty("series").GetProperty("pretraining_data").GetString()));
        Assert.DoesNotContain("--tokens-per-step", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set", "en", "--set is \"en\"; expected COLUMN=VALUE, such as pretraining_data=en.")]
    [InlineData("--tokens-per-step", "many", "--tokens-per-step is \"many\"; expected a positive number such as 2M.")]
    public void Table_OptionThatIsWrong_Exits2AndSaysWhatWasExpected(string option, string value, string message)
    {
        CommandResult result = Run("fit", Table(), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_BareTable_WritesOnePageBesideIt()
    {
        string table = Table();

        CommandResult result = Run("report", table, "--at", "64M");

        Assert.Equal(0, result.ExitCode);
        string page = Path.Combine(Folder, "runs.report", "index.html");
        Assert.Equal(page, result.Output.Trim());
        Assert.DoesNotContain("src=\"http", File.ReadAllText(page), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Laws_Json_ListsEquationAndSource()
    {
        JsonElement laws = Run("laws", "--json").Json().GetProperty("laws");

        JsonElement power = laws.EnumerateArray().Single(law => law.GetProperty("law").GetString() == "power");
        Assert.Equal("loss = E + A / D^alpha", power.GetProperty("equation").GetString());
        Assert.Contains("2402.04177", power.GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Laws_All_StayWithinEightyColumns()
    {
        string[] lines = Run("laws").Output.Split('\n');

        Assert.Contains("m4", lines);
        Assert.Contains("  (loss - e) / (e0 - loss)^a = b / D^c", lines);
        Assert.Contains("  e non-negative, e0 positive, a positive, b positive, c positive", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Laws_Name_ShowsThatLawAlone()
    {
        string output = Run("laws", "Chinchilla").Output;

        Assert.StartsWith("chinchilla\n  loss = E + A / N^alpha + B / D^beta\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("bleu-log", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyCommand_UnknownOption_Exits2()
    {
        CommandResult result = Run("fit", Table(), "--nonsense");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--nonsense", result.Error, StringComparison.Ordinal);
    }

    private static double Truth(double tokens) => Math.Pow(-2 + (0.6 * Math.Log(tokens)), 1.5);

    private string Table()
    {
        StringBuilder csv = new("pretraining_data,pretraining_tokens,finetuning_examples,metric,value,stderr\n");
        foreach (int k in Enumerable.Range(0, 6))
        {
            double tokens = 1e6 * Math.Pow(2, k);
            csv.Append(CultureInfo.InvariantCulture, $"a,{tokens:R},2000,bleu,{Truth(tokens):R},0.2\n");
            csv.Append(CultureInfo.InvariantCulture, $"b,{tokens:R},2000,bleu,{0.7 * Truth(tokens):R},0.2\n");
        }

        return Write("runs.csv", csv.ToString());
    }
}
