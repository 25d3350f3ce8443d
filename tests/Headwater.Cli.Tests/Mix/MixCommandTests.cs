using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests.Mix;

public sealed class MixCommandTests : CommandLineFixture
{
    [Fact]
    public void Mix_Json_HasTheShape()
    {
        JsonElement json = Run("mix", Table(20), "--objective", "x", "--json").Json();

        Assert.Equal(["x", "y"], json.GetProperty("targets").EnumerateObject().Select(target => target.Name));
        Assert.Equal("auto", json.GetProperty("targets").GetProperty("x").GetProperty("surrogate").GetString());
        Assert.InRange(json.GetProperty("targets").GetProperty("x").GetProperty("cross_validation").GetProperty("rank_correlation").GetDouble(), 0.8, 1);
        Assert.Equal(0, json.GetProperty("predictions").GetArrayLength());
        Assert.True(json.GetProperty("proposal").GetProperty("rates").GetProperty("a").GetDouble() > 0.5);
        Assert.True(json.GetProperty("proposal").GetProperty("gain").GetDouble() > 0);
    }

    [Fact]
    public void Mix_ForPeople_FitsAScreen()
    {
        CommandResult result = Run("mix", Table(20), "--objective", "x", "--next", "3");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("The proposed mixture is forecast at", result.Output, StringComparison.Ordinal);
        Assert.Contains("In a study file: proposal: {", result.Output, StringComparison.Ordinal);
        Assert.Contains("Most useful further runs next", result.Output, StringComparison.Ordinal);
        Assert.True(result.Output.Split('\n').Length <= 45);
    }

    [Fact]
    public void Mix_Predict_NeedsNoValuesAndReadsNone()
    {
        string with = Write("other.csv", "pretraining_data,rate_a,rate_b,rate_c,task,metric,value\nm,0.2,0.3,0.5,x,loss,7\nm,0.2,0.3,0.5,y,loss,9\n");
        string without = Write("bare.csv", "pretraining_data,rate_a,rate_b,rate_c\nm,0.2,0.3,0.5\n");

        JsonElement predictions = Run("mix", Table(20), "--predict", without, "--json").Json().GetProperty("predictions");

        Assert.Equal(["x", "y"], predictions.EnumerateArray().Select(prediction => prediction.GetProperty("task").GetString()));
        Assert.All(predictions.EnumerateArray(), prediction => Assert.Equal("m", prediction.GetProperty("pretraining_data").GetString()));
        Assert.Equal(predictions.ToString(), Run("mix", Table(20), "--predict", with, "--json").Json().GetProperty("predictions").ToString());
    }

