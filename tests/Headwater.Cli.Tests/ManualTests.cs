using System.Diagnostics;

namespace Headwater.Cli.Tests;

/// <summary>The manual pages in docs/man and the reference of commands are what the commands say.</summary>
public sealed class ManualTests : CommandLineFixture
{
    private static readonly CommandPage Root = CommandPage.Of(Terminal.OfProcess());

    [Fact]
    public void Pages_InTheRepository_AreCurrent()
    {
        foreach (CommandPage page in Root.All())
        {
            Generated.AssertCurrent($"docs/man/{page.Name}.1", ManualPage.Of(page, ManCommand.Version));
        }

        Assert.Equal(Root.All().Select(page => $"{page.Name}.1").Order(StringComparer.Ordinal), Directory.GetFiles(Repository.PathOf("docs", "man")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reference_InTheRepository_IsCurrent() => Generated.AssertCurrent("docs/reference/commands.md", CommandReference.Of(Root));

    [Fact]
    public void Man_Command_PrintsItsPage()
    {
        CommandResult result = Run("man", "score", "bleu");

        Assert.Contains(".TH \"HEADWATER-SCORE-BLEU\" \"1\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("\\-\\-tokenize", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Man_Out_WritesEveryPage()
    {
        CommandResult result = Run("man", "--out", Path.Combine(Folder, "man1"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Root.All().Count(), Directory.GetFiles(Path.Combine(Folder, "man1"), "*.1").Length);
    }

    [Fact]
    public void Man_UnknownCommand_IsToldWithTheNearest() => Assert.Contains("There is no command \"headwater scroe\".\nhint: did you mean headwater score?", string.Join('\n', Run("man", "scroe").Lines), StringComparison.Ordinal);

    [Fact]
    public void Pages_ByGroff_HaveNoWarnings()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "there is no groff");
        foreach (CommandPage page in Root.All())
        {
            ProcessStartInfo info = new("groff", ["-man", "-Tutf8", "-Kutf8", "-ww", "-z", Write("page.1", ManualPage.Of(page, ManCommand.Version))]) { RedirectStandardError = true };
            using Process process = Process.Start(info)!;
            string warnings = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(warnings.Length == 0, $"{page.Name}: {warnings}");
        }
    }
}
