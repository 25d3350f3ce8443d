namespace Headwater.Cli.Tests;

/// <summary>What commands on tables say of names that are wrong and of tables that are read with care.</summary>
public sealed class TableFaultTests : CommandLineFixture
{
    [Theory]
    [InlineData("fit", "--metric", "bleu", "--metric is \"bleu\", which no row of the table has; expected accuracy.\nhint: --metric accuracy")]
    [InlineData("advise", "--metric", "acuracy", "--metric is \"acuracy\", which no row of the table has; expected accuracy.\nhint: --metric accuracy")]
    [InlineData("backtest", "--metric", "f1", "--metric is \"f1\", which no row of the table has; expected accuracy.")]
    [InlineData("report", "--metric", "f1", "--metric is \"f1\", which no row of the table has; expected accuracy.")]
    [InlineData("forecast", "--at", "256X", "--at is \"256X\"; expected a positive number such as 100B.\nhint: --at 256B; K, M, B and T are thousands, millions, billions and trillions.")]
    [InlineData("forecast", "--at", "-5", "--at is \"-5\"; expected a positive number such as 100B.\nhint: --at 5")]
    [InlineData("forecast", "--at", "tokns=1B", "hint: did you mean tokens? --at pretraining_tokens=1B")]
    [InlineData("fit", "--law", "powr", "\nhint: --law power")]
    [InlineData("fit", "--law", "E+A/D^a", "The law \"E+A/D^a\" names no value before an equals sign; expected an equation such as \"loss = E + A / D^alpha\".\nhint: --law \"loss = E+A/D^a\"")]
    public void Run_OptionThatIsWrong_SaysWhatHelps(string command, string option, string value, string message)
    {
        CommandResult result = Run(command, Shots(), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Advise_TwoNumbersOfShots_AreNotCalledTasks()
    {
        CommandResult result = Run("advise", Shots());

        Assert.Contains("mean over 2 settings of shots of arc", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("2 tasks", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fit")]
    [InlineData("forecast")]
    [InlineData("advise")]
    [InlineData("backtest")]
    [InlineData("allocate")]
    [InlineData("report")]
    public void Run_SeriesWhoseUnitIsNotKnown_IsRefused(string command)
    {
        string path = Write("mixed.csv", "mixture,tokens,accuracy\n" + string.Concat(Enumerable.Range(0, 7).Select(k => FormattableString.Invariant($"web,{1 << k}B,{(k % 3 == 1 ? 100 : 1) * (0.3 + (0.04 * k))}\n"))));
        string[] more = command switch { "forecast" => ["--at", "100B"], "allocate" => ["--compute", "1e21"], _ => [] };

        CommandResult result = Run([command, path, .. more]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("web, accuracy: the unit of this series is not known", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: correct the cells, or leave one kind out with --where", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("fit")]
    [InlineData("forecast")]
    [InlineData("advise")]
    [InlineData("backtest")]
    public void Run_Piped_KeepsProseWithin120Columns(string command)
    {
        CommandResult result = Run([command, Shots(), .. command == "forecast" ? new[] { "--at", "256B" } : []]);

        Assert.Equal(0, result.ExitCode);
        Assert.All(result.Output.Split('\n').Where(line => line.Contains(". ", StringComparison.Ordinal)), line => Assert.True(line.Length <= 120, line));
        Assert.All(result.Error.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    private string Shots() => Write("shots.csv", "mixture,tokens,task,num_fewshot,accuracy\n" + string.Concat(
        from mixture in new[] { (Name: "web", Slope: 0.05), (Name: "code", Slope: 0.03) }
        from shots in new[] { 0, 5 }
        from k in Enumerable.Range(0, 7)
        select FormattableString.Invariant($"{mixture.Name},{1 << k}B,arc,{shots},{0.28 + (0.002 * shots) + (mixture.Slope * k) + (0.001 * (k % 2)):0.####}\n")));
}
