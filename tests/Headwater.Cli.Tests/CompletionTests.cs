using System.Diagnostics;
using System.Text;

namespace Headwater.Cli.Tests;

/// <summary>What a shell is told, and what it makes of it at a prompt.</summary>
public sealed class CompletionTests : CommandLineFixture
{
    [Theory]
    [InlineData("headwater fi", "fit")]
    [InlineData("/usr/bin/headwater tokenizer t", "train fertility")]
    [InlineData("headwater fit runs.csv --lev", "--level")]
    [InlineData("headwater completion z", "zsh")]
    [InlineData("headwater nothing-like-it ", "")]
    public void Suggest_Line_ListsWhatFits(string line, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Run("[suggest]", line).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Suggest_PositionInsideTheLine_CompletesThere() =>
        Assert.Equal("--level", Run("[suggest:24]", "headwater fit x.csv --le --json").Output.Split('\n').First(label => label == "--level"));

    [Fact]
    public void Suggest_EmptyWord_ListsCommandsAndNoOptions()
    {
        string[] found = Run("[suggest]", "headwater ").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("advise", found);
        Assert.DoesNotContain(found, label => label.StartsWith('-'));
        Assert.DoesNotContain("calibrate", found);
    }

    [Fact]
    public void Completion_UnknownShell_IsRefused()
    {
        CommandResult result = Run("completion", "csh");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected bash, zsh, fish or pwsh.", result.Error, StringComparison.Ordinal);
    }

    // A real shell in a pseudo-terminal: the word is begun, Tab is pressed, and the line runs.
    [Theory]
    [InlineData("bash", "bash --norc --noprofile -i")]
    [InlineData("zsh", "zsh -f -i")]
    public void Completion_AtThePrompt_CompletesACommand(string shell, string command)
    {
        Assert.SkipUnless(Array.Exists(Environment.GetEnvironmentVariable("PATH")!.Split(':'), folder => File.Exists(Path.Combine(folder, shell))), $"there is no {shell}");
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "there is no script(1) to make a pseudo-terminal");
        string file = Write("completion", Run("completion", shell).Output);
        ProcessStartInfo info = new("script", ["-qfec", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Folder };
        info.Environment["PATH"] = $"{Path.GetDirectoryName(HeadwaterProgram.Path)}:{info.Environment["PATH"]}";
        info.Environment["TERM"] = "dumb";
        using Process process = Process.Start(info)!;
        StringBuilder seen = new();
        process.OutputDataReceived += (_, line) =>
        {
            lock (seen)
            {
                seen.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.StandardInput.Write($"source {file}; echo read''y\n");
        Assert.True(Patience.Until(() => Seen().Contains("ready", StringComparison.Ordinal), process), Seen());

        process.StandardInput.Write("headwater compl\tbash; echo don''e\n");

        Assert.True(Patience.Until(() => Seen().Contains("done", StringComparison.Ordinal), process), Seen());
        Assert.Contains("complete -o filenames -F _headwater headwater", Seen(), StringComparison.Ordinal);
        process.StandardInput.Write("exit\n");
        process.WaitForExit();

        string Seen()
        {
            lock (seen)
            {
                return seen.ToString();
            }
        }
    }
}
