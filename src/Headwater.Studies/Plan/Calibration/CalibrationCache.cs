using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Calibrations by machine and shape, in the user's cache folder: the second plan finds what the first one measured. A measurement is made by processes of
/// their own, as many as the study will run at a time, because runs side by side slow each other down.
/// </summary>
public static class CalibrationCache
{
    /// <summary>The calibration that was measured before; null where there is none.</summary>
    public static Calibration? Find(StudyPlan plan, StudyFolder folder, int jobs)
    {
        CalibrationRequest request = CalibrationRequest.Of(plan, new RunStore(folder));
        return Read(FileOf(plan, request, jobs)) ?? Read(FileOf(plan, request with { TokenizerFolder = null }, jobs));
    }

    /// <summary>The calibration that was measured before, or one measured now.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="folder">Its folder, whose tokenizer is used where it is made.</param>
    /// <param name="jobs">Runs at a time.</param>
    /// <param name="command">The program and leading arguments that start this command again.</param>
    /// <exception cref="InvalidOperationException">A measuring process failed; the message has its last words.</exception>
    public static Calibration Measure(StudyPlan plan, StudyFolder folder, int jobs, ImmutableArray<string> command)
    {
        CalibrationRequest request = CalibrationRequest.Of(plan, new RunStore(folder));
        string file = FileOf(plan, request, jobs);
        if (Read(file) is { } known)
            return known;
        Calibration measured = Run(plan, request with { IsBusy = plan.Device == "cpu" && IsBusy() }, jobs, command);
        return measured.WasBusy ? measured : Keep(file, measured);
    }

    /// <summary>Why a study's shapes are not measured here: its runs do not fit this machine, or a few steps take minutes. Null where they are.</summary>
    public static string? TooLarge(StudyPlan plan, int jobs)
    {
        const double mostFlopsAStep = 1e12;                 // ten seconds of a fast thread
        Job[] trained = [.. plan.Jobs.Where(job => job.Trains && job.Steps > 0)];
        long memory = jobs * trained.Select(job => job.MemoryBytes).DefaultIfEmpty().Max();
        double step = trained.Select(job => job.Work.Training / job.Steps).DefaultIfEmpty().Max();
        return plan.Device != "cpu" ? null
            : memory > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes ? FormattableString.Invariant($"{jobs} runs need about {memory / 1e9:0.#} GB, more than this machine has, so nothing was measured. Name a device with --on, or lower --jobs.")
            : step > mostFlopsAStep ? FormattableString.Invariant($"one step is about {step / 1e12:0.#} TFLOP, too long to measure here, so speeds are assumed. Name a device with --on.")
            : null;
    }

    /// <summary>Measures in this process what a file asks for, and returns the answer for <see cref="Measure"/> to read.</summary>
    public static string Answer(string requestFile)
    {
        Asked asked = RecordFile.ReadJson<Asked>(requestFile);
        return JsonSerializer.Serialize(new Calibrator(asked.Plan, asked.Request).Measure(), StudyJson.Line);
    }

    // The mean number of processes that ran or wanted to in the last minute, where the system tells.
    private static bool IsBusy()
    {
        const string load = "/proc/loadavg";
        const double free = 0.5;
        return File.Exists(load) && double.TryParse(File.ReadAllText(load).Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double mean) && mean > free * Environment.ProcessorCount;
    }

    private static Calibration Run(StudyPlan plan, CalibrationRequest request, int jobs, ImmutableArray<string> command)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headwater-plan-");
        try
        {
            string file = Path.Combine(folder.FullName, "request.json");
            RecordFile.WriteJson(file, new Asked(plan with { Jobs = [], Cells = [] }, request));
            Process[] processes = [.. Enumerable.Range(0, jobs).Select(_ => Start(command, file))];
            return Calibration.Mean([.. processes.Select(process => (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync())).ToArray()
                .Select(one => Read(one.process, one.Item2, one.Item3))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(ImmutableArray<string> command, string file) => Process.Start(
        new ProcessStartInfo(command[0], [.. command.Skip(1), "calibrate", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    private static Calibration Read(Process process, Task<string> output, Task<string> error)
    {
        using (process)
        {
            string said = output.GetAwaiter().GetResult();
            string words = error.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<Calibration>(said, StudyJson.Line)!
                : throw new InvalidOperationException($"the measurement of this machine failed: {words.Trim()} Plan with --no-calibration to go on with assumed speeds.");
        }
    }

    private static Calibration? Read(string file)
    {
        try
        {
            return File.Exists(file) ? RecordFile.ReadJson<Calibration>(file) : null;
        }
        catch (InvalidDataException)
        {
            return null;                                    // of another version: measured again
        }
    }

    private static Calibration Keep(string file, Calibration calibration)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            RecordFile.WriteJson(file, calibration);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Measured again by the next plan.
        }

        return calibration;
    }

    // Steps and token counts change nothing that is measured; a new version of the program may.
    private static string FileOf(StudyPlan plan, CalibrationRequest request, int jobs)
    {
        CalibrationRequest shape = request with
        {
            TokenizerFolder = null,
            IsBusy = false,
            Pretraining = [.. request.Pretraining.Select(settings => settings with { Mixture = "", Checkpoints = [1], ScheduleSteps = null, Seed = 0, LearningRate = 1, Corpora = settings.Corpora.Clear(), Rates = settings.Rates.Clear() })],
            Finetuning = [.. request.Finetuning.Select(settings => settings with { Mixture = "", Examples = null, Steps = 1, ValidateEvery = 1, Seed = 0, Pretraining = null, Checkpoint = 0, LearningRate = null, Rate = null })],
        };
        string identity = JsonSerializer.Serialize(shape, StudyJson.Identity) + typeof(CalibrationCache).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            + (request.TokenizerFolder is null ? "" : "own tokenizer");
        return Path.Combine(MachineCache.Folder("calibration"), string.Create(CultureInfo.InvariantCulture, $"{MachineCache.Processor()}-{plan.Device}-{plan.Spec.Threads}-threads-{jobs}-jobs-{Fingerprint.Of(identity)}.json"));
    }

    private sealed record Asked(StudyPlan Plan, CalibrationRequest Request);
}
