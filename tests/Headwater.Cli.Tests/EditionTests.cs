using Headwater.Models;

namespace Headwater.Cli.Tests;

/// <summary>What <c>headwater-lite</c> says where <c>headwater</c> would train.</summary>
public sealed class EditionTests : CommandLineFixture
{
    [Fact]
    public void Failure_NoLibtorchInLite_NamesTheProgramThatHasIt()
    {
        using StringWriter error = new();
        using StringReader nothing = new("");
        TorchUnavailableException exception = new("libtorch_cpu.so was not found beside the program.");

        Failure.Write(new Terminal { Output = error, Error = error, Input = nothing, Edition = Edition.Lite }, exception);

        Assert.Equal(ExitCode.Usage, Failure.ExitCodeOf(exception, Edition.Lite));
        Assert.Equal(ExitCode.Failed, Failure.ExitCodeOf(exception, Edition.Full));
        Assert.StartsWith("headwater-lite: training and running models need libtorch", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("hint: headwater has the same commands and libtorch: dotnet tool install --global headwater", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_Lite_SaysThatItCannotTrain()
    {
        CommandResult result = Lite("doctor");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("headwater-lite comes without libtorch", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -o filenames -F _headwater_lite headwater-lite")]
    [InlineData("zsh", "compdef _headwater_lite headwater-lite")]
    [InlineData("fish", "complete -c headwater-lite -a '(headwater-lite ")]
    [InlineData("pwsh", "-CommandName headwater-lite")]
    public void Completion_Lite_CompletesItsOwnName(string shell, string expected) => Assert.Contains(expected, Lite("completion", shell).Output, StringComparison.Ordinal);

    [Fact]
    public void Fault_Lite_IsReportedUnderItsOwnName() =>
        Assert.Equal("headwater-lite: there is no command fti.\nhint: did you mean fit?\n", Lite("fti").Error);

    private static CommandResult Lite(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using StringReader nothing = new("");
        int exitCode = CommandTree.Invoke(arguments, new Terminal { Output = output, Error = error, Input = nothing, Edition = Edition.Lite, Variable = _ => null });
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
