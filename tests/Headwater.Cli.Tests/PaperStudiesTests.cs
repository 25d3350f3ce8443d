namespace Headwater.Cli.Tests;

/// <summary>The studies of the paper are for a cluster: here they are read as far as their files, which are not in the repository.</summary>
public sealed class PaperStudiesTests : CommandLineFixture
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.PathOf("examples", "paper"), "*.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan_WithoutTheCorpora_FindsNoOtherFault(string name)
    {
        CommandResult result = Run("plan", Repository.PathOf("examples", "paper", name), "--on", "h100", "--no-calibration");

        Assert.Equal(2, result.ExitCode);
        Assert.All(result.Lines.Where(line => line.StartsWith("headwater: ", StringComparison.Ordinal) || line.StartsWith("en-", StringComparison.Ordinal)), line => Assert.Matches("no file|HEADWATER_CORPORA", line));
    }
}
