using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A candidate measurement.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="PretrainingTokens">The checkpoint, in pretraining tokens.</param>
/// <param name="IsRepeat">Whether the checkpoint has been measured before, and this would be another seed of it.</param>
public readonly record struct FurtherRun(string Mixture, double PretrainingTokens, bool IsRepeat);

/// <summary>A set of further runs and what they are expected to do to the advice.</summary>
public sealed record FurtherRuns
{
    /// <summary>The runs.</summary>
    public required ImmutableArray<FurtherRun> Runs { get; init; }

    /// <summary>The probability that one choice is best with the level asked for, once these runs are measured.</summary>
    public required double ProbabilitySettles { get; init; }

    /// <summary>The probability that a different mixture is then the most likely best, from 0 to 1.</summary>
    public required double ProbabilityFlips { get; init; }

    /// <summary>What choosing after these runs instead of now is expected to gain at the scale compared, in the metric's unit; never below 0 but for the noise of the draws.</summary>
    public required double ExpectedGain { get; init; }
}
