using System.Globalization;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>The learning curve in what a command prints, found by the study's regular expression, in the run's metrics.jsonl.</summary>
internal sealed class TrainerCurve(JobContext context, string? expression, Func<long, long> stepOf, long before)
{
    private readonly Regex? _line = expression is null ? null : new Regex(expression, RegexOptions.CultureInvariant);
    private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
    private readonly double _earlier = MetricsLog.Last(context.Run.MetricsFile)?.Seconds ?? 0;
    private long _last = MetricsLog.Last(context.Run.MetricsFile)?.Tokens ?? 0;

    /// <summary>A printed line. Steps that an interrupted command repeats are in the log already.</summary>
    public void Hear(string line)
    {
        if (_line?.Match(line) is not { Success: true } match || !NumberText.TryParse(match.Groups["tokens"].Value, out double tokens)
            || !double.TryParse(match.Groups["loss"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double loss) || before + (long)tokens <= _last)
            return;
        _last = before + (long)tokens;
        MetricsLine logged = new() { Step = stepOf(_last), Tokens = _last, Loss = Finite(loss), ValidationLoss = ValidationIn(match), Seconds = _earlier + _clock.Elapsed.TotalSeconds };
        MetricsLog.Append(context.Run.MetricsFile, logged);
        context.Progress(JobProgress.Of(logged, context.Job.Steps));
    }

    private static double? ValidationIn(Match match) =>
        match.Groups["validation"] is { Success: true } group && double.TryParse(group.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double loss) ? Finite(loss) : null;

    private static double? Finite(double loss) => double.IsFinite(loss) ? loss : null;
}
