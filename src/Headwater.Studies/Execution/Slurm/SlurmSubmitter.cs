using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// Hands what is missing of a study to Slurm: runs that ask for the same and wait for the same make an array, and each array waits for the members that
/// make what its runs need.
/// </summary>
internal sealed class SlurmSubmitter(StudyPlan plan, RunStore store, RunOptions options, SlurmCluster cluster)
{
    // Beside what the plan predicts: the runtime, libtorch, the process that watches the run, and an allowance for the prediction.
    private const double MemoryFactor = 1.5;
    private const long MemoryBase = 1L << 30;
    private const long Mebibyte = 1L << 20;

    private readonly SlurmSpec _spec = plan.Spec.Slurm ?? new SlurmSpec();

    /// <summary>Submits every job that is neither done nor queued nor left out; returns how many.</summary>
    /// <param name="queued">Runs in the queue, with what Slurm calls them; those that are submitted are added.</param>
    /// <param name="leaveOut">Runs that are not to be tried.</param>
    /// <exception cref="SlurmException">Slurm refuses.</exception>
    public int Submit(Dictionary<string, string> queued, Func<Job, bool> leaveOut)
    {
        ImmutableArray<string> program = ProgramCopy.Of(store.Folder.SlurmFolder, options.Command);
        int size = cluster.MaxArraySize();
        HashSet<string> done = [.. plan.Jobs.Where(store.IsDone).Select(job => job.Id)];
        List<Job> waiting = [.. plan.Jobs.Where(job => !done.Contains(job.Id) && !queued.ContainsKey(job.Id) && !leaveOut(job))];
        int submitted = 0;
        while (waiting.FindAll(job => job.Needs.All(need => done.Contains(need) || queued.ContainsKey(need))) is { Count: > 0 } ready)
        {
            foreach (Job[] members in ready.GroupBy(job => Key(job, done, queued)).SelectMany(group => group.Chunk(size)))
            {
                Submit(members, program, done, queued);
                submitted += members.Length;
            }

            waiting.RemoveAll(ready.Contains);
        }

        return submitted;
    }

    private void Submit(Job[] members, ImmutableArray<string> program, HashSet<string> done, Dictionary<string, string> queued)
    {
        string name = NewName(members[0].Stage);
        SlurmArray array = new()
        {
            Name = name, Folder = Path.Combine(store.Folder.SlurmFolder, name), StudyRoot = store.Folder.Root, Members = members.Length,
            After = [.. After(members[0], done, queued)], Options = OptionsOf(members), Spec = _spec, Program = program,
        };
        SlurmSubmission submission = new() { Name = name, Runs = [.. members.Select(job => job.Id)] };
        RecordFile.WriteText(array.ScriptFile, SbatchScript.Of(array));
        RecordFile.WriteText(SlurmMember.JobsFile(array.Folder), string.Concat(members.Select(job => OrderOf(job) + "\n")));
        submission.Write(store.Folder);
        foreach (string failure in members.Select(job => store.Folder.Run(job.Id).FailureFile).Where(File.Exists))
            File.Delete(failure);
        string id = cluster.Submit(array.ScriptFile, name);
        (submission with { JobId = id }).Write(store.Folder);
        for (int i = 0; i < members.Length; i++)
            queued[members[i].Id] = FormattableString.Invariant($"{id}_{i}");
    }

    private JobOrder OrderOf(Job job) => JobOrder.Of(job, options) with { Retries = plan.Spec.Retries, Requeue = _spec.Requeue ?? true };

    // Numbered for people; the random part tells two commands apart that submit at once.
    private string NewName(Stage stage)
    {
        int number = Directory.Exists(store.Folder.SlurmFolder) ? Directory.GetDirectories(store.Folder.SlurmFolder, "????-*").Length + 1 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{plan.Spec.Name}-{stage.ToString().ToLowerInvariant()}-{Guid.NewGuid().ToString("N")[..6]}");
    }

    private string Key(Job job, HashSet<string> done, Dictionary<string, string> queued) =>
        string.Join('\n', [job.Stage.ToString(), job.IsOfTrainer.ToString(), .. After(job, done, queued), .. OptionsOf([job]).Select(option => $"{option.Key}={option.Value}")]);

    private static IEnumerable<string> After(Job job, HashSet<string> done, Dictionary<string, string> queued) =>
        job.Needs.Where(need => !done.Contains(need)).Select(need => queued[need]).Order(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, string> OptionsOf(Job[] members)
    {
        ImmutableSortedDictionary<string, string> options = _spec.OptionsOf(members[0].Stage);
        if (!members[0].IsOfTrainer)
            options = options.RemoveRange(SbatchOption.OfTrainer.Keys);
        if (!options.ContainsKey("cpus-per-task") && !options.ContainsKey("cpus-per-gpu"))
            options = options.Add("cpus-per-task", plan.Spec.Threads.ToString(CultureInfo.InvariantCulture));
        if (!options.Keys.Any(name => name.StartsWith("mem", StringComparison.Ordinal)))
            options = options.Add("mem", Memory(plan.Device == "cpu" ? members.Max(job => job.MemoryBytes) : 0));
        if (plan.Device != "cpu" && members[0].Stage is Stage.Pretraining or Stage.Finetuning or Stage.Evaluation or Stage.Measures
            && !options.Keys.Any(name => name.StartsWith("gpus", StringComparison.Ordinal) || name == "gres"))
            options = options.Add("gres", "gpu:1");
        return options;
    }

    // In whole quarters of a gigabyte, so that runs of about the same size share an array.
    private static string Memory(long predicted)
    {
        const long step = 256;
        long mebibytes = (long)(((predicted * MemoryFactor) + MemoryBase) / Mebibyte);
        return string.Create(CultureInfo.InvariantCulture, $"{(mebibytes + step - 1) / step * step}M");
    }
}
