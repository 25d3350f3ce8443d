using System.CommandLine;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater plan</c>: the jobs of a study, why they exist and what they take, before anything runs.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.File();
        Option<string?> output = StudyInput.Out();
        Option<int?> jobs = StudyInput.Jobs();
        Option<string> device = StudyInput.Device();
        Option<string?> price = PriceOption();
        Option<string?> on = new("--on") { Description = $"Estimate for a named device instead of this machine: {string.Join(", ", DeviceNumbers.Known.Select(known => known.Name))}." };
        on.AcceptOnlyFromAmong([.. DeviceNumbers.Known.Select(known => known.Name)]);
        Option<bool> noCalibration = new("--no-calibration") { Description = "Do not measure this machine: use earlier measurements if there are any, and assumed speeds otherwise." };
        Option<string[]> only = StudyInput.Only();
        Option<bool> json = StudyInput.Json();

        Command command = new("plan")
        {
            study, output, jobs, device, price, on, noCalibration, only, json,
        };
        command.SetAction(parse =>
        {
            StudySpec spec = StudyReader.Read(parse.GetValue(study)!);
            spec = parse.GetValue(price) is { } text ? spec with { Price = Price.Parse(text) } : spec;
            StudyFolder folder = StudyFolder.For(spec, parse.GetValue(output));
            StudyPlan plan = StudyPlanner.Plan(FrozenForecasts.Read(folder)?.Continue(spec) ?? spec, parse.GetValue(device)!);
            RunOptions run = new() { Jobs = parse.GetValue(jobs), Only = [.. parse.GetValue(only) ?? []] };
            EstimateOptions options = parse.GetValue(on) is { } name
                ? new EstimateOptions { Jobs = run.JobsFor(spec), Device = DeviceNumbers.Find(name) }
                : Calibrated(terminal, plan, folder, EstimateOptions.Known(plan, folder, run.JobsFor(plan)), measure: !parse.GetValue(noCalibration));
            Write(terminal, plan, folder, options, run, parse.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The plan as <c>run --dry-run</c> shows it: by what was measured before, or by what is assumed.</summary>
    public static void Show(Terminal terminal, StudySpec spec, StudyFolder folder, string device, RunOptions run, bool json)
    {
        StudyPlan plan = StudyPlanner.Plan(FrozenForecasts.Read(folder)?.Continue(spec) ?? spec, device);
        Write(terminal, plan, folder, EstimateOptions.Known(plan, folder, run.JobsFor(plan)), run, json);
    }

    // Where nothing was measured, at least the tokens are counted.
    private static void Write(Terminal terminal, StudyPlan plan, StudyFolder folder, EstimateOptions options, RunOptions run, bool json)
    {
        EstimateOptions counted = options.Counted(plan, folder) with { Price = plan.Spec.Price };
        FrozenForecasts? verified = run.Only.IsEmpty && FrozenForecasts.Read(folder) is null ? FrozenForecasts.StandIn(plan.Spec) : null;
        PlanOutput.Write(terminal, plan, StudySlice.Of(plan, folder, run.Only), folder, counted, json, verified);
    }

    private static Option<string?> PriceOption()
    {
        Option<string?> price = new("--price") { Description = $"{Price.Expected}; replaces the study's price." };
        price.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Price.Parse(text) is null)
            {
                result.AddError($"--price is \"{text}\"; expected {Price.Expected}.");
            }
        });
        return price;
    }

    // What is known, and measured where that is not enough and may be.
    private static EstimateOptions Calibrated(Terminal terminal, StudyPlan plan, StudyFolder folder, EstimateOptions known, bool measure)
    {
        if (known.Calibration is not null || !measure || !terminal.Edition.Trains)
        {
            return known;
        }

        int jobs = known.Jobs;
        if (CalibrationCache.TooLarge(plan, jobs) is { } reason)
        {
            Prose.WriteRemark(terminal, $"warning: {reason}");
            return known;
        }

        terminal.Error.WriteLine($"headwater: measuring this machine with {(jobs == 1 ? "one run" : $"{jobs} runs")} of the study's shapes for some seconds; the result is stored for the next plan.");
        try
        {
            Calibration measured = CalibrationCache.Measure(plan, folder, jobs, StudyInput.Self());
            if (measured.WasBusy)
            {
                terminal.Error.WriteLine(FormattableString.Invariant(
                    $"warning: other work used this machine's processors for {100 * measured.Waited:F0}% of the time. The measurement leaves this time out, but is still too slow, so it was not stored.\nhint: run headwater plan again when the machine is idle."));
            }

            return known with { Calibration = measured };
        }
        catch (InvalidOperationException exception)
        {
            Prose.WriteRemark(terminal, $"warning: {exception.Message} Speeds are assumed.");
            return known;
        }
    }
}
