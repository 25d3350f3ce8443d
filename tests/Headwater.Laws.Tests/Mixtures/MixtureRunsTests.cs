namespace Headwater.Laws.Tests.Mixtures;

public sealed class MixtureRunsTests
{
    [Fact]
    public void Of_LongTable_HasARunForEachMixtureAndATargetForEachTask()
    {
        ObservationTable table = ObservationTable.Parse(
            "pretraining_data,rate_a,rate_b,task,metric,value\nm1,0.5,0.5,x,loss,2\nm1,0.5,0.5,y,loss,3\nm2,1,0,x,loss,2.5\nm2,1,0,y,loss,3.5\n", ".csv", "t.csv");

        MixtureRuns runs = MixtureRuns.Of(table);

        Assert.Equal(["m1", "m2"], runs.Names);
        Assert.Equal(["x", "y"], runs.Targets.Select(target => target.Name));
        Assert.Equal([2.5, 3.5], runs.Targets.Select(target => target.Values[1]!.Value));
        Assert.False(runs.Targets[0].HigherIsBetter);
    }

    [Fact]
    public void Of_RatesThatDoNotSumToOne_NamesTheMixture()
    {
        ObservationTable table = ObservationTable.Parse("pretraining_data,rate_a,rate_b,metric,value\nm1,0.5,0.3,loss,2\n", ".csv", "t.csv");

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => MixtureRuns.Of(table));

        Assert.Contains("The mixing rates of m1 sum to 0.8; expected 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("hint: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Seeds_AreAveraged()
    {
        ObservationTable table = ObservationTable.Parse("pretraining_data,seed,rate_a,rate_b,metric,value\nm1,1,0.5,0.5,loss,2\nm1,2,0.5,0.5,loss,3\n", ".csv", "t.csv");

        MixtureRuns runs = MixtureRuns.Of(table);

        Assert.Equal(1, runs.Design.Count);
        Assert.Equal(2.5, runs.Targets[0].Values[0]);
    }

    [Fact]
    public void Of_SeveralScales_TakesTheOneWithTheMostMixtures()
    {
        ObservationTable table = ObservationTable.Parse(
            "pretraining_data,parameters,rate_a,rate_b,metric,value\nm1,1e6,0.5,0.5,loss,5\nm2,1e6,1,0,loss,6\nm1,1e9,0.5,0.5,loss,2\n", ".csv", "t.csv");

        MixtureRuns runs = MixtureRuns.Of(table);

        Assert.Equal("1M parameters", runs.Scale);
        Assert.Equal(2, runs.Design.Count);
        Assert.Contains(runs.Warnings, warning => warning.Contains("2 scales", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_TableOfRatesAndTableOfValues_AreJoined()
    {
        RawTable rates = RawTable.Read(new StringReader("index,train_x_en,train_x_de\n1,0.25,0.75\n2,0.5,0.5\n"), ".csv", "rates.csv");
        RawTable values = RawTable.Read(new StringReader("index,metric/help_val_loss,metric/books_val_loss\n2,3.5,4.5\n1,3.0,4.0\n"), ".csv", "losses.csv");

        RawTable joined = Assert.Single(MixtureColumns.Of([rates, values], []));

        MixtureRuns runs = MixtureRuns.Of(ObservationTable.Of(joined));
        Assert.Equal(["de", "en"], runs.Design.Corpora);
        Assert.Equal(2, runs.Targets.Length);
        Assert.Equal(0.5, runs.Design[0][0]);
        Assert.Equal(3.5, runs.Targets[0].Values[0]);
    }

    [Fact]
    public void Columns_RatesUnderOtherNames_AreFoundByTheirSum()
    {
        RawTable wide = RawTable.Read(new StringReader("run,seed_ratio,web,code,books,val_loss\na,0.5,0.2,0.3,0.5,3\nb,0.5,0.6,0.4,0,2.5\n"), ".csv", "wide.csv");

        RawTable renamed = Assert.Single(MixtureColumns.Of([wide], []));

        Assert.Equal(["run", "seed_ratio", "rate_web", "rate_code", "rate_books", "val_loss"], renamed.Columns);
    }

    [Fact]
    public void Columns_RatesInPercent_AreFoundByTheirSum()
    {
        RawTable wide = RawTable.Read(new StringReader("run,web,code,val_loss\na,20,80,3\nb,55.5,44.5,2.5\nc,100,0,2.6\n"), ".csv", "wide.csv");

        MixtureRuns runs = MixtureRuns.Of(ObservationTable.Of(Assert.Single(MixtureColumns.Of([wide], []))));

        Assert.Equal(0.555, runs.Design[1][runs.Design.Corpora.IndexOf("web")], 12);
    }

    // One mistaken row must not make the others' rates invisible: the row is the fault.
    [Fact]
    public void Columns_OneRowThatDoesNotSumToOne_IsTheFault()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(run => run == 7 ? "r7,0.5,0.8,3\n" : $"r{run},0.25,0.75,{3 + (run % 4)}\n"));
        RawTable wide = RawTable.Read(new StringReader($"run,web,code,val_loss\n{rows}"), ".csv", "wide.csv");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => MixtureRuns.Of(ObservationTable.Of(Assert.Single(MixtureColumns.Of([wide], [])))));

        Assert.Contains("r7 sum to 1.3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TableToPredict_NeedsNoValuesAndRefusesStrangers()
    {
        ObservationTable table = ObservationTable.Parse("pretraining_data,rate_a,rate_z,metric,value\nm1,0.5,0.5,loss,0\n", ".csv", "t.csv");

        Assert.Contains("mixes in z", Assert.Throws<InvalidDataException>(() => MixtureRates.Of(table, ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Equal("m1", Assert.Single(MixtureRates.Of(table, ["a", "b", "z"])).Name);
    }
}
