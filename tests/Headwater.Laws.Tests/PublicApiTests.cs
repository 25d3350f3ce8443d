namespace Headwater.Laws.Tests;

/// <summary>The public surface is a decision: a type that is added or lost shows here, and in the approved list beside this file.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicTypes_AreThoseApproved()
    {
        string[] found = [.. typeof(LawFamily).Assembly.GetExportedTypes().Select(type => type.FullName!["Headwater.Laws.".Length..]).Order(StringComparer.Ordinal)];

        string[] approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicTypes.txt"));

        Assert.Equal(approved, found);
    }
}
