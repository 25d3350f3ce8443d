using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Studies.Tests;

/// <summary>
/// Slurm's commands over arrays in memory: each question to the queue lets one more member run. Light jobs and those of a trainer are done for real, our own training is made up.
/// </summary>
internal sealed partial class FakeSlurm(RunStore store)
{
    private readonly JobRunner _real = new(store, new RunOptions { SaveEvery = TimeSpan.FromMinutes(1) });
    private readonly List<Member> _members = [];
    private int _arrays;
    private bool _works;

    public int MaxArraySize { get; init; } = 1001;

    /// <summary>How long a member that succeeded may be without its result.</summary>
    public TimeSpan LostAfterSuccess { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What becomes of a run; null runs it.</summary>
    public Func<Job, string?> Fate { get; set; } = _ => null;

    /// <summary>Answers to sbatch before it works.</summary>
    public Queue<SlurmAnswer> Refusals { get; } = [];

    public List<string> Scripts { get; } = [];

    /// <summary>Ids of the runs that were begun, in order.</summary>
    public List<string> Started { get; } = [];

    public bool Down { get; set; }

    public SlurmCluster Cluster => new(Call)
    {
        Patience = new SlurmPatience { ShortestPoll = TimeSpan.Zero, LongestPoll = TimeSpan.Zero, Lost = TimeSpan.Zero, LostAfterSuccess = LostAfterSuccess, Submit = TimeSpan.Zero },
    };

    public IEnumerable<string> Waiting => _members.Where(member => member.State == "PENDING").Select(member => member.Order.Job.Id);

    /// <summary>How many members wait for a run.</summary>
    public int WaitingFor(string run) => _members.Count(member => member.After.Contains(_members.Find(other => other.Order.Job.Id == run)!.Id));

    private SlurmAnswer Call(string program, ImmutableArray<string> arguments) => program switch
    {
        _ when Down && program != "sbatch" => new SlurmAnswer(1, "", "Unable to contact slurm controller"),
        "sbatch" => Refusals.TryDequeue(out SlurmAnswer? refusal) ? refusal : Submit(arguments[^1]),
        "squeue" => Queue(),
        "scontrol" when arguments[0] == "show" && arguments[1] == "config" => Answer($"Something = 1\nMaxArraySize            = {MaxArraySize}\n"),
        "scontrol" when arguments[0] == "show" => _members.Find(member => member.Id == arguments[^1]) is { } member ? Answer($"JobId=1 JobState={member.State} Reason=None") : new SlurmAnswer(1, "", ""),
        "scontrol" when arguments[0] == "update" => Update(arguments[1]["JobId=".Length..], arguments[2]["Dependency=".Length..]),
        "scancel" => Cancel(arguments),
        _ => new SlurmAnswer(1, "", "no such command"),
    };

    private static SlurmAnswer Answer(string output) => new(0, output, "");

    private SlurmAnswer Submit(string script)
    {
        string text = File.ReadAllText(script);
        Scripts.Add(text);
        string id = (++_arrays).ToString(CultureInfo.InvariantCulture);
        string[] after = Dependency().Match(text) is { Success: true } found ? found.Groups[1].Value.Split(':') : [];
        string[] lines = File.ReadAllLines(SlurmMember.JobsFile(Path.GetDirectoryName(script)!));
        for (int i = 0; i < lines.Length; i++)
            _members.Add(new Member($"{id}_{i}", Name().Match(text).Groups[1].Value, JobOrder.Parse(lines[i]), after));
        return Answer($"{id}\n");
    }

    private SlurmAnswer Queue()
    {
        string listed = string.Concat(_members.Where(member => member.State == "PENDING").Select(member => $"{member.Id.Replace('_', '|')}|PENDING|{member.Name}|None\n"));
        if (!_works)
        {
            _works = true;                                  // a run that asks for the queue lets none run within itself
            Step();
            _works = false;
        }

        return Answer(listed);
    }

    private void Step()
    {
        foreach (Member member in _members.Where(member => member.State == "PENDING").ToArray())
        {
            string[] states = [.. member.After.Select(id => _members.Find(other => other.Id == id)!.State)];
            if (states.Any(state => state is not ("PENDING" or "COMPLETED")))
                member.State = "CANCELLED";
            else if (states.All(state => state == "COMPLETED"))
            {
                member.State = Do(member.Order.Job);
                return;
            }
        }
    }

    private string Do(Job job)
    {
        Started.Add(job.Id);
        if (Fate(job) is { } fate)
        {
            if (fate == "FAILED")
                store.Fail(job.Id, "made-up failure");
            return fate;
        }

        return (job.Trains && !job.IsOfTrainer ? MadeUp.Run(job, store) : _real.Run(job, _ => { }, CancellationToken.None)).Reason is null ? "COMPLETED" : "FAILED";
    }

    private SlurmAnswer Update(string id, string dependency)
    {
        Member member = _members.Find(member => member.Id == id)!;
        _members[_members.IndexOf(member)] = member with { After = dependency.Length == 0 ? [] : dependency["afterok:".Length..].Split(':') };
        return Answer("");
    }

    private SlurmAnswer Cancel(ImmutableArray<string> ids)
    {
        foreach (Member member in _members.Where(member => ids.Contains(member.Id)))
            member.State = "CANCELLED";
        return Answer("");
    }

    [GeneratedRegex("--dependency=afterok:(.*)")]
    private static partial Regex Dependency();

    [GeneratedRegex("--job-name=(.*)")]
    private static partial Regex Name();

    private sealed record Member(string Id, string Name, JobOrder Order, string[] After)
    {
        public string State { get; set; } = "PENDING";
    }
}
