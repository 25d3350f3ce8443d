using System.Globalization;
using System.Text.Json;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>A plan with its estimate and its warnings, as tables or as JSON.</summary>
internal static class PlanOutput
{
    private const int MostRows = 200;

    /// <param name="terminal">Where it goes.</param>
    /// <param name="whole">The study, whose design the warnings are about.</param>
    /// <param name="plan">The part of it that is to be run.</param>
    /// <param name="folder">The study's folder.</param>
    /// <param name="options">Where speeds come from.</param>
    /// <param name="json">As JSON.</param>
    /// <param name="verified">What will be trained to verify forecasts, before the decision that chooses it; null for nothing.</param>
    public static void Write(Terminal terminal, StudyPlan whole, StudyPlan plan, StudyFolder folder, EstimateOptions options, bool json, FrozenForecasts? verified)
    {
        PlanEstimate? with = verified is null ? null : PlanEstimate.Of(StudyPlanner.Plan(verified.Continue(whole.Spec), whole.Device), folder, options);
        PlanEstimate estimate = PlanEstimate.Of(plan, folder, options);
        DesignWarning[] warnings = [.. DesignCheck.Of(whole, PairedComparison.Read(folder)), .. MachineCheck.Of(estimate, plan.Device, folder)];
        if (json)
        {
            JsonOutput.Write(terminal, writer => PlanJson.Write(writer, plan, estimate, warnings, verified, with));
            return;
        }

        WriteJobs(terminal, whole, plan, estimate);
        WriteStages(terminal, estimate);
        foreach (string line in Summary(estimate).Concat(Finetuning(plan, estimate)))
        {
            terminal.Output.WriteLine(line);
        }

        if (with is not null)
        {
            WriteVerification(terminal, verified!, estimate, with);
        }

        foreach (DesignWarning warning in warnings)
        {
            Prose.WriteRemark(terminal, $"warning: {warning.Message} {warning.Remedy}");
        }
    }

