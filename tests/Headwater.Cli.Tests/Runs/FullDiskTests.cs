using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>A disk that is full in the middle of a study, on a file system in memory that only root can make.</summary>
public sealed class FullDiskTests : CommandLineFixture
{
    [Theory]
    [InlineData("200k", Explicit = true)]
    [InlineData("700k")]
    public void Run_DiskFull_SaysSoAndGoesOnWhenThereIsRoom(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root can mount a file system");
        string disk = Path.Combine(Folder, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Sh($"mount -t tmpfs -o size={size} headwater '{disk}'") == 0, "this machine does not let root mount a file system");
        try
        {
            string study = Write("study.yaml", SmallStudy.Yaml.Replace("retries: { times: 1000, wait: 0 }", "retries: { times: 1, wait: 0 }", StringComparison.Ordinal));
            string folder = Path.Combine(disk, "out");
            string whole = Path.Combine(Folder, "whole");
            Assert.Equal(0, Run("run", study, "--out", whole, "--jobs", "1").ExitCode);

            CommandResult full = HeadwaterProgram.Run(null, "run", study, "--out", folder, "--jobs", "2");
            Assert.Equal(0, Sh($"mount -o remount,size=100m '{disk}'"));
            CommandResult again = HeadwaterProgram.Run(null, "run", study, "--out", folder, "--jobs", "2");

            Assert.True(full.ExitCode == ExitCode.Failed, full.Error);
            Assert.Contains("No space left on device", full.Error, StringComparison.Ordinal);
            Assert.Contains("hint: free some space there, or raise the quota, and run the study again", full.Error, StringComparison.Ordinal);
            Assert.True(again.ExitCode == 0, again.Error);
            Assert.Equal(SmallStudy.Observations(whole), SmallStudy.Observations(folder));
            Assert.Empty(SmallStudy.Leftovers(folder));
        }
        finally
        {
            Sh($"umount -l '{disk}'");
        }
    }

    private static int Sh(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
