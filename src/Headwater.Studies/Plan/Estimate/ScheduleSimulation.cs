namespace Headwater.Studies;

/// <summary>
/// What the scheduler will do with jobs whose times are known: it starts them in the plan's order as soon as what they need is there, this many at a time, and
/// texts are tokenised before anything is trained. A checkpoint is there before its trajectory ends.
/// </summary>
internal sealed class ScheduleSimulation
{
    private readonly IReadOnlyList<JobEstimate> _jobs;
    private readonly Dictionary<string, JobEstimate> _byId;
    private readonly double _startSeconds;
    private readonly Slot?[] _slots;
    private readonly Dictionary<string, List<(int Job, double Share)>> _waiting = new(StringComparer.Ordinal);
    private readonly int[] _missing;
    private readonly PriorityQueue<int, int> _ready = new();

    // What happens next: a job ends and frees its place, or, without a place, something it left is there that another job waits for.
    private readonly PriorityQueue<(int Job, int? Place), (double End, int Job)> _running = new();
    private readonly PriorityQueue<int, int> _free = new();
    private readonly bool[] _started;

    private ScheduleSimulation(IReadOnlyList<JobEstimate> jobs, int places, double startSeconds)
    {
        _jobs = jobs;
        _byId = jobs.ToDictionary(job => job.Job.Id, StringComparer.Ordinal);
        _startSeconds = startSeconds;
        _slots = new Slot?[jobs.Count];
        _missing = new int[jobs.Count];
        _started = new bool[places];
        for (int place = 0; place < places; place++)
            _free.Enqueue(place, place);
    }

    /// <summary>When each job runs; null for those of which nothing is left.</summary>
    /// <param name="jobs">In the plan's order.</param>
    /// <param name="places">Runs at a time.</param>
    /// <param name="startSeconds">What a place takes before its first training.</param>
    public static IReadOnlyList<Slot?> Run(IReadOnlyList<JobEstimate> jobs, int places, double startSeconds)
    {
        ScheduleSimulation simulation = new(jobs, places, startSeconds);
        double texts = simulation.Run(job => job.Job.Stage <= Stage.Corpus, from: 0);
        simulation.Run(job => job.Job.Stage > Stage.Corpus, texts);
        return simulation._slots;
    }

    private double Run(Func<JobEstimate, bool> stages, double from)
    {
        HashSet<string> open = new(StringComparer.Ordinal);
        for (int i = 0; i < _jobs.Count; i++)
        {
            if (stages(_jobs[i]) && _jobs[i].Done < 1)
                open.Add(_jobs[i].Job.Id);
        }

        for (int i = 0; i < _jobs.Count; i++)
        {
            if (open.Contains(_jobs[i].Job.Id))
                Wait(i, open);
        }

        double now = from;
        Start(now);
        while (_running.TryDequeue(out (int Job, int? Place) ended, out (double End, int) at))
        {
            now = at.End;
            if (ended.Place is int place)
            {
                _free.Enqueue(place, place);
                foreach ((int next, _) in (_waiting.GetValueOrDefault(_jobs[ended.Job].Job.Id) ?? []).Where(waiting => waiting.Share >= 1))
                    Arrive(next);
            }
            else
            {
                Arrive(ended.Job);
            }

            Start(now);
        }

        return now;
    }

    private void Wait(int job, HashSet<string> open)
    {
        foreach (string need in _jobs[job].Job.Needs.Where(open.Contains))
        {
            _missing[job]++;
            if (!_waiting.TryGetValue(need, out List<(int, double)>? list))
                _waiting[need] = list = [];
            list.Add((job, EarlyCheckpoint.Share(_jobs[job].Job, need, _byId)));
        }

        if (_missing[job] == 0)
            _ready.Enqueue(job, job);
    }

    private void Arrive(int job)
    {
        if (--_missing[job] == 0)
            _ready.Enqueue(job, job);
    }

    private void Start(double now)
    {
        while (_free.Count > 0 && _ready.TryDequeue(out int job, out _))
        {
            int place = _free.Dequeue();
            double begins = _jobs[job].Job.Trains && !_started[place] ? _startSeconds : 0;
            _started[place] |= _jobs[job].Job.Trains;
            double end = now + begins + _jobs[job].SecondsLeft;
            _slots[job] = new Slot(now, end, place);
            _running.Enqueue((job, place), (end, job));
            foreach ((int next, double share) in (_waiting.GetValueOrDefault(_jobs[job].Job.Id) ?? []).Where(waiting => waiting.Share < 1))
                _running.Enqueue((next, null), (now + begins + EarlyCheckpoint.SecondsUntil(_jobs[job], share), next));
        }
    }
}