    private static void WriteVerification(Terminal terminal, FrozenForecasts standIn, PlanEstimate before, PlanEstimate with) => terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"verify: after the {(standIn.Proposal is null ? "decision" : "swarm")}, {Trained(standIn)} {string.Join(", ", standIn.At.Select(tokens => NumberText.Format(tokens)))} tokens, which takes about {Time(with.WallSeconds - before.WallSeconds)} more with {before.JobsAtATime} at a time. The tables above do not include this."));

    // The minima of a study's budgets, once they are measured, decide how large its larger model is.
    private static string Trained(FrozenForecasts standIn)
    {
        int mixtures = standIn.Mixtures.Length;
        if (standIn.Larger.IsEmpty)
            return string.Create(CultureInfo.InvariantCulture, $"{mixtures} {(mixtures == 1 ? "mixture is" : standIn.Proposal is null ? "mixtures are" : "mixtures (the proposal, the natural one, the best one, and any more) are")} trained to");
        string[] sizes = [.. standIn.Larger.Select(run => Readable.Count(run.Parameters)).Distinct()];
        return string.Create(CultureInfo.InvariantCulture, $"{(sizes.Length == 1 ? "a model" : "models")} of about {string.Join(" and ", sizes)} parameters {(sizes.Length == 1 ? "is" : "are")} trained on {mixtures} {(mixtures == 1 ? "mixture" : "mixtures")} to about");
    }

    private static void WriteJobs(Terminal terminal, StudyPlan whole, StudyPlan plan, PlanEstimate estimate)
    {
        TablePrinter.Write(
            terminal,
            plan.Jobs.Length == whole.Jobs.Length ? $"{plan.Spec.Name}: {plan.Jobs.Length} jobs" : $"{plan.Spec.Name}: {plan.Jobs.Length} of {whole.Jobs.Length} jobs",
            ["stage", "what", "why", "steps", "tokens", "FLOPs", "memory", "disk", "time", "starts"],
            estimate.Jobs.Take(MostRows).Select(job => (IReadOnlyList<string>)
            [
                job.Job.Stage.ToString().ToLowerInvariant(),
                job.Job.Label,
                job.Reason,
                job.Job.Steps == 0 ? "" : job.Job.Steps.ToString(CultureInfo.InvariantCulture),
                job.Tokens == 0 ? "" : Durations.Count(job.Tokens),
                Flops(job.Work.Total),
                Bytes(job.MemoryBytes),
                Bytes(job.DiskBytes),
                Time(job.Seconds),
                job.Slot is { } slot ? $"after {Time(slot.Start)}" : "done",
            ]));
        if (plan.Jobs.Length > MostRows)
        {
            terminal.Output.WriteLine($"{plan.Jobs.Length - MostRows} more jobs; --json lists all.");
            terminal.Output.WriteLine();
        }
    }

    private static void WriteStages(Terminal terminal, PlanEstimate estimate) => TablePrinter.Write(
        terminal,
        "By stage",
        [
            "stage", "jobs", "done", "tokens", "encoder FLOPs", "decoder FLOPs", "evaluation FLOPs", "memory per run", "disk", "device time", "left",
            .. estimate.Price is null ? [] : (string[])["cost", "cost left"],
        ],
        estimate.Stages.Append(estimate.Total).Select(stage => (IReadOnlyList<string>)
        [
            stage.Stage?.ToString().ToLowerInvariant() ?? "all",
            stage.Jobs.ToString(CultureInfo.InvariantCulture),
            stage.JobsDone.ToString(CultureInfo.InvariantCulture),
            stage.Tokens == 0 ? "" : Durations.Count(stage.Tokens),
            Flops(stage.Work.Encoder),
            Flops(stage.Work.Decoder),
            Flops(stage.Work.Evaluation),
            Bytes(stage.MemoryBytes),
            Bytes(stage.DiskBytes),
            Time(stage.Seconds),
            Time(stage.SecondsLeft),
            .. estimate.Price is not { } price ? [] : (string[])[price.Format(price.Of(stage.Seconds)), price.Format(price.Of(stage.SecondsLeft))],
        ]));

    private static IEnumerable<string> Summary(PlanEstimate estimate)
    {
        string atATime = estimate.JobsAtATime == 1 ? "one run at a time" : string.Create(CultureInfo.InvariantCulture, $"{estimate.JobsAtATime} runs at a time");
        yield return $"Remaining: about {Time(estimate.WallSecondsLeft)} with {atATime} ({Time(estimate.WallSeconds)} from scratch). The longest chain of jobs takes {Time(estimate.CriticalPathSeconds)}.";
        if (estimate.Total.DiskBytes > 0)
        {
            yield return $"Memory: {Bytes(estimate.MemoryAtOnceBytes)} at once. Disk: {Bytes(estimate.Total.DiskBytes)}.";
        }

        if (estimate.Price is { } price)
        {
            yield return $"Cost: {price.Format(price.Of(estimate.Total.SecondsLeft))} of {price.Format(price.Of(estimate.Total.Seconds))} left to pay, at {price.Format(price.PerHour)} per device-hour. A run occupies one device.";
        }

        yield return $"Speed: {estimate.Source}. FLOPs are for training, by encoder and decoder, with attention and without padding.";
    }

    private static IEnumerable<string> Finetuning(StudyPlan plan, PlanEstimate estimate)
    {
        FinetuningSpec spec = plan.Spec.Finetuning;
        if (plan.Spec.Evaluation is null && spec.Patience is int patience)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Finetunings: at most {spec.Steps} steps each. A finetuning ends early after {patience} consecutive validations (one every {spec.ValidateEvery} steps) without an improvement. The times above assume the maximum.");
        }

        double decoding = estimate.Jobs.Sum(job => job.ValidationDecodingSeconds);
        if (decoding > 0)
        {
            FinetuningSettings settings = plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First();
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Choosing checkpoints by each metric decodes {settings.DecodedExamples()} validation examples up to {settings.Decodings()} times per finetuning: {Time(decoding)} of {Time(estimate.Total.Seconds)} device time. choose-checkpoint: loss avoids this cost.");
        }
    }

    private static string Time(double seconds) => seconds == 0 ? "0 s" : Durations.Text(TimeSpan.FromSeconds(seconds));

    private static string Flops(double flops) => flops == 0 ? "" : flops.ToString("0.0e0", CultureInfo.InvariantCulture);

    /// <summary><c>870 KB</c>, <c>12 MB</c>, <c>3.1 GB</c>.</summary>
    internal static string Bytes(double bytes) => bytes switch
    {
        0 => "",
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F0} KB"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB"),
    };
}
