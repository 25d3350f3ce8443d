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
    /// <summary>The calibration that was measured before; null where there is none, and where nothing is to be run.</summary>
    public static Calibration? Find(StudyPlan plan, StudyFolder folder, int jobs)
    {
        if (plan.Jobs.IsEmpty || plan.Jobs.Any(job => job.IsOfTrainer))
            return null;
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
        bool byTheClock = plan.Device != "cpu" || jobs * plan.Spec.Threads > Environment.ProcessorCount;
        Calibration measured = Run(plan, request with { ByTheClock = byTheClock }, jobs, command);
        return measured.WasBusy ? measured : Keep(file, measured);
    }

    /// <summary>
    /// FLOPs a second that the processor reaches in matrix products with the study's threads: as it is known, or else as a process measures it, in a second.
    /// </summary>
    /// <param name="plan">The study.</param>
    /// <param name="command">The program and leading arguments that start this command again.</param>
    /// <exception cref="InvalidOperationException">The measuring process failed; the message has its last words.</exception>
    public static double Rate(StudyPlan plan, ImmutableArray<string> command) => MatrixRate.Known(plan.Spec.Threads) ?? Answers<double>(new Asked(plan with { Jobs = [], Cells = [] }, null), 1, command)[0];

    /// <summary>Why a study's shapes are not measured here: its runs do not fit this machine, or a few steps take minutes. Null where they are.</summary>
    public static string? TooLarge(StudyPlan plan, int jobs)
    {
        const double mostFlopsAStep = 1e12;                 // ten seconds of a fast thread
        if (plan.Jobs.Any(job => job.IsOfTrainer))
            return "the study's trainer was not measured, so its speed is assumed until a run has finished.";
        Job[] trained = [.. plan.Jobs.Where(job => job.Trains && job.Steps > 0)];
        long memory = jobs * trained.Select(job => job.MemoryBytes).DefaultIfEmpty().Max();
        double step = trained.Select(job => job.Work.Training / job.Steps).DefaultIfEmpty().Max();
        return plan.Device != "cpu" ? null
            : memory > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes ? FormattableString.Invariant($"{jobs} runs need about {memory / 1e9:0.#} GB, more than this machine has, so nothing was measured.\nhint: name a device with --on, or lower --jobs.")
            : step > mostFlopsAStep ? FormattableString.Invariant($"one step is about {step / 1e12:0.#} TFLOP, too long to measure here, so speeds are assumed. Name a device with --on.")
            : null;
    }

    /// <summary>Measures in this process what a file asks for, and returns the answer for <see cref="Measure"/> to read.</summary>
    public static string Answer(string requestFile)
    {
        Asked asked = RecordFile.ReadJson<Asked>(requestFile);
        if (asked.Request is { } request)
            return JsonSerializer.Serialize(new Calibrator(asked.Plan, request).Measure(), StudyJson.Line);
        TorchRuntime.Load(asked.Plan.Spec.Threads);
        return JsonSerializer.Serialize(MatrixRate.Measured(), StudyJson.Line);
    }

    private static Calibration Run(StudyPlan plan, CalibrationRequest request, int jobs, ImmutableArray<string> command) =>
        Calibration.Mean(Answers<Calibration>(new Asked(plan with { Jobs = [], Cells = [] }, request), jobs, command));

    // What so many processes side by side answer.
    private static ImmutableArray<T> Answers<T>(Asked asked, int processes, ImmutableArray<string> command)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headwater-plan-");
        try
        {
            string file = Path.Combine(folder.FullName, "request.json");
            RecordFile.WriteJson(file, asked);
            Process[] started = [.. Enumerable.Range(0, processes).Select(_ => Start(command, file))];
            return [.. started.Select(process => (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync())).ToArray()
                .Select(one => Read<T>(one.process, one.Item2, one.Item3))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(ImmutableArray<string> command, string file) => Process.Start(
        new ProcessStartInfo(command[0], [.. command.Skip(1), "calibrate", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    private static T Read<T>(Process process, Task<string> output, Task<string> error)
    {
        using (process)
        {
            string said = output.GetAwaiter().GetResult();
            string words = error.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<T>(said, StudyJson.Line)!
                : throw new InvalidOperationException($"the measurement of this machine failed: {words.Trim()}");
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
            ByTheClock = false,
            Pretraining = [.. request.Pretraining.Select(settings => settings with { Mixture = "", Checkpoints = [1], ScheduleSteps = null, Seed = 0, LearningRate = 1, Trials = null, ChosenAt = null, ChosenOn = null, RateOf = null, Corpora = settings.Corpora.Clear(), Rates = settings.Rates.Clear() })],
            Finetuning = [.. request.Finetuning.Select(settings => settings with { Mixture = "", Examples = null, Steps = 1, ValidateEvery = 1, Patience = null, ChooseCheckpoint = null, ValidationExamples = null, Seed = 0, Pretraining = null, Checkpoint = 0, LearningRate = null, Rate = null })],
        };
        string identity = JsonSerializer.Serialize(shape, StudyJson.Identity) + typeof(CalibrationCache).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            + (request.TokenizerFolder is null ? "" : "own tokenizer");
        return Path.Combine(MachineCache.Folder("calibration"), string.Create(CultureInfo.InvariantCulture, $"{MachineCache.Processor()}-{plan.Device}-{plan.Spec.Threads}-threads-{jobs}-jobs-{Fingerprint.Of(identity)}.json"));
    }

    // Without a request, what is asked is the rate of matrix products.
    private sealed record Asked(StudyPlan Plan, CalibrationRequest? Request);
}
