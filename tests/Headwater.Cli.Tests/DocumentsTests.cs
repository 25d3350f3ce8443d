using System.Text.RegularExpressions;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

public sealed partial class DocumentsTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.StartsWith("artifacts", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfEveryDocument_LeadSomewhere(string document)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(document))!;

        IEnumerable<string> broken = Link().Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Anchors_OfEveryDocument_AreHeadings(string document)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(document))!;

        IEnumerable<string> broken = Link().Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups[1].Value.Split('#'))
            .Where(target => target.Length == 2 && !target[0].Contains("://", StringComparison.Ordinal) && (target[0].Length == 0 || target[0].EndsWith(".md", StringComparison.Ordinal)))
            .Where(target => !AnchorsOf(target[0].Length == 0 ? Repository.PathOf(document) : Path.Combine(folder, target[0])).Contains(target[1]))
            .Select(target => string.Join('#', target));

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Commands_OfEveryDocument_AreKnown(string document)
    {
        HashSet<string> known = [.. CommandTree.Create(Terminal.OfProcess()).Subcommands.Select(command => command.Name)];

        IEnumerable<string> unknown = Command().Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups[1].Value)
            .Where(name => !known.Contains(name));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Quickstart_IsAStudyThatPlans()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(Repository.PathOf("examples", "quickstart", "study.yaml")));

        Assert.Equal(["de", "fr"], plan.Spec.Pretraining!.Mixtures.Select(mixture => mixture.Name));
        Assert.Equal(52, plan.Cells.Length);
    }

    [Fact]
    public void RealTextExamples_AreStudiesThatRead()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HEADWATER_DATA")), "HEADWATER_DATA is not set");

        StudySpec study = StudyReader.Read(Repository.PathOf("examples", "multi30k", "study.yaml"));
        StudySpec baseline = StudyReader.Read(Repository.PathOf("examples", "multi30k", "baseline.yaml"));

        Assert.Equal(5, study.Pretraining!.Tokens.Length);
        Assert.Null(baseline.Pretraining);
    }

    // As GitHub and docfx name headings: small letters, spaces as hyphens, no punctuation.
    private static HashSet<string> AnchorsOf(string file)
    {
        string text = File.ReadAllText(file);
        return [.. Heading().Matches(text).Select(match => string.Concat(match.Groups[1].Value.Trim().ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'))), .. Anchor().Matches(text).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a id=\"([^\"]+)\">")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\./headwater ([a-z]+)")]
    private static partial Regex Command();
}
