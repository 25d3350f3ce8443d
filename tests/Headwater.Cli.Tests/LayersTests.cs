using System.Xml.Linq;

namespace Headwater.Cli.Tests;

public sealed class LayersTests
{
    [Theory]
    [InlineData("Laws", "")]
    [InlineData("Metrics", "")]
    [InlineData("Data", "")]
    [InlineData("Tables", "Laws")]
    [InlineData("Phrasebook", "Data")]
    [InlineData("Models", "Data")]
    [InlineData("Studies", "Data Laws Metrics Models Phrasebook Tables")]
    [InlineData("Reports", "Laws Tables")]
    [InlineData("Metrics.Evaluation", "Metrics")]
    [InlineData("Cli", "Data Laws Metrics Models Phrasebook Reports Studies Tables")]
    [InlineData("Lite", "Data Laws Metrics Models Phrasebook Reports Studies Tables")]
    public void Project_References_OnlyTheLayersBelowIt(string project, string expected)
    {
        XDocument file = ProjectFile(project);

        string[] references = [.. References(file).Order(StringComparer.Ordinal)];

        Assert.Equal(expected, string.Join(' ', references));
    }

    [Theory]
    [InlineData("Laws")]
    [InlineData("Metrics")]
    public void Project_OfPureMathematics_TakesNoPackage(string project)
    {
        Assert.Empty(ProjectFile(project).Descendants("PackageReference"));
    }

    [Fact]
    public void Source_HasExactlyTheElevenProjects()
    {
        string[] projects = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)["Headwater.".Length..])
            .Order(StringComparer.Ordinal)];

        Assert.Equal(["Cli", "Data", "Laws", "Lite", "Metrics", "Metrics.Evaluation", "Models", "Phrasebook", "Reports", "Studies", "Tables"], projects);
    }

    [Theory]
    [InlineData("Data")]
    [InlineData("Metrics")]
    [InlineData("Laws")]
    [InlineData("Phrasebook")]
    [InlineData("Reports")]
    [InlineData("Tables")]
    public void Project_WithoutTraining_KnowsNoTorch(string project)
    {
        Assert.All(WithReferences(project), layer => Assert.DoesNotContain(
            ProjectFile(layer).Descendants("PackageReference"),
            package => package.Attribute("Include")!.Value.Contains("torch", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Lite_HasTheSourcesOfTheFullProgram_AndNoLibtorch()
    {
        XDocument lite = ProjectFile("Lite");

        Assert.Equal(["Program.cs"], Directory.EnumerateFiles(Repository.PathOf("src", "Headwater.Lite"), "*.cs").Select(Path.GetFileName));
        Assert.Equal("../Headwater.Cli/**/*.cs", lite.Descendants("Compile").Single().Attribute("Include")!.Value);
        Assert.Empty(lite.Descendants("UsesLibtorch"));
    }

    // A project and all that it reaches through its references.
    private static IEnumerable<string> WithReferences(string project) => References(ProjectFile(project)).SelectMany(WithReferences).Prepend(project).Distinct();

    private static IEnumerable<string> References(XDocument file) => file.Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
        .Select(name => name.Replace("Headwater.", "", StringComparison.Ordinal));

    private static XDocument ProjectFile(string project) =>
        XDocument.Load(Repository.PathOf("src", $"Headwater.{project}", $"Headwater.{project}.csproj"));
}
