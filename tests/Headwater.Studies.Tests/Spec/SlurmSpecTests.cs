namespace Headwater.Studies.Tests;

/// <summary>The keys of <c>slurm:</c> and <c>retries:</c>.</summary>
public sealed class SlurmSpecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_MapAndStage_GivesTheOptionsOfEach()
    {
        SlurmSpec slurm = Read("""
            slurm:
              partition: gpu
              time: 2:00:00
              nodelist: [n1, n2]
              setup: [module purge, module load dotnet]
              throttle: 8
              signal: 300
              requeue: false
              pretraining: { time: 1-0, mem: 16G }
            """).Slurm!;

        Assert.Equal(["nodelist=n1,n2", "partition=gpu", "time=2:00:00"], slurm.Options.Select(option => $"{option.Key}={option.Value}"));
        Assert.Equal("1-0", slurm.OptionsOf(Stage.Pretraining)["time"]);
        Assert.Equal("gpu", slurm.OptionsOf(Stage.Pretraining)["partition"]);
        Assert.Equal("2:00:00", slurm.OptionsOf(Stage.Finetuning)["time"]);
        Assert.Equal(["module purge", "module load dotnet"], slurm.Setup);
        Assert.Equal((8, 300, false), (slurm.Throttle, slurm.Signal, slurm.Requeue));
    }

    [Fact]
    public void Read_Profile_IsUnderWhatTheStudySays()
    {
        _folder.Write("cluster.yaml", "partition: main\naccount: lab\nthrottle: 4\nfinetuning: { time: 60 }\n");

        SlurmSpec alone = Read("slurm: cluster.yaml").Slurm!;
        SlurmSpec over = Read("slurm: { profile: cluster.yaml, partition: gpu }").Slurm!;

        Assert.Equal("main", alone.Options["partition"]);
        Assert.Equal(("gpu", "lab", 4), (over.Options["partition"], over.Options["account"], over.Throttle));
        Assert.Equal("60", over.OptionsOf(Stage.Finetuning)["time"]);
    }

    [Fact]
    public void Read_UnknownKey_NamesTheOneMeant()
    {
        string fault = Fault("slurm: { partitoin: gpu }");

        Assert.Equal("slurm has no key \"partitoin\"; did you mean \"partition\"?", fault);
    }

    [Fact]
    public void Read_KeyLikeNoOther_ListsThem()
    {
        string fault = Fault("slurm: { wormhole: gpu }");

        Assert.StartsWith("slurm has no key \"wormhole\". Its keys, with their defaults: profile (none), account (none), begin (none), ", fault, StringComparison.Ordinal);
        Assert.Contains("throttle (none: as many as Slurm starts)", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time: 0", "slurm.time is \"0\"; expected a time of more than 0: minutes, hours:minutes:seconds or days-hours:minutes:seconds.")]
    [InlineData("mem: lots", "slurm.mem is \"lots\"; expected a size such as 4G or 500M.")]
    [InlineData("cpus-per-task: 0", "slurm.cpus-per-task is \"0\"; expected a whole number of at least 1.")]
    [InlineData("array: 0-3", "slurm.array is set by Headwater: the runs are the array; see throttle.\nhint: remove it.")]
    [InlineData("output: log", "slurm.output is set by Headwater: each run has its log.txt.\nhint: remove it.")]
    public void Read_BadValue_SaysWhatWasExpected(string key, string message) => Assert.Equal(message, Fault($"slurm: {{ {key} }}"));

    [Fact]
    public void Read_ProfileThatIsNotThere_IsAFault() => Assert.Matches("^slurm: there is no file .*/absent\\.yaml\\.\nhint: give a YAML file with the keys of slurm, or a map\\.$", Fault("slurm: absent.yaml"));

    [Fact]
    public void Read_FaultInAProfile_NamesItsFile()
    {
        _folder.Write("cluster.yaml", "memory: 4G\n");

        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read("slurm: cluster.yaml"));

        Assert.StartsWith("cluster.yaml(1): the study has no key \"memory\"", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Retries_TakesANumberOrAMap()
    {
        Assert.Equal(2, Read("").Retries.Times);
        Assert.Equal(0, Read("retries: 0").Retries.Times);
        RetryRule rule = Read("retries: { times: 5, after: [killed, error], wait: 1 }").Retries;
        Assert.Equal((5, 1.0), (rule.Times, rule.Wait));
        Assert.Equal([FailureKind.Killed, FailureKind.Error], rule.After);
        Assert.Equal("retries.after names \"oom\"; expected some of device, error, input-output, killed, memory.", Fault("retries: { after: [oom] }"));
    }

    private StudySpec Read(string more) => StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml + more + "\n"));

    private string Fault(string more) => Assert.Single(Assert.Throws<StudySpecException>(() => Read(more)).Faults).Message;
}
