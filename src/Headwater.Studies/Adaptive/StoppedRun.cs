using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>A pretraining that a study which decides as it goes stopped, or never started, because its mixture is hardly ever the best. Running the study without <c>--until</c> continues it.</summary>
public sealed record StoppedRun
{
    /// <summary>Id of the pretraining.</summary>
    public required string Id { get; init; }

    public required string Mixture { get; init; }

    /// <summary>Pretraining tokens that it had seen; 0 where it was not started.</summary>
    public required long Tokens { get; init; }

    /// <summary>Probability that its mixture is the best.</summary>
    public required double Probability { get; init; }

    /// <summary>What the probability was computed from.</summary>
    public required StopRule Rule { get; init; }

    /// <summary>Why it was stopped, in a sentence without its end.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Those that were not continued since.</summary>
    public static ImmutableArray<StoppedRun> Still(StudyFolder folder) => Still(new RunStore(folder));

    internal static ImmutableArray<StoppedRun> Still(RunStore store) => [.. Of(store.Folder).Where(run => (store.LastLine(run.Id)?.Tokens ?? 0) <= run.Tokens)];

    /// <summary>What was stopped when the study was last run with <c>--until decided</c>.</summary>
    public static ImmutableArray<StoppedRun> Of(StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(folder.AdaptiveFile) ? RecordFile.ReadJson<Record>(folder.AdaptiveFile).Stopped ?? [] : [];
    }

    /// <summary>When it was stopped, where, and why, for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Tokens == 0 ? "not started" : $"stopped at {NumberText.Format(Tokens)} tokens")} by --until decided on {At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Reason}");

    // The part of adaptive.json that is read back; files of earlier versions have none.
    private sealed record Record
    {
        public ImmutableArray<StoppedRun>? Stopped { get; init; }
    }
}

/// <summary>What says that a mixture is hardly ever the best.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StopRule>))]
public enum StopRule
{
    /// <summary>Forecasts of the scores that were measured, as in <c>headwater advise</c>.</summary>
    [JsonStringEnumMemberName("scores")] Scores,

    /// <summary>Forecasts of the final validation loss of the runs.</summary>
    [JsonStringEnumMemberName("validation-loss")] ValidationLoss,
}
