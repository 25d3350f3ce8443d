using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>
/// A run that cannot start (no CUDA, no libtorch, a disk that is full or read-only) over a study that is finished but whose file has changed since: one message, no second try, and every file of the
/// finished study as it was.
/// </summary>
public sealed class CannotStartTests(FinishedStudy finished) : CommandLineFixture, IClassFixture<FinishedStudy>
{
    private string Study => Path.Combine(Folder, "study");

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Run_CudaWithoutADevice_LeavesTheFinishedStudy(string jobs)
    {
        Assert.SkipWhen(File.Exists("/dev/nvidiactl"), "this machine has a CUDA device");

        CommandResult result = RunChanged(null, "--device", "cuda", "--jobs", jobs);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith("headwater: --device is cuda, and libtorch in ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith($"finds no CUDA device; expected one. Nothing in {Study} was changed.\nhint: use --device cpu, or see headwater doctor.\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Run_LibtorchThatDoesNotLoad_LeavesTheFinishedStudy(string jobs)
    {
        string libraries = Directory.CreateDirectory(Path.Combine(Folder, "libtorch")).FullName;
        foreach (string name in (string[])["libc10.so", "libtorch_cpu.so", "torch_cpu.dll"]) File.WriteAllText(Path.Combine(libraries, name), "not a library");

        CommandResult result = RunChanged(new() { ["HEADWATER_LIBTORCH"] = libraries }, "--jobs", jobs);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"headwater: libtorch in {libraries} does not load: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith($"Nothing in {Study} was changed.\nhint: see headwater doctor.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LibtorchThatIsNotThere_LeavesTheFinishedStudy()
    {
        CommandResult result = RunChanged(new() { ["HEADWATER_LIBTORCH"] = Path.Combine(Folder, "nowhere") });

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"headwater: HEADWATER_LIBTORCH is \"{Path.Combine(Folder, "nowhere")}\", where there is no ", result.Error, StringComparison.Ordinal);
    }

    // Nothing is to be trained, so nothing is missing.
    [Fact]
    public void Run_LibtorchThatIsNotThere_WritesTheReportOfAFinishedStudyAgain()
    {
        finished.CopyTo(Study);
        string observations = SmallStudy.Observations(Study);

        CommandResult result = HeadwaterProgram.Run(new() { ["HEADWATER_LIBTORCH"] = "/nowhere" }, "run", Write("study.yaml", SmallStudy.Yaml), "--out", Study, "--jobs", "1");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(observations, SmallStudy.Observations(Study));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("read-only")]
    public void Run_DiskThatCannotBeWritten_LeavesTheFinishedStudy(string disk)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root can mount a file system");
        Directory.CreateDirectory(Study);
        Assert.SkipUnless(Sh($"mount -t tmpfs -o size=100m headwater '{Study}'") == 0, "this machine does not let root mount a file system");
        try
        {
            CommandResult result = RunChanged(() => Sh(disk == "full" ? $"head -c 200m /dev/zero > '{Study}/filler'" : $"mount -o remount,ro '{Study}'"), null);

            Assert.Equal(ExitCode.Failed, result.ExitCode);
            Assert.Equal($"headwater: Nothing can be written into {Study} ({(disk == "full" ? "No space left on device" : "Read-only file system")}). Nothing in {Study} was changed.\n"
                + "hint: free some space, or name another folder with --out.\n", result.Error);
        }
        finally
        {
            Sh($"umount -l '{Study}'");
        }
    }

    [Fact]
    public void Run_FileInPlaceOfTheFolder_SaysSo()
    {
        string file = Write("taken", "mine");

        CommandResult result = HeadwaterProgram.Run(null, "run", Write("study.yaml", SmallStudy.Yaml), "--out", file);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal($"headwater: {file} is a file; expected a folder for the study's files.\nhint: name another folder with --out.\n", result.Error);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Run_NoCudaAndNoFolderYet_MakesNone()
    {
        Assert.SkipWhen(File.Exists("/dev/nvidiactl"), "this machine has a CUDA device");

        CommandResult result = HeadwaterProgram.Run(null, "run", Write("study.yaml", SmallStudy.Yaml), "--out", Path.Combine(Folder, "new", "folder"), "--device", "cuda");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Folder, "new")));
    }

    // It starts, makes its tokenizer and corpus, and fails in training: its rows, none, do not replace those of the finished study.
    [Fact]
    public void Run_ChangedStudyWhoseRunsFail_LeavesObservationsAndReport()
    {
        finished.CopyTo(Study);
        string[] before = Results();
        string yaml = SmallStudy.Yaml.Replace("retries: { times: 1000, wait: 0 }", "retries: { times: 0 }", StringComparison.Ordinal)
            .Replace("vocabulary: 480", "vocabulary: 490", StringComparison.Ordinal).Replace("learning-rate: 0.01,", "learning-rate: 1e30,", StringComparison.Ordinal);

        CommandResult result = HeadwaterProgram.Run(null, "run", Write("study.yaml", yaml), "--out", Study, "--jobs", "1");

        Assert.True(result.ExitCode == ExitCode.Failed, result.Error);
        Assert.Contains("observations.csv has more rows than this run has finished; it and the report are left as they are.", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Results());

        string[] Results() => [.. FinishedStudy.Files(Study).Where(file => file.StartsWith("report", StringComparison.Ordinal) || file.StartsWith("observations", StringComparison.Ordinal) || file.StartsWith("comparisons", StringComparison.Ordinal))];
    }

    private CommandResult RunChanged(Dictionary<string, string>? variables, params string[] options) => RunChanged(() => 0, variables, options);

    // All that depends on the tokenizer is to be made anew.
    private CommandResult RunChanged(Func<int> spoil, Dictionary<string, string>? variables, params string[] options)
    {
        finished.CopyTo(Study);
        string yaml = Write("study.yaml", SmallStudy.Yaml.Replace("vocabulary: 480", "vocabulary: 490", StringComparison.Ordinal));
        string[] before = FinishedStudy.Files(Study);
        spoil();

        CommandResult result = HeadwaterProgram.Run(variables, ["run", yaml, "--out", Study, .. options]);

        Assert.Equal(before, FinishedStudy.Files(Study).Where(file => !file.StartsWith("filler ", StringComparison.Ordinal)));
        Assert.DoesNotContain("tried again", result.Error, StringComparison.Ordinal);
        return result;
    }

    private static int Sh(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
