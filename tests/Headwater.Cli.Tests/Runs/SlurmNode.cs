using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Headwater.Cli.Tests;

/// <summary>
/// A cluster of one node on this machine, real Slurm, with everything it writes in a folder of its own: munged, slurmctld and slurmd, started by root and ended
/// with what they started. Its commands and Headwater's find it by <see cref="Variables"/>.
/// </summary>
internal sealed class SlurmNode : IDisposable
{
    private const int MostMembers = 4;                      // small, so that arrays are split

    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch"];

    private readonly string _folder = Directory.CreateTempSubdirectory("headwater-slurm-").FullName;
    private readonly List<Process> _daemons = [];
    private readonly string _name = Environment.MachineName.Split('.')[0];
    private readonly Timer _hurry;
    private Process? _slurmd;

    public SlurmNode()
    {
        Variables = new Dictionary<string, string> { ["SLURM_CONF"] = Path.Combine(_folder, "slurm.conf") };
        foreach (string part in (string[])["state", "spool"])
            Directory.CreateDirectory(Path.Combine(_folder, part));
        File.WriteAllBytes(Path.Combine(_folder, "munge.key"), RandomNumberGenerator.GetBytes(128));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "munge.key"), UnixFileMode.UserRead);
        File.WriteAllText(Variables["SLURM_CONF"], Configuration());
        Start("munged", "--foreground", "--force", $"--key-file={_folder}/munge.key", $"--socket={_folder}/munge.socket", $"--pid-file={_folder}/munged.pid", $"--log-file={_folder}/munged.log",
            $"--seed-file={_folder}/munge.seed");
        Assert.True(Patience.Until(() => File.Exists(Path.Combine(_folder, "munge.socket")), Processes), "munged did not start");
        Start("slurmctld", "-D", "-c");
        NodeUp();
        _hurry = new Timer(_ => Hurry(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>What commands need in their environment to reach this cluster.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Why there can be no such cluster here; null where there can.</summary>
    public static string? Missing { get; } = FindMissing();

    public void NodeUp()
    {
        _slurmd = Start("slurmd", "-D", "-c");
        Assert.True(Patience.Until(() => Command("sinfo", "-h", "-o", "%T").Trim() is "idle" or "mixed" or "allocated", Processes), Log());
    }

    /// <summary>The node dies: its daemon and everything that runs on it.</summary>
    public void NodeDown()
    {
        _slurmd!.Kill();
        _slurmd.WaitForExit();
        foreach (int process in Ours().Where(process => HeadwaterProgram.CommandLine(process) is { } line && (line.Contains("slurmstepd", StringComparison.Ordinal) || line.Contains("--slurm", StringComparison.Ordinal)
            || line.Contains("headwater", StringComparison.Ordinal))).ToArray())
        {
            if (Belongs(process, "SLURM_JOB_ID="))
                HeadwaterProgram.Signal(process, SmallStudy.Kill);
        }

        Command("scontrol", "update", $"NodeName={_name}", "State=DOWN", "Reason=test");
    }

    /// <summary>The node takes no further jobs, and ends those that run.</summary>
    public void Drain() => Command("scontrol", "update", $"NodeName={_name}", "State=DRAIN", "Reason=test");

    /// <summary>It takes jobs again.</summary>
    public void Resume() => Command("scontrol", "update", $"NodeName={_name}", "State=RESUME");

    /// <summary>The daemons, and this process, which asks them.</summary>
    public IEnumerable<int> Processes() => [Environment.ProcessId, .. _daemons.Where(daemon => !daemon.HasExited).Select(daemon => daemon.Id)];

    public string Command(string program, params string[] arguments)
    {
        ProcessStartInfo info = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["SLURM_CONF"] = Variables["SLURM_CONF"];
        using Process process = Process.Start(info)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>Members in the queue, as <c>ARRAY_INDEX</c>, with their states.</summary>
    public (string Id, string State)[] Queue() =>
    [
        .. Command("squeue", "-h", "-r", "-o", "%F_%K %T").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1])),
    ];

    public void Dispose()
    {
        _hurry.Dispose();
        Command("scancel", "--user=root", "--signal=KILL");
        foreach (Process daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill();
            daemon.WaitForExit();
            daemon.Dispose();
        }

        foreach (int process in Ours())
            HeadwaterProgram.Signal(process, SmallStudy.Kill);
        Directory.Delete(_folder, recursive: true);
    }

    // Slurm holds a job that was queued again for two minutes; a test has no time for that.
    private void Hurry()
    {
        foreach (string id in Command("squeue", "-h", "-r", "-t", "PENDING", "-o", "%F_%K %r").Split('\n').Where(line => line.EndsWith(" BeginTime", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]))
            Command("scontrol", "update", $"JobId={id}", "StartTime=now");
    }

    private string Configuration()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20) * 9 / 10;
        return string.Create(CultureInfo.InvariantCulture, $"""
            ClusterName=headwater
            SlurmctldHost={_name}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket={_folder}/munge.socket
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd.pid
            SlurmctldLogFile={_folder}/slurmctld.log
            SlurmdLogFile={_folder}/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SwitchType=switch/none
            MpiDefault=none
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            ReturnToService=2
            KillWait=10
            SlurmdTimeout=20
            MaxArraySize={MostMembers}
            SchedulerParameters=batch_sched_delay=0,sched_interval=2,sched_min_interval=0
            NodeName={_name} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} RealMemory={memory} State=UNKNOWN
            PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

            """);
    }

    private Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo info = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["SLURM_CONF"] = Variables["SLURM_CONF"];
        Process process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons.Add(process);
        return process;
    }

    private string Log() => string.Join('\n', Directory.GetFiles(_folder, "*.log").SelectMany(file => File.ReadLines(file).TakeLast(10).Prepend(file)));

    // Everything that was started in this cluster has its configuration in its environment.
    private int[] Ours() => [.. HeadwaterProgram.Naming("").Where(process => Belongs(process, Variables["SLURM_CONF"]))];

    private static bool Belongs(int process, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "a Slurm cluster of one node is started by root on Linux";
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"];
        string[] missing = [.. Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        return missing.Length == 0 ? null : $"there is no {string.Join(", ", missing)}: apt-get install slurm-wlm munge";
    }
}
