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

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\./headwater ([a-z]+)")]
    private static partial Regex Command();
}
