using System.Globalization;

namespace Headwater.Studies;

/// <summary>The files of one run. Written by that run alone, under its lock.</summary>
public sealed class RunFolder(string root)
{
    public string Root { get; } = root;

    /// <summary>What the run is.</summary>
    public string RecordFile => Path.Combine(Root, "run.json");

    /// <summary>One line per logged step.</summary>
    public string MetricsFile => Path.Combine(Root, "metrics.jsonl");

    /// <summary>What came out.</summary>
    public string ResultFile => Path.Combine(Root, "result.json");

    /// <summary>Present when the run is complete; written last.</summary>
    public string DoneFile => Path.Combine(Root, "DONE");

    /// <summary>Why the last attempt failed; removed by the next one.</summary>
    public string FailureFile => Path.Combine(Root, "failure.json");

    /// <summary>When attempts at the run began and ended.</summary>
    public string AttemptsFile => Path.Combine(Root, "attempts.jsonl");

    /// <summary>The Slurm job that works on the run.</summary>
    internal string ClaimFile => Path.Combine(Root, "claim.json");

    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>Output of the run's own process, where it has one.</summary>
    public string LogFile => Path.Combine(Root, "log.txt");

    /// <summary>Decoded test set, one segment a line.</summary>
    public string HypothesesFile => Path.Combine(Root, "hypotheses.txt");

    /// <summary>Per test pair: negative log-likelihood and tokens.</summary>
    public string ExamplesFile => Path.Combine(Root, "examples.jsonl");

    internal const string CheckpointsName = "checkpoints", ResumeName = "resume";

    public string CheckpointsFolder => Path.Combine(Root, CheckpointsName);

    /// <summary>The checkpoint at a requested token count.</summary>
    public string Checkpoint(long tokens) => Path.Combine(CheckpointsFolder, tokens.ToString(CultureInfo.InvariantCulture));

    /// <summary>The finetuned model that cross-entropy is read from: the one of lowest validation loss, unless the study asks for the last.</summary>
    public string BestCheckpoint => Path.Combine(CheckpointsFolder, "best");

    /// <summary>A finetuned model of another step that is best by some metric.</summary>
    public string BestCheckpointAt(long step) => Path.Combine(CheckpointsFolder, string.Create(CultureInfo.InvariantCulture, $"best-{step}"));

    /// <summary>What a trajectory had read by a checkpoint, written before the checkpoint so that its finetunings need not wait for the end.</summary>
    internal string CheckpointFile(long tokens) => Checkpoint(tokens) + ".json";

    /// <summary>Where an interrupted run continues, beside the requested checkpoints.</summary>
    internal string ResumeFolder => Path.Combine(Root, ResumeName);

    /// <summary>States of a trajectory from which branches decay.</summary>
    internal string TrunkFolder => Path.Combine(Root, "trunk");

    /// <summary>One line per logged step of a branch.</summary>
    internal string BranchMetricsFile(long tokens) => Path.Combine(Root, $"metrics-{tokens.ToString(CultureInfo.InvariantCulture)}.jsonl");

    /// <summary>The logs of the branches that have begun.</summary>
    internal IEnumerable<string> BranchMetricsFiles() => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, "metrics-*.jsonl") : [];

    /// <summary>Where an interrupted branch continues.</summary>
    internal string BranchFolder(long tokens) => Path.Combine(Root, $"resume-{tokens.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What TensorBoard reads.</summary>
    internal string EventsFolder => Path.Combine(Root, "tensorboard");
}
