using System.Xml.Linq;

namespace Headwater.Cli.Tests;

public sealed class LayersTests
{
    [Theory]
    [InlineData("Laws", "")]
    [InlineData("Metrics", "")]
    [InlineData("Data", "")]
    [InlineData("Models", "Data")]
    [InlineData("Studies", "Data Laws Metrics Models")]
    [InlineData("Reports", "Laws Studies")]
    [InlineData("Cli", "Data Laws Metrics Models Reports Studies")]
    public void Project_References_OnlyTheLayersBelowIt(string project, string expected)
    {
        XDocument file = ProjectFile(project);

        string[] references = [.. file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(name => name.Replace("Headwater.", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

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
    public void Source_HasExactlyTheSevenProjects()
    {
        string[] projects = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)["Headwater.".Length..])
            .Order(StringComparer.Ordinal)];

        Assert.Equal(["Cli", "Data", "Laws", "Metrics", "Models", "Reports", "Studies"], projects);
    }

    [Theory]
    [InlineData("Data")]
    [InlineData("Metrics")]
    [InlineData("Laws")]
    [InlineData("Reports")]
    public void Project_WithoutTraining_KnowsNoTorch(string project)
    {
        Assert.DoesNotContain(
            ProjectFile(project).Descendants("PackageReference"),
            package => package.Attribute("Include")!.Value.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private static XDocument ProjectFile(string project) =>
        XDocument.Load(Repository.PathOf("src", $"Headwater.{project}", $"Headwater.{project}.csproj"));
}
