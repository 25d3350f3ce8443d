using System.Text.Json;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>A study as it is at the moment, read from its folder, with a report that is written again when results come. It changes nothing in the study's folder.</summary>
internal sealed class LiveStudy : IDisposable
{
    private const int MostPoints = 120;

    private readonly StudyFolder _folder;
    private readonly TimeSpan _every;
    private readonly string _temporary = Directory.CreateTempSubdirectory("headwater-watch-").FullName;
    private readonly Lock _reading = new();
    private DateTime _read = DateTime.MinValue;
    private byte[] _state = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly Thread _reporting;
    private string _rows = "";
    private volatile string? _waiting = "Reading the results.";
    private volatile string _reportFolder;
    private volatile int _version;

    public LiveStudy(StudyFolder folder, TimeSpan every)
    {
        (_folder, _every, _reportFolder) = (folder, every, Path.Combine(_temporary, "report"));
        ShowKeptReport();
        _reporting = new Thread(KeepReport) { IsBackground = true };
        _reporting.Start();
    }

    /// <summary>Where the report of the results so far is.</summary>
    public string ReportFolder => _reportFolder;

    /// <summary>The state as JSON. It is read from the folder at most once in the time between two readings.</summary>
    public byte[] State()
    {
        lock (_reading)
        {
            if (DateTime.UtcNow - _read < _every)
                return _state;
            _state = Read();
            _read = DateTime.UtcNow;
            return _state;
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _reporting.Join();
        _closed.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    // The report that the study was last run to, until there are other results than it has.
    private void ShowKeptReport()
    {
        if (!File.Exists(Path.Combine(_folder.ReportFolder, "index.html")) || !File.Exists(_folder.ObservationsFile))
            return;
        _rows = File.ReadAllText(_folder.ObservationsFile);
        (_reportFolder, _version, _waiting) = (_folder.ReportFolder, 1, null);
    }

    // Beside the requests: a report takes seconds, and the runs are shown at once.
    private void KeepReport()
    {
        do
        {
            try
            {
                _waiting = RefreshReport();
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
            {
                _waiting = exception.Message;
            }
        }
        while (!_closed.Token.WaitHandle.WaitOne(_every));
    }

    // While a plan is written there is none for a moment: the page then says so, and asks again.
    private byte[] Read()
    {
        try
        {
            StudyStatus status = StudyStatus.Of(_folder);
            return Write(status, StudySummary.Of(_folder));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return Json(json =>
            {
                json.WriteString("study", Path.GetFileName(_folder.Root));
                json.WriteString("problem", exception.Message);
            });
        }
    }

    // What the report still lacks; null where there is one.
    private string? RefreshReport()
    {
        StudySummary study = StudySummary.Of(_folder);
        ObservationTable table = ObservationCollector.Collect(study.Plan, new RunStore(_folder));
        string rows = table.ToCsv();
        if (table.Rows.IsEmpty)
            return "The report appears with the first results.";
        if (rows == _rows)
            return null;
        _waiting = _version == 0 ? "The report is being made, which takes some seconds." : "There are new results. The report below is being made again.";
        ReportInput report = ReportInput.Of(study.Plan.Spec.Name, table, StudyReport.OptionsOf(study.Plan.Spec)) with
        {
            Study = StudyReport.EvidenceOf(study),
            CommandName = ShellWord.Of($"studies/{study.Plan.Spec.Name}"),
        };
        string folder = Path.Combine(_temporary, "report");
        HtmlReport.Write(report, folder);
        _reportFolder = folder;
        _rows = rows;
        _version++;
        return null;
    }

    private byte[] Write(StudyStatus status, StudySummary study) => Json(json =>
    {
        json.WriteString("study", status.Study);
        json.WriteNumber("report", _version);
        json.WriteString("waiting", _waiting);
        json.WriteBoolean("ended", status.Jobs.All(job => job.State is JobState.Done));
        json.WriteStartArray("stages");
        foreach (StageStatus stage in status.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage.ToString().ToLowerInvariant());
            foreach ((string name, int count) in new[] { ("done", stage.Done), ("running", stage.Running), ("queued", stage.Queued), ("failed", stage.Failed), ("to_do", stage.ToDo) })
                json.WriteNumber(name, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (JobStatus job in status.Jobs.Where(job => job.State is JobState.Running or JobState.Failed || job.Job.Stage == Stage.Pretraining))
            WriteRun(json, job, study.Runs.First(run => run.Id == job.Job.Id), job.State == JobState.Running ? ForecastOf(job.Job.Id, study) : null);
        json.WriteEndArray();
    });

    // Of a run that ends in branches, the trajectory is not what ends.
    private static RunForecast? ForecastOf(string id, StudySummary study) => study.Plan.Find(id)?.Settings is not PretrainingSettings { Decay: null, Stages: null } settings
        ? null
        : RunForecast.Of(study.Runs.First(run => run.Id == id).Curve, settings.Checkpoints.Max(),
            study.Runs.Where(run => run.Stage == Stage.Pretraining && run.State == JobState.Done && run.Id != id).Select(run => run.Curve.AsEnumerable()));

    private static void WriteRun(Utf8JsonWriter json, JobStatus job, RunSummary run, RunForecast? forecast)
    {
        json.WriteStartObject();
        json.WriteString("label", $"{job.Job.Stage.ToString().ToLowerInvariant()} {job.Job.Label}");
        json.WriteString("state", job.Word);
        json.WriteNumber("share", job.State == JobState.Done ? 1 : job.Progress?.Fraction ?? 0);
        json.WriteString("reason", job.Reason);
        if (run.Loss is { } loss && double.IsFinite(loss))
            json.WriteNumber("loss", loss);
        if (forecast is not null)
        {
            json.WriteStartObject("forecast");
            json.WriteNumber("loss", forecast.Loss);
            json.WriteNumber("low", forecast.Low);
            json.WriteNumber("high", forecast.High);
            json.WriteEndObject();
        }

        json.WriteStartArray("curve");
        MetricsLine[] curve = [.. run.Curve.Where(line => line.Loss is { } value && double.IsFinite(value) && line.Tokens > 0)];
        int stride = Math.Max(1, curve.Length / MostPoints);
        foreach (MetricsLine line in job.Job.Stage == Stage.Pretraining ? curve.Where((_, i) => i % stride == 0 || i == curve.Length - 1) : [])
        {
            json.WriteStartArray();
            json.WriteNumberValue(line.Tokens);
            json.WriteNumberValue(line.Loss!.Value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
