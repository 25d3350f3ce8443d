using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headwater.Cli.Tests;

/// <summary>The two programs as tools, installed from a folder of packages into a home of their own, as a user without this repository has them.</summary>
[Collection(DotnetCommand.InTurn)]
public sealed class ToolsTests : CommandLineFixture
{
    private static readonly string Table = Repository.PathOf("tests", "golden", "cli", "inputs", "runs.csv");
    private static readonly string Study = Repository.PathOf("examples", "quickstart", "study.yaml");

    [Fact]
    public void Lite_InstalledFromAFolder_AnswersLikeTheFullProgram()
    {
        string lite = Install("Headwater.Lite", "headwater-lite");

        Assert.Equal(Run("forecast", Table, "--at", "64M").Output, Call(lite, "forecast", Table, "--at", "64M").Output);
        Assert.Equal(Run("--help").Output.Replace("  headwater [", "  headwater-lite [", StringComparison.Ordinal), Call(lite, "--help").Output);
        string output = Path.Combine(Folder, "quickstart");
        CommandResult refused = Call(lite, "run", Study, "--out", output);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Equal("headwater-lite: training and running models need libtorch, which headwater-lite comes without. Nothing was changed.\nhint: headwater has the same commands and libtorch: dotnet tool install --global headwater\n", refused.Error);
        Assert.False(Directory.Exists(output), "the refused study left a folder");
        Assert.Empty(Directory.EnumerateFiles(Home, "libtorch*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Home, "libLibTorchSharp*", SearchOption.AllDirectories));
    }

    // Its package has 170 MB.
    [Fact(Explicit = true)]
    public void Headwater_InstalledFromAFolder_CanTrain()
    {
        string headwater = Install("Headwater.Cli", "headwater");

        Assert.Equal(Run("forecast", Table, "--at", "64M").Output, Call(headwater, "forecast", Table, "--at", "64M").Output);
        CommandResult doctor = Call(headwater, "doctor");
        Assert.True(doctor.ExitCode == ExitCode.Success, doctor.Output);
        Assert.Contains(Home, doctor.Output, StringComparison.Ordinal);                  // libtorch is the tool's own
        Assert.Contains("This machine can train.", doctor.Output, StringComparison.Ordinal);
    }

    private string Home => Path.Combine(Folder, "home");

    private string Install(string project, string tool)
    {
        string feed = Path.Combine(Folder, "feed");
        DotnetCommand.Run(Repository.Root, null, ["pack", Repository.PathOf("src", project), "--configuration", "Release", "--no-restore", "--output", feed, "--verbosity", "quiet"]);
        Directory.CreateDirectory(Home);
        Write("nuget.config", $"<configuration><packageSources><clear /><add key=\"local\" value=\"{feed}\" /></packageSources></configuration>");
        DotnetCommand.Run(Folder, Path.Combine(Folder, "packages"), ["tool", "install", "--global", tool], Home);
        return Path.Combine(Home, ".dotnet", "tools", tool);
    }

    private CommandResult Call(string program, params string[] arguments)
    {
        ProcessStartInfo info = new(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["HOME"] = Home;
        info.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using Process process = Process.Start(info)!;
        return HeadwaterProgram.Wait(process);
    }
}