    [Fact]
    public void Mix_Report_WritesAPageWithPictures()
    {
        string folder = Path.Combine(Folder, "mix-report");

        Assert.Equal(0, Run("mix", Table(20), "--report", folder).ExitCode);

        Assert.Contains("The proposed mixture is forecast at", File.ReadAllText(Path.Combine(folder, "index.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "figures", "responses.svg")));
        Assert.True(File.Exists(Path.Combine(folder, "figures", "mixtures.png")));
    }

    [Fact]
    public void Mix_Noise_SaysThatNoMixtureIsDistinguishableAndProposesNothing()
    {
        string noise = Noise(40);
        string folder = Path.Combine(Folder, "noise-report");

        CommandResult result = Run("mix", noise, "--next", "2", "--report", folder);
        JsonElement json = Run("mix", noise, "--json").Json();

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("No mixture is distinguishable by mean: in cross-validation, the surrogates do not predict held-out runs better than the mean of the other runs does", InOneLine(result.Output), StringComparison.Ordinal);
        Assert.DoesNotContain("In a study file", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Proposed", result.Output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("proposal").ValueKind);
        Assert.False(json.GetProperty("distinguishable").GetBoolean());
        Assert.DoesNotContain("Proposed", File.ReadAllText(Path.Combine(folder, "index.html")), StringComparison.Ordinal);
    }

    // The gain in words, the two forecasts in the same sentence, and the numbers of the JSON are one arithmetic.
    [Fact]
    public void Mix_Sentence_AgreesWithItselfAndWithTheJson()
    {
        string table = Table(20);

        string[] lines = Run("mix", table, "--objective", "x").Output.Split("\nThe best mixture tried")[..2];
        JsonElement proposal = Run("mix", table, "--objective", "x", "--json").Json().GetProperty("proposal");

        double[] first = Numbers(lines[0]);                                              // forecast, low, high, gain, low, high, natural
        Assert.Equal(first[6] - first[0], first[3], 2 * Unit(lines[0]));
        Assert.Equal(proposal.GetProperty("gain").GetDouble(), first[3], Unit(lines[0]));
        Assert.Equal(proposal.GetProperty("natural").GetProperty("forecast").GetDouble(), first[6], Unit(lines[0]));
        lines[1] = lines[1].Split("\nIn a study file")[0];
        double[] second = Numbers(lines[1][lines[1].IndexOf("was measured", StringComparison.Ordinal)..]);       // measured, fit, gain, low, high
        Assert.Equal(second[1] - proposal.GetProperty("forecast").GetDouble(), second[2], 2 * Unit(lines[1]));
        Assert.Equal(proposal.GetProperty("best_tried").GetProperty("forecast").GetDouble(), second[1], Unit(lines[1]));
    }

    [Fact]
    public void Mix_Joint_FitsTheSizesAndForecastsALargerOne()
    {
        string table = Write("sizes.csv", Sizes());
        string larger = Write("larger.csv", "pretraining_data,parameters,pretraining_tokens,rate_a,rate_b\nm,3e7,3e9,0.5,0.5\n");

        CommandResult text = Run("mix", table, "--joint", "additive", "--predict", larger);
        JsonElement json = Run("mix", table, "--joint", "additive", "--predict", larger, "--json").Json();

        Assert.Equal(0, text.ExitCode);
        Assert.Contains("how runs of the largest scale are forecast from the smaller ones", text.Output, StringComparison.Ordinal);
        Assert.Equal(JointTruth(0.5, 3e7, 3e9), json.GetProperty("predictions")[0].GetProperty("value").GetDouble(), 0.05);
    }

    [Theory]
    [InlineData("magic", "magic")]
    [InlineData("additive", "A joint law needs rows with mixing rates, parameters and pretraining_tokens")]
    public void Mix_JointThatCannotBe_IsRefused(string form, string expected)
    {
        CommandResult result = Run("mix", form == "magic" ? Write("sizes.csv", Sizes()) : Table(20), "--joint", form);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Mix_Keep_SearchesTheShareOfTheNewCorpusAlone()
    {
        string old = Table(20);
        string added = Write("added.csv", "pretraining_data,parameters,rate_a,rate_b,rate_c,rate_d,task,metric,value\n" + string.Concat(Enumerable.Range(1, 6).Select(run => string.Create(
            CultureInfo.InvariantCulture, $"d{run},1e6,{0.3 * (10 - run) / 10},{0.3 * (10 - run) / 10},{0.4 * (10 - run) / 10},{run / 10.0},x,loss,{3 - Math.Sqrt(0.3 * (10 - run) / 10) - (0.9 * Math.Sqrt(run / 10.0))}\n"))));

        CommandResult result = Run("mix", old, added, "--objective", "x", "--keep", "a=0.3,b=0.3,c=0.4");
        JsonElement rates = Run("mix", old, added, "--objective", "x", "--keep", "a=0.3,b=0.3,c=0.4", "--json").Json().GetProperty("proposal").GetProperty("rates");
        CommandResult unknown = Run("mix", old, added, "--objective", "x", "--keep", "nobody");

        Assert.Contains("than the kept mixture", InOneLine(result.Output), StringComparison.Ordinal);
        Assert.True(rates.GetProperty("d").GetDouble() > 0.3);
        Assert.Equal(1, rates.GetProperty("a").GetDouble() / rates.GetProperty("b").GetDouble(), 1e-9);
        Assert.Equal(0.75, rates.GetProperty("a").GetDouble() / rates.GetProperty("c").GetDouble(), 1e-9);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("--keep is \"nobody\"; expected rates such as en=0.7,de=0.3, or one of the 26 mixtures of the table: m0, m1", unknown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.5,0.3,0.1", new string[0], "sum to 0.9; expected 1")]
    [InlineData(null, new[] { "--objective", "z" }, "--objective is \"z\"; expected mean, worst, or a target: x, y")]
    [InlineData(null, new[] { "--cap", "a=0.2,b=0.2,c=0.2" }, "The caps leave room for 0.6 of the tokens")]
    [InlineData(null, new[] { "--cap", "d=0.2" }, "--cap names the corpus \"d\"; expected one of a, b, c")]
    [InlineData(null, new[] { "--cap", "a" }, "--cap is \"a\"; expected CORPUS=NUMBER")]
    [InlineData(null, new[] { "--surrogate", "magic" }, "--surrogate is \"magic\"; expected one of auto")]
    [InlineData(null, new[] { "--tokens", "1B" }, "hint: --available")]
    [InlineData(null, new[] { "--predict", "nowhere.csv" }, "nowhere.csv")]
    public void Mix_BadInput_IsRefusedWithAMessage(string? rates, string[] options, string expected)
    {
        CommandResult result = Run(["mix", Table(20, rates), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Mix_FewRuns_SaysHowManyAreNeeded()
    {
        CommandResult result = Run("mix", Table(4));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There are 4 different mixtures", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mix_ConstantTarget_IsRefused()
    {
        StringBuilder csv = new("pretraining_data,rate_a,rate_b,metric,value\n");
        for (int run = 0; run < 12; run++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"m{run},{run / 12.0:0.000},{1 - Math.Round(run / 12.0, 3):0.000},loss,2.5\n");
        }

        CommandResult result = Run("mix", Write("constant.csv", csv.ToString()));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Every target is constant", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mix_OtherScale_Warns()
    {
        string other = Write("large.csv", "pretraining_data,parameters,rate_a,rate_b,rate_c\nm,1e9,0.2,0.3,0.5\n");

        CommandResult result = Run("mix", Table(20), "--predict", other);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("forecasts are values at the scale of the fit", result.Error, StringComparison.Ordinal);
    }

    private static double JointTruth(double a, double parameters, double tokens) => 1.2 + (1 / (0.5 + (2 * Math.Sqrt(a)) + Math.Pow(1 - a, 0.3))) + Math.Pow(parameters / 1e6, -0.3) + Math.Pow(tokens / 1e8, -0.25);

    private static string Sizes() => "pretraining_data,parameters,pretraining_tokens,rate_a,rate_b,task,metric,value\n" + string.Concat(
        from scale in new[] { (N: 1e6, D: 1e8), (N: 3e6, D: 3e8), (N: 1e7, D: 1e9) }
        from run in Enumerable.Range(0, 12)
        let a = (run + 1) / 13.0
        select string.Create(CultureInfo.InvariantCulture, $"m{run},{scale.N},{scale.D},{a},{1 - a},x,loss,{JointTruth(a, scale.N, scale.D)}\n"));

    // Without the line breaks of a screen.
    private static string InOneLine(string output) => output.ReplaceLineEndings(" ");

    private static double[] Numbers(string line) => [.. System.Text.RegularExpressions.Regex.Matches(line, @"-?\d+\.\d+").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    // One in the last place of what is printed.
    private static double Unit(string line) => Math.Pow(10, -System.Text.RegularExpressions.Regex.Match(line, @"by \d+\.(\d+) \[").Groups[1].Length);

    // Losses that have nothing to do with the rates.
    private string Noise(int runs)
    {
        Random random = new(12);
        StringBuilder csv = new("pretraining_data,rate_a,rate_b,rate_c,metric,value\n");
        for (int run = 0; run < runs; run++)
        {
            double a = Math.Round((((run * 7) % 19) + 1) / 40.0, 3);
            double b = Math.Round((((run * 11) % 17) + 1) / 40.0, 3);
            csv.Append(CultureInfo.InvariantCulture, $"m{run},{a},{b},{Math.Round(1 - a - b, 3)},loss,{3 + (0.1 * random.NextDouble())}\n");
        }

        return Write("noise.csv", csv.ToString());
    }

    // Losses that fall with the roots of a (x) and of b (y).
    private string Table(int runs, string? last = null)
    {
        StringBuilder csv = new("pretraining_data,parameters,rate_a,rate_b,rate_c,task,metric,value\n");
        for (int run = 0; run < runs; run++)
        {
            double a = Math.Round((((run * 7) % 19) + 1) / 40.0, 3);
            double b = Math.Round((((run * 11) % 17) + 1) / 40.0, 3);
            string rates = run == runs - 1 && last is not null ? last : string.Create(CultureInfo.InvariantCulture, $"{a},{b},{Math.Round(1 - a - b, 3)}");
            csv.Append(CultureInfo.InvariantCulture, $"m{run},1e6,{rates},x,loss,{3 - Math.Sqrt(a)}\nm{run},1e6,{rates},y,loss,{4 - Math.Sqrt(b)}\n");
        }

        return Write($"runs-{runs}{(last is null ? "" : "-off")}.csv", csv.ToString());
    }
}
