using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class TinyStudyTests
{
    [Fact]
    public void Run_TinyStudy_FillsEveryCell()
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder));

        StudyResult result = StudyRunner.Run(spec, new StudyFolder(folder.Path("out")), "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => $"{failure.Job.Id}: {failure.Reason}")));
        ObservationTable table = ObservationTable.Read(result.Folder.ObservationsFile);
        Assert.Equal(2 * (1 + 2 * 2) * 3, table.Rows.Length);       // sizes × (scratch + mixtures × checkpoints) × metrics
    }
}
