using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class SbatchScriptTests
{
    [Fact]
    public void Of_EverythingSet_IsTheRecordedText()
    {
        ImmutableSortedDictionary<string, string> options = new Dictionary<string, string>
        {
            ["partition"] = "gpu", ["account"] = "lab", ["time"] = "4:00:00", ["mem"] = "8G", ["cpus-per-task"] = "4", ["gres"] = "gpu:1", ["constraint"] = "a100&ib",
            ["exclude"] = "n1,n2", ["mail-type"] = "FAIL,END", ["comment"] = "a study of two languages", ["exclusive"] = "true",
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        SlurmArray array = new()
        {
            Name = "0003-captions-finetuning-1a2b3c", Folder = "/shared/50% off/studies/captions/slurm/0003-captions-finetuning-1a2b3c", StudyRoot = "/shared/50% off/studies/captions",
            Members = 42, After = ["17_0", "17_3"], Options = options,
            Spec = new SlurmSpec { Throttle = 8, Signal = 300, Setup = ["module purge", "module load dotnet/10"] },
            Program = ["/usr/bin/dotnet", "/shared/it's here/headwater.dll"],
        };

        Assert.Equal(Recorded("everything.sh"), SbatchScript.Of(array));
    }

    [Fact]
    public void Of_NothingSet_IsTheRecordedText()
    {
        SlurmArray array = new()
        {
            Name = "0001-tiny-tokenizer-1a2b3c", Folder = "/home/me/tiny/slurm/0001-tiny-tokenizer-1a2b3c", StudyRoot = "/home/me/tiny", Members = 1, After = [],
            Options = ImmutableSortedDictionary<string, string>.Empty, Spec = new SlurmSpec { Requeue = false }, Program = ["/home/me/headwater"],
        };

        Assert.Equal(Recorded("nothing.sh"), SbatchScript.Of(array));
    }

    private static string Recorded(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "slurm", name));
}
