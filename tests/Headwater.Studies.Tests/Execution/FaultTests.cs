using System.Globalization;

namespace Headwater.Studies.Tests;

/// <summary>Failures that pass, results that are gone, study files that change, memory that is short.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunStore _store;
    private readonly List<string> _notices = [];

    public FaultTests() => _store = new RunStore(new StudyFolder(_folder.Path("out")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_FailureThatPasses_IsTriedAgainByRule()
    {
        StudyPlan plan = Plan("retries: { times: 2, wait: 0 }");
        Executor executor = new(_store) { Fails = (job, attempt) => job.Stage == Stage.Pretraining && attempt <= 2 ? FailureKind.InputOutput : null };

        StudyResult result = Run(plan, executor);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.All(plan.Jobs, job => Assert.Equal(job.Stage == Stage.Pretraining ? 3 : 1, executor.Attempts[job.Id]));
        Assert.Contains(_notices, notice => notice.EndsWith(" failed and will be retried in 0 s (retry 1 of 2): made-up failure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FailureKind.InputOutput, 3, "made-up failure (tried 3 times)")]
    [InlineData(FailureKind.Error, 1, "made-up failure")]
    public void Run_FailureThatStays_EndsAfterTheRule(FailureKind kind, int attempts, string reason)
    {
        StudyPlan plan = Plan("retries: { times: 2, wait: 0 }");
        string failing = plan.Jobs.First(job => job.Stage == Stage.Pretraining).Id;
        Executor executor = new(_store) { Fails = (job, _) => job.Id == failing ? kind : null };

        StudyResult result = Run(plan, executor);

        Assert.Equal(attempts, executor.Attempts[failing]);
        Assert.Equal(reason, Assert.Single(result.Failures, failure => !failure.Blocked).Reason);
    }

    [Theory]
    [InlineData("made-up", FailureKind.Error)]
    [InlineData("[enforce fail at alloc_cpu.cpp:121] err == 0. DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes", FailureKind.Memory)]
    [InlineData("CUDA out of memory. Tried to allocate 2 GiB", FailureKind.Memory)]
    [InlineData("CUDA error: an illegal memory access was encountered", FailureKind.Device)]
    public void Kind_OfAMessage_IsKnown(string message, FailureKind kind) => Assert.Equal(kind, FailureKinds.Of(new InvalidOperationException(message)));

    // A quota does not fill up again by itself, so it is not tried again.
    [Theory]
    [InlineData("No space left on device : '/data/out/runs/a/checkpoints/1000'")]
    [InlineData("Disk quota exceeded : '/data/out/runs/a/.result.json.1.tmp'")]
    public void Message_OfAFullDisk_NamesThePathAndWhatToDo(string message)
    {
        Assert.Equal($"{message}\nhint: free some space there, or raise the quota, and run the study again: it continues from the last saved state.", FailureKinds.MessageOf(new IOException(message)));
        Assert.Equal(FailureKind.Error, FailureKinds.Of(new IOException(message)));
        Assert.Equal("slow disk", FailureKinds.MessageOf(new IOException("slow disk")));
    }

    [Fact]
    public void Run_CheckpointGoneThatIsNeeded_IsMadeAgain()
    {
        StudyPlan plan = Plan("");
        Run(plan, new Executor(_store));
        Job pretraining = plan.Jobs.First(job => job.Stage == Stage.Pretraining);
        Job finetuning = plan.Jobs.First(job => job.Settings is FinetuningSettings settings && settings.Pretraining == pretraining.Id && settings.Checkpoint == 1000);
        string checkpoint = _store.Folder.Run(pretraining.Id).Checkpoint(1000);
        Directory.Delete(checkpoint, recursive: true);
        Directory.Delete(_store.Folder.Run(finetuning.Id).Root, recursive: true);
        Executor executor = new(_store);

        StudyResult result = Run(plan, executor);

        Assert.True(result.Succeeded);
        Assert.Equal(new[] { finetuning.Id, pretraining.Id }.Order(StringComparer.Ordinal), executor.Attempts.Keys.Order(StringComparer.Ordinal));
        Assert.Contains($"{checkpoint} was deleted, but {finetuning.Id} needs it. {pretraining.Id} will produce it again.", _notices);
    }

    [Fact]
    public void Run_CheckpointGoneThatNothingNeeds_IsLeftAlone()
    {
        StudyPlan plan = Plan("");
        Run(plan, new Executor(_store));
        foreach (Job pretraining in plan.Jobs.Where(job => job.Stage == Stage.Pretraining))
            Directory.Delete(_store.Folder.Run(pretraining.Id).CheckpointsFolder, recursive: true);
        Executor executor = new(_store);

        Assert.True(Run(plan, executor).Succeeded);
        Assert.Empty(executor.Attempts);
    }

    [Fact]
    public void Run_CorpusGoneThatALostCheckpointNeeds_IsMadeAgainToo()
    {
        StudyPlan plan = Plan("");
        Run(plan, new Executor(_store));
        Job pretraining = plan.Jobs.First(job => job.Stage == Stage.Pretraining);
        string corpus = ((PretrainingSettings)pretraining.Settings).Corpora.Values.First();
        Directory.Delete(_store.Folder.CorpusFolder(corpus), recursive: true);
        File.Delete(_store.Folder.Run(pretraining.Id).DoneFile);
        Executor executor = new(_store);

        Assert.True(Run(plan, executor).Succeeded);
        Assert.Equal(new[] { corpus, pretraining.Id }.Order(StringComparer.Ordinal), executor.Attempts.Keys.Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(_store.Folder.CorpusFolder(corpus)));
    }

    [Fact]
    public void Run_EditedStudy_ListsWhatChangedAndKeepsTheRest()
    {
        StudyPlan before = Plan("");
        Run(before, new Executor(_store));
        StudyPlan after = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("steps: 6", "steps: 8", StringComparison.Ordinal))));
        Executor executor = new(_store);

        Run(after, executor);

        Assert.Contains("the study file changed: finetuning.steps was 6, is 8", _notices);
        int kept = before.Jobs.Count(job => job.Stage <= Stage.Pretraining);
        int others = before.Jobs.Length - kept;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{kept} jobs are unchanged and keep their results, {others} are new, and {others} are no longer needed (their results stay on disk)."), _notices);
        Assert.DoesNotContain(executor.Attempts.Keys, id => id.StartsWith("pretrain-", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_UneditedStudy_SaysNothing()
    {
        Run(Plan(""), new Executor(_store));
        Run(Plan("retries: 5\n"), new Executor(_store));

        Assert.Empty(_notices);
    }

    [Fact]
    public void Run_LongerTrajectoryOfAFallingSchedule_SaysThatItCannotGoOn()
    {
        string yaml = TinyStudy.Yaml.Replace("  warm-up: 10", "  schedule: cosine", StringComparison.Ordinal);
        Run(Read(yaml), new Executor(_store));

        Run(Read(yaml.Replace("[1K, 2K]", "[1K, 2K, 3K]", StringComparison.Ordinal)), new Executor(_store));

        Assert.Contains(_notices, notice => notice.StartsWith(
            "de is pretrained again from the first step, because schedule: cosine depends on the last token count.", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_LittleMemory_RunsOneAtATimeAndSaysSo()
    {
        StudyPlan plan = Plan("");
        Executor executor = new(_store);

        StudyResult result = Run(plan, executor, new RunOptions { MemoryBytes = 1, Notice = _notices.Add }, jobs: 4);

        Assert.True(result.Succeeded);
        Assert.Equal(1, executor.MostTraining);
        Assert.Contains(_notices, notice => notice.Contains(" waits for memory: it needs about ", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ClockThatWentBack_KeepsEverything()
    {
        StudyPlan plan = Plan("");
        Run(plan, new Executor(_store));
        foreach (string file in Directory.EnumerateFiles(_store.Folder.Root, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Executor executor = new(_store);

        Assert.True(Run(plan, executor).Succeeded);
        Assert.Empty(executor.Attempts);
    }

    [Fact]
    public void Run_LeftoversOfKilledProcesses_AreRemoved()
    {
        StudyPlan plan = Plan("");
        Job job = plan.Jobs.First(job => job.Stage == Stage.Tokenizer);
        string[] leftovers = [Path.Combine("out", ".plan.json.12ab.tmp"), Path.Combine("out", "report", ".index.html.1.tmp"), Path.Combine("out", "slurm", "program", "1a2b.tmp-3c", "headwater.dll"), Path.Combine("out", "runs", job.Id, ".run.json.1.tmp"),
            Path.Combine("out", "tokenizers", job.Id, ".spiece.model.1.tmp"), Path.Combine("out", "runs", job.Id, "checkpoints", "1.tmp-2", "model.safetensors")];
        foreach (string file in leftovers)
            _folder.Write(file, "half");

        Run(plan, new Executor(_store));

        Assert.All(leftovers, file => Assert.False(File.Exists(_folder.Path(file)), file));
        Assert.Empty(Directory.GetFiles(_folder.Path("out", "runners")));
    }

    private StudyPlan Plan(string more) => Read(TinyStudy.Yaml + more);

    private StudyPlan Read(string yaml) => StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, yaml)));

    private StudyResult Run(StudyPlan plan, Executor executor, RunOptions? options = null, int jobs = 2) =>
        StudyRunner.Run(plan, _store, executor, jobs, progress: null, TestContext.Current.CancellationToken, options ?? new RunOptions { Notice = _notices.Add });

    /// <summary>Makes up what is trained and fails as it is told; light jobs are done for real.</summary>
    private sealed class Executor(RunStore store) : IJobExecutor
    {
        private readonly JobRunner _real = new(store, new RunOptions());
        private int _training;

        public Func<Job, int, FailureKind?> Fails { get; init; } = (_, _) => null;

        public Dictionary<string, int> Attempts { get; } = [];

        public int MostTraining { get; private set; }

        public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
        {
            int attempt;
            lock (Attempts)
            {
                Attempts[job.Id] = attempt = Attempts.GetValueOrDefault(job.Id) + 1;
                _training += job.Trains ? 1 : 0;
                MostTraining = Math.Max(MostTraining, _training);
            }

            await Task.Yield();
            if (job.Trains)
                Thread.Sleep(2);
            JobOutcome outcome = Fails(job, attempt) is { } kind ? JobOutcome.Failed("made-up failure", kind)
                : job.Trains ? MadeUp.Run(job, store) : _real.Run(job, progress, token);
            lock (Attempts)
                _training -= job.Trains ? 1 : 0;
            return outcome;
        }
    }
}
