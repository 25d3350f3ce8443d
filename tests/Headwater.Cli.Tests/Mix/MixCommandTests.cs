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
