namespace Headwater.Laws.Tests;

public class ResumedLogsTests
{
    [Fact]
    public void Parse_StepsThatStandTwice_LaterOneCounts()
    {
        ObservationTable table = Parse("step,val_loss\n100,4\n200,9\n300,9.5\n200,3.5\n300,3.25\n400,3\n");

        Assert.Equal([(100, 4.0), (200, 3.5), (300, 3.25), (400, 3.0)], table.Rows.Select(row => ((int)row.Extra["step"], row.Value)));
        Assert.Equal(["The log was resumed: its steps go back from 300 to 200 at t(5). 2 values written earlier for the same step are left out."], table.Warnings);
        Assert.Equal(6, table.RowsRead);
    }

    // Exports may be sorted by step; the wall time says which value was written last.
    [Fact]
    public void Parse_WallTime_GoesBeforeTheOrderOfRows()
    {
        ObservationTable table = Parse("run,Wall time,global_step,loss\nr,10,100,4\nr,50,200,3.5\nr,20,200,9\nr,60,300,3\n");

        Assert.Equal([4, 3.5, 3], table.Rows.Select(row => row.Value));
        Assert.Single(table.Warnings);
    }

    [Fact]
    public void Parse_TwoRuns_AreNotOneResumedRun() => Assert.Equal(4, Parse("run,step,loss\na,100,4\na,200,3\nb,100,4.5\nb,200,3.5\n").Rows.Length);

    [Fact]
    public void Parse_SettingsAndSeeds_AreNotOneResumedRun()
    {
        Assert.Equal(4, Parse("step,lr,loss\n100,1e-3,4\n200,1e-3,3\n100,1e-4,4.5\n200,1e-4,3.5\n").Rows.Length);
        Assert.Equal(4, Parse("step,seed,loss\n100,1,4\n200,1,3\n100,2,4.5\n200,2,3.5\n").Rows.Length);
        Assert.Equal(4, Parse("step,optimizer,loss\n100,adam,4\n200,adam,3\n100,lion,4.5\n200,lion,3.5\n").Rows.Length);
    }

    [Fact]
    public void Parse_StepsSortedFromTheEnd_AreNoResumedLog() => Assert.Empty(Parse("step,loss\n300,3\n200,3.5\n100,4\n").Warnings);

    [Fact]
    public void Parse_RowsWithoutStepOrRun_StayReplicates() => Assert.Equal(2, Parse("D,loss\n1B,3\n1B,3.1\n").Rows.Length);

    private static ObservationTable Parse(string csv) => ObservationTable.Parse(csv, ".csv", "t");
}
