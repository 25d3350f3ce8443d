using System.Text.Json;

namespace Headwater.Studies;

/// <summary>
/// What a process that does jobs is told, as one line of JSON: the job itself and how to save and log it, so that nobody minds when the study file is
/// edited meanwhile.
/// </summary>
internal sealed record JobOrder
{
    public required Job Job { get; init; }

    public required double SaveEvery { get; init; }

    public required int KeepStates { get; init; }

    public bool TensorBoard { get; init; }

    /// <summary>For the process that watches over the run.</summary>
    public RetryRule Retries { get; init; } = new();

    /// <summary>Whether a run that is out of time queues again.</summary>
    public bool Requeue { get; init; } = true;

    public static JobOrder Of(Job job, RunOptions options) => new()
    {
        Job = job, SaveEvery = options.SaveEvery!.Value.TotalSeconds, KeepStates = options.KeepStates, TensorBoard = options.TensorBoard,
    };

    public static bool IsOne(string line) => line.StartsWith('{');

    /// <exception cref="JsonException">The line is something else.</exception>
    public static JobOrder Parse(string line) => JsonSerializer.Deserialize<JobOrder>(line, StudyJson.WholeLine)!;

    public override string ToString() => JsonSerializer.Serialize(this, StudyJson.WholeLine);

    /// <summary>The options of a process, with what it is told where they leave it open.</summary>
    public RunOptions Complete(RunOptions options) => options with
    {
        SaveEvery = options.SaveEvery ?? TimeSpan.FromSeconds(SaveEvery),
        KeepStates = KeepStates,
        TensorBoard = TensorBoard,
    };
}
