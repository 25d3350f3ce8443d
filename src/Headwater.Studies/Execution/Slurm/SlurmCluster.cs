using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>Slurm's command-line interface. A query returns null if Slurm does not respond, such as while a controller restarts; this says nothing about any job.</summary>
internal sealed class SlurmCluster(Func<string, ImmutableArray<string>, SlurmAnswer> call)
{
    private const int DefaultArraySize = 1001;
    private const int Attempts = 6;

    // Every job of ours in one question; a bar stands in no field before the last.
    private const string QueueFormat = "%F|%K|%T|%j|%r";

    public SlurmPatience Patience { get; init; } = new();

    /// <summary>The one that this machine's commands speak to.</summary>
    public static SlurmCluster OfThisMachine { get; } = new(Call);

    /// <summary>Members of an array at most, from the cluster's configuration.</summary>
    public int MaxArraySize()
    {
        const string key = "MaxArraySize";
        string? line = call("scontrol", ["show", "config"]).Output.Split('\n').FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is not null && int.TryParse(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture, out int size)
            ? Math.Max(1, size)
            : DefaultArraySize;
    }

    /// <summary>Hands in a batch script and returns the job's number.</summary>
    /// <param name="script">Path of the script.</param>
    /// <param name="name">The name that the script gives the job: where an answer is lost, the queue tells whether it arrived.</param>
    /// <exception cref="SlurmException">Slurm refuses it.</exception>
    public string Submit(string script, string name)
    {
        for (int attempt = 1; ; attempt++)
        {
            SlurmAnswer answer = call("sbatch", ["--parsable", script]);
            if (answer.ExitCode == 0)
                return answer.Output.Trim().Split(';')[0];
            if (Queue()?.FirstOrDefault(member => member.Name == name) is { } arrived)
                return arrived.Array;
            if (attempt == Attempts || !IsPassing(answer.Error))
                throw new SlurmException($"sbatch rejected {script}: {answer.Error.Trim()}\nhint: correct slurm: in the study file or its profile, and run again.");
            Thread.Sleep(Patience.Submit * Math.Pow(2, attempt - 1));
        }
    }

    /// <summary>Sees to it that there is a cluster.</summary>
    /// <exception cref="SlurmException">There is none, or it does not answer.</exception>
    public void Check()
    {
        SlurmAnswer answer = AskQueue();
        if (answer.ExitCode != 0)
            throw new SlurmException($"Slurm does not respond on this machine: {answer.Error.Trim().ReplaceLineEndings(" ")}\nhint: run on a machine with Slurm, or leave out --executor slurm.");
    }

    /// <summary>This user's jobs in the queue, member by member; null where it cannot be asked.</summary>
    public ImmutableArray<QueuedMember>? Queue()
    {
        SlurmAnswer answer = AskQueue();
        return answer.ExitCode != 0 ? null : [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<QueuedMember>()];
    }

    /// <summary>Slurm's word for a job that left the queue, while it remembers it; then that of its accounting; null where neither knows.</summary>
    public string? StateOf(string id)
    {
        SlurmAnswer shown = call("scontrol", ["show", "job", "--oneliner", id]);
        const string key = "JobState=";
        if (shown.ExitCode == 0 && shown.Output.IndexOf(key, StringComparison.Ordinal) is >= 0 and int at)
            return shown.Output[(at + key.Length)..].Split(' ')[0];
        SlurmAnswer accounted = call("sacct", ["-X", "-P", "-n", "-o", "State", "-j", id]);
        string state = accounted.ExitCode == 0 ? accounted.Output.Split('\n')[0].Split(' ')[0].Trim() : "";
        return state.Length > 0 ? state : null;
    }

    /// <summary>Puts a job back into the queue; false where Slurm will not.</summary>
    public bool Requeue(string id) => call("scontrol", ["requeue", id]).ExitCode == 0;

    /// <summary>Lets a queued job wait for the success of some jobs alone, or for nothing more; false where Slurm will not.</summary>
    public bool WaitFor(string id, ImmutableArray<string> others) =>
        call("scontrol", ["update", $"JobId={id}", others.IsEmpty ? "Dependency=" : $"Dependency=afterok:{string.Join(':', others)}"]).ExitCode == 0;

    /// <summary>Ends jobs: they are asked to, and killed after the cluster's grace.</summary>
    /// <exception cref="SlurmException">Slurm refuses.</exception>
    public void Cancel(ImmutableArray<string> ids)
    {
        SlurmAnswer answer = ids.IsEmpty ? new SlurmAnswer(0, "", "") : call("scancel", ids);
        if (answer.ExitCode != 0)
            throw new SlurmException($"scancel failed: {answer.Error.Trim()} Cancel {string.Join(' ', ids)} by hand.");
    }

    private SlurmAnswer AskQueue() => call("squeue", ["--noheader", "--array", "--user", Environment.UserName, "--format", QueueFormat]);

    private static bool IsPassing(string error) =>
        ((string[])["timed out", "Unable to contact", "temporarily", "Connection", "try again", "unavailable", "dependency problem"]).Any(word => error.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static QueuedMember? Parse(string line)
    {
        string[] fields = line.Split('|', 5);
        if (fields.Length < 5)
            return null;
        int index = int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int member) ? member : 0;
        return new QueuedMember(fields[0].Trim(), index, fields[2].Trim(), fields[3].Trim(), fields[4].Trim());
    }

    private static SlurmAnswer Call(string program, ImmutableArray<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new SlurmAnswer(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception) when (program == "sacct")
        {
            return new SlurmAnswer(1, "", "");              // accounting is optional
        }
        catch (Win32Exception)
        {
            throw new SlurmException($"there is no command {program} on this machine.\nhint: run on a machine with Slurm, load its module, or leave out --executor slurm.");
        }
    }
}

/// <summary>What a command of Slurm answered.</summary>
internal sealed record SlurmAnswer(int ExitCode, string Output, string Error);

/// <summary>Slurm is not there, or refuses what it is asked.</summary>
public sealed class SlurmException(string message) : Exception(message);
