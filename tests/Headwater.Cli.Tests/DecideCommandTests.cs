using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class DecideCommandTests : CommandLineFixture
{
    private const string Small = "parameters < 1e9";
    private const string Large = "parameters > 1e9";

    [Fact]
    public void Decide_Json_HasTheShape()
    {
        JsonElement decide = Run("backtest", Table(), "--decide", "--small", Small, "--large", Large, "--judge-by", "core", "--json").Json().GetProperty("decide");

        Assert.Equal(6, decide.GetProperty("recipes").GetInt32());
        Assert.Equal(15, decide.GetProperty("pairs").GetInt32());
        Assert.Equal(["headwater", "largest-small-scale"], decide.GetProperty("methods").EnumerateObject().Select(method => method.Name));
        JsonElement own = decide.GetProperty("methods").GetProperty("headwater");
        Assert.Equal(["decision_accuracy", "low", "high", "regret", "rank_correlation", "pick"], own.EnumerateObject().Select(property => property.Name));
        Assert.InRange(own.GetProperty("decision_accuracy").GetDouble(), 0.5, 1);
        Assert.All(decide.GetProperty("calibration").EnumerateArray(), bin => Assert.Equal(["said", "right", "pairs"], bin.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(15, decide.GetProperty("calibration").EnumerateArray().Sum(bin => bin.GetProperty("pairs").GetInt32()));
    }

    [Fact]
    public void Decide_ForPeople_OpensWithTheShareOfPairs()
    {
        CommandResult result = Run("backtest", Table(), "--decide", "--small", Small, "--large", Large, "--judge-by", "core");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("of the pairs are in the right order", result.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("largest-small-scale", result.Output, StringComparison.Ordinal);
        Assert.True(result.Output.Split('\n').Length <= 40);
    }

    [Fact]
    public void Decide_StandardInput_IsReadForBothSides()
    {
        string[] options = ["--decide", "--small", Small, "--large", Large, "--judge-by", "core", "--json"];

        Assert.Equal(Run(["backtest", Table(), .. options]).Output, RunWithInput(Text(), ["backtest", "-", .. options]).Output);
    }

    [Fact]
    public void Decide_Where_HoldsForBothSides()
    {
        JsonElement decide = Run("backtest", Table(), "--decide", "--where", "pretraining_data <> 'mix-5'", "--small", Small, "--large", Large, "--judge-by", "core", "--json").Json().GetProperty("decide");

        Assert.Equal(5, decide.GetProperty("recipes").GetInt32());
    }

    [Theory]
    [InlineData("parameters < 1", Large, "core", "--small \"parameters < 1\" matches no row")]
    [InlineData(Small, "parameters > 1e15", "core", "--large \"parameters > 1e15\" matches no row")]
    [InlineData("params_ < 1", Large, "core", "--small \"params_ < 1\": ")]
    [InlineData(Small, "true", "core", "18 rows are in both the small and the large scale")]
    [InlineData(Small, Large, "cores", "No row has the task cores; found core, other, third.")]
    [InlineData(Small, Large + " and pretraining_data < 'mix-2'", "core", "Only 2 recipes (pretraining_data)")]
    public void Decide_WrongInput_Exits2WithAHint(string small, string large, string task, string message)
    {
        CommandResult result = Run("backtest", Table(), "--decide", "--small", small, "--large", large, "--judge-by", task, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--judge-by", "core", "--judge-by needs --decide.")]
    [InlineData("--small", Small, "--small needs --decide.")]
    public void Option_WithoutDecide_Exits2(string option, string value, string message)
    {
        CommandResult result = Run("backtest", Table(), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tasks-weighting", "loud", "--tasks-weighting is \"loud\"; expected signal, equal or none.")]
    [InlineData("--recipe", "flavour", "--recipe is \"flavour\"; expected a column of the table that names recipes.")]
    [InlineData("--law", "chinchilla", "The law chinchilla goes over 2 scales; a decision takes laws over one.")]
    public void Decide_WrongOption_Exits2(string option, string value, string message)
    {
        CommandResult result = Run("backtest", Table(), "--decide", "--small", Small, "--large", Large, "--judge-by", "core", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_WithoutLarge_SaysWhatIsMissing()
    {
        CommandResult result = Run("backtest", Table(), "--decide", "--small", Small);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--decide needs --large", result.Error, StringComparison.Ordinal);
    }

    private string Table() => Write("recipes.csv", Text());

    // Six recipes, three tasks at 400M parameters and the one judged by at 7B.
    private static string Text()
    {
        StringBuilder csv = new("pretraining_data,parameters,pretraining_tokens,task,metric,value\n");
        double[] quality = [0.2, 1.0, -0.4, 0.7, -1.2, 0.1];
        for (int recipe = 0; recipe < quality.Length; recipe++)
        {
            foreach ((string task, double shift) in new[] { ("core", 0.02), ("other", -0.01), ("third", 0.03) })
            {
                csv.Append(CultureInfo.InvariantCulture, $"mix-{recipe},4e8,8e9,{task},accuracy,{0.4 + (0.05 * quality[recipe]) + (shift * ((recipe + task.Length) % 3))}\n");
            }

            csv.Append(CultureInfo.InvariantCulture, $"mix-{recipe},7e9,1.4e11,core,accuracy,{0.6 + (0.05 * quality[recipe])}\n");
        }

        return csv.ToString();
    }
}
