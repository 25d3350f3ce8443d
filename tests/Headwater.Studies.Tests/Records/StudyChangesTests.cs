namespace Headwater.Studies.Tests;

public sealed class StudyChangesTests
{
    [Fact]
    public void Between_SameFileAndOtherIds_SaysThatTheVersionIsAnother()
    {
        using TemporaryFolder folder = new();
        StudyPlan now = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));
        StudyPlan before = now with { Jobs = [.. now.Jobs.Select(job => job with { Id = job.Id[..^8] })] };

        string[] lines = [.. StudyChanges.Between(before, now)!.Lines()];

        Assert.Equal("The study file is unchanged, but this version of Headwater gives different numbers, so no earlier run is reused.", lines[0]);
        Assert.Null(StudyChanges.Between(now, now));
    }

    [Fact]
    public void Between_AnotherFile_NamesWhatChanged()
    {
        using TemporaryFolder folder = new();
        StudyPlan before = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));
        StudyPlan now = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("seed: 3", "seed: 4", StringComparison.Ordinal))));

        StudyChanges changes = StudyChanges.Between(before, now)!;

        Assert.False(changes.IsOfAnotherVersion);
        Assert.Contains("the study file changed: seed was 3, is 4", changes.Lines());
    }
}
