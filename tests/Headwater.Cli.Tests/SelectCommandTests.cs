using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class SelectCommandTests : CommandLineFixture
{
    [Fact]
    public void Select_Json_RanksEveryModelWithTheKeysOfTheShape()
    {
        CommandResult result = Run("select", Curves(), "--at", "1M", "--json");

        JsonElement[] ranking = [.. result.Json().GetProperty("ranking").EnumerateArray()];
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["model", "forecast", "low", "high", "rank"], ranking[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["steep", "middle", "flat"], ranking.Select(entry => entry.GetProperty("model").GetString()));
    }

    [Fact]
    public void Select_Text_NamesTheFactorAndWarnsFarAhead()
    {
        CommandResult result = Run("select", Curves(), "--at", "1M");

        Assert.Contains("expected at 1M, 31× the largest size measured (pooled)", result.Output, StringComparison.Ordinal);
        Assert.Contains("warning: task t, metric loss: 1M is 31.3 times the largest size measured (32K)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FitBelow_ScoresEveryMethodThatCanJudge()
    {
        CommandResult result = Run("select", Curves(), "--fit-below", "1/4,0.125", "--method", "all", "--json");

        JsonElement[] scores = [.. result.Json().GetProperty("evaluation").EnumerateArray()];
        Assert.Equal(["pooled", "ats", "rectified", "line-2", "line-3", "sub-tuning"], scores.Select(score => score.GetProperty("method").GetString()).Distinct());
        Assert.Equal([0.25, 0.125], scores.Select(score => score.GetProperty("fraction").GetDouble()).Distinct());
        Assert.Contains("zero-shot cannot judge all models", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_FitBelowAsText_HasAColumnForEachShare()
    {
        string output = Run("select", Curves(), "--fit-below", "1/4,1/8").Output;

        Assert.Contains("PearCorr, forecast against measured, 3 models", output, StringComparison.Ordinal);
        Assert.Contains("1/8", output, StringComparison.Ordinal);
        Assert.Contains("RelAcc of the model picked", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], "select needs the size of the full finetuning set; expected --at with a number such as 1.6M, or --fit-below with a share to evaluate a table that has it.")]
    [InlineData(new[] { "--at", "big" }, "--at is \"big\"; expected a positive number such as 1.6M.")]
    [InlineData(new[] { "--fit-below", "8" }, "--fit-below is \"8\"; expected a share between 0 and 1, such as 0.125 or 1/8.")]
    [InlineData(new[] { "--at", "1M", "--method", "luck" }, "There is no selection method \"luck\"; expected one of pooled, ats,")]
    [InlineData(new[] { "--at", "1G" }, "--at is \"1G\"")]
    public void Select_OptionThatIsWrong_Exits2AndSaysWhatWasExpected(string[] options, string message)
    {
        CommandResult result = Run(["select", Curves(), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Allocate_Json_HasIntervalsAndTheFactor()
    {
        CommandResult result = Run("allocate", Losses(), "--compute", "1e20,1e21", "--resamples", "10", "--json");

        JsonElement[] allocations = [.. result.Json().GetProperty("allocations").EnumerateArray()];
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, allocations.Length);
        Assert.Equal(["series", "law", "compute", "parameters", "tokens", "exponent", "loss", "level", "extrapolation_factor"], allocations[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.28 / 0.62, allocations[0].GetProperty("exponent").GetProperty("value").GetDouble(), 3);
        Assert.Equal(1e20, 6 * allocations[0].GetProperty("parameters").GetProperty("value").GetDouble() * allocations[0].GetProperty("tokens").GetProperty("value").GetDouble(), 1e14);
    }

    [Fact]
    public void Allocate_Text_ShowsTokensPerParameter() =>
        Assert.Contains("Tokens per parameter", Run("allocate", Losses(), "--compute", "1e21", "--resamples", "5").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(new string[0], "allocate needs a compute budget; expected one or more numbers of FLOPs.\nhint: --compute 1e21")]
    [InlineData(new[] { "--compute", "lots" }, "--compute is \"lots\"; expected a positive number of FLOPs such as 1e21.")]
    [InlineData(new[] { "--compute", "1e21", "--law", "power" }, "power is a law of D; expected one of N (parameters) and D (tokens), such as chinchilla.")]
    public void Allocate_OptionThatIsWrong_Exits2AndSaysWhatWasExpected(string[] options, string message)
    {
        CommandResult result = Run(["allocate", Losses(), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocate_FarBeyondTheRuns_Exits1AndSaysWhy()
    {
        CommandResult result = Run("allocate", Losses(), "--compute", "1e26");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the limit is 100 times", result.Error, StringComparison.Ordinal);
    }

    private string Curves()
    {
        StringBuilder csv = new("model,task,finetuning_examples,metric,value\n");
        foreach ((string model, double start, double slope) in new[] { ("flat", 2.5, 0.03), ("middle", 3.0, 0.08), ("steep", 3.6, 0.15) })
        {
            foreach (int size in new[] { 500, 1000, 2000, 4000, 8000, 16000, 32000 })
            {
                csv.Append(CultureInfo.InvariantCulture, $"{model},t,{size},loss,{start * Math.Pow(size / 500.0, -slope):R}\n");
            }
        }

        return Write("curves.csv", csv.ToString());
    }

    private string Losses()
    {
        StringBuilder csv = new("parameters,pretraining_tokens,metric,value\n");
        foreach (double parameters in new[] { 1e8, 3e8, 1e9, 3e9, 1e10 })
        {
            foreach (double ratio in new[] { 5.0, 20, 80 })
            {
                double loss = 1.69 + (406.4 * Math.Pow(parameters, -0.34)) + (410.7 * Math.Pow(parameters * ratio, -0.28));
                csv.Append(CultureInfo.InvariantCulture, $"{parameters:R},{parameters * ratio:R},loss,{loss:R}\n");
            }
        }

        return Write("losses.csv", csv.ToString());
    }
}
