using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>A column of a Weights and Biases export that holds measurements.</summary>
/// <param name="Index">Where it is.</param>
/// <param name="Run">The run it is of.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Step">The column of the training steps of that run.</param>
internal sealed record WandbMeasurement(int Index, string Run, MeasurementName Name, int Step);

/// <summary>What the columns of a Weights and Biases export are.</summary>
internal sealed record WandbColumns
{
    private const string RunAndKey = " - ";
    private const string LogCalls = "_step";

    private static readonly string[] Bounds = ["__MIN", "__MAX", "__STEP"];
    private static readonly string[] Unmeasured = ["system/", "system.", "parameters/", "gradients/"];
    private static readonly string[] Steps = ["global_step", "train_step", "training_step", "train_steps", "training_steps", "step", "iteration", "iter"];
    private static readonly string[] Settings = ["epoch", "lr", "learning_rate", "learning-rate", "grad_norm", "num_input_tokens_seen", "loss_scale"];

    /// <summary>The measurements.</summary>
    public required ImmutableArray<WandbMeasurement> Measured { get; init; }

    /// <summary>The column that counts log calls; below 0 for none.</summary>
    public int LogStep { get; init; } = -1;

    /// <summary>The column of tokens seen; below 0 for none.</summary>
    public int Tokens { get; init; } = -1;

    /// <summary>The column that names each row's run; below 0 for none.</summary>
    public int Run { get; init; } = -1;

    /// <summary>What the axis is called in the rows.</summary>
    public string StepName { get; init; } = RowCompletion.Step;

    /// <summary>Columns whose cells every measurement of a row gets, by the name they get there.</summary>
    public ImmutableArray<(int Index, string Name)> Shared { get; init; } = [];

    public ImmutableArray<string> Ignored { get; init; } = [];

    public ImmutableArray<string> Assumed { get; init; } = [];

    public static bool IsHistory(ImmutableArray<string> columns) => columns.Contains(LogCalls, StringComparer.OrdinalIgnoreCase);

    public static bool IsChart(ImmutableArray<string> columns) =>
        columns.Length > 1 && !columns[0].Contains(RunAndKey, StringComparison.Ordinal) && columns.Skip(1).All(column => column.Contains(RunAndKey, StringComparison.Ordinal));

    public static WandbColumns OfChart(RawTable table)
    {
        ImmutableArray<string> columns = table.Columns;
        (int Index, string Run, string Key)[] cells =
        [
            .. from index in Enumerable.Range(1, columns.Length - 1)
               where !IsBound(columns[index])
               let cut = columns[index].LastIndexOf(RunAndKey, StringComparison.Ordinal)
               select (index, columns[index][..cut].Trim(), columns[index][(cut + RunAndKey.Length)..].Trim()),
        ];
        bool countsCalls = columns[0].Equals("Step", StringComparison.OrdinalIgnoreCase) || columns[0].Equals(LogCalls, StringComparison.OrdinalIgnoreCase);
        WandbMeasurement[] all = [.. cells.Where(cell => IsMeasured(cell.Key)).Select(cell => new WandbMeasurement(cell.Index, cell.Run, MeasurementName.Of(cell.Key), StepOf(cell.Run)))];
        WandbMeasurement[] measured = HeldOut(all);
        string axis = TableColumns.Find(LastWord(columns[0])) == "pretraining_tokens" ? "pretraining_tokens" : IsStep(columns[0]) ? RowCompletion.Step : columns[0];
        return new()
        {
            Measured = [.. measured],
            StepName = axis,
            Ignored = [.. Rest(table, all, measured)],
            Assumed = countsCalls && measured.Any(one => one.Step == 0) ? [$"{columns[0]} of the chart counts training steps"] : [],
        };

        // Beside a count of log calls, the steps that the trainer logged in the same chart.
        int StepOf(string run) => countsCalls ? cells.Where(cell => cell.Run == run && IsStep(cell.Key) && HasCells(table, cell.Index)).Select(cell => cell.Index).FirstOrDefault(0) : 0;
    }

    public static WandbColumns OfHistory(RawTable table, string run)
    {
        ImmutableArray<string> columns = table.Columns;
        int calls = columns.ToList().FindIndex(name => name.Equals(LogCalls, StringComparison.OrdinalIgnoreCase));
        int step = Steps.Select(word => columns.ToList().FindIndex(name => !name.Equals(LogCalls, StringComparison.OrdinalIgnoreCase) && LastWord(name).Equals(word, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(index => index >= 0 && HasCells(table, index), calls);
        WandbMeasurement[] all =
        [
            .. from index in Enumerable.Range(0, columns.Length)
               where IsMeasured(columns[index]) && KnownName(columns[index]) is null && HoldsNumbers(table, index)
               let name = MeasurementName.Of(columns[index])
               where name.Metric.Length > 0 && !name.IsCost
               select new WandbMeasurement(index, run, name, step),
        ];
        WandbMeasurement[] measured = HeldOut(all);
        (int Index, string Name)[] known = [.. Known(columns)];
        int time = columns.ToList().FindIndex(name => name.Equals("_timestamp", StringComparison.OrdinalIgnoreCase));
        (int Index, string Name)[] texts = [.. Enumerable.Range(0, columns.Length).Where(index => columns[index].Length > 0 && columns[index][0] != '_' && KnownName(columns[index]) is null && HasCells(table, index) && !HoldsNumbers(table, index)).Select(index => (index, columns[index]))];
        return new()
        {
            Measured = [.. measured],
            LogStep = calls,
            Tokens = known.Where(column => column.Name == "pretraining_tokens").Select(column => column.Index).FirstOrDefault(-1),
            Run = columns.ToList().FindIndex(name => KnownName(name) is "run" or "series"),
            Shared = [.. known, .. texts, .. time < 0 ? [] : new[] { (time, "wall_time") }],
            Ignored = [.. Rest(table, all, measured)],
            Assumed = step == calls ? [$"{LogCalls} counts training steps (it counts calls of the logger; log train/global_step to be sure)"] : [$"{columns[step]} counts training steps"],
        };
    }

    private static WandbMeasurement[] HeldOut(WandbMeasurement[] all) => all.Any(one => one.Name.Split is not null) ? [.. all.Where(one => one.Name.Split is not null)] : all;

    private static IEnumerable<string> Rest(RawTable table, WandbMeasurement[] all, WandbMeasurement[] measured)
    {
        string[] rest = [.. all.Except(measured).Select(one => table.Columns[one.Index])];
        return rest.Length == 0 ? [] : [$"{string.Join(", ", rest)} (not marked as held out)"];
    }

    private static bool IsMeasured(string key) => key.Length > 0 && key[0] != '_' && !IsBound(key) && !IsStep(key) && !Settings.Contains(LastWord(key), StringComparer.OrdinalIgnoreCase)
        && !Unmeasured.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsBound(string name) => Bounds.Any(bound => name.EndsWith(bound, StringComparison.Ordinal));

    private static bool IsStep(string name) => Steps.Append(LogCalls).Contains(LastWord(name).Replace(' ', '_'), StringComparer.OrdinalIgnoreCase);

    private static bool HasCells(RawTable table, int column) => table.Rows.Any(row => row[column] is not null);

    private static bool HoldsNumbers(RawTable table, int column) => table.Rows.Any(row => row[column] is { } cell && (TensorBoardScalars.IsNotFinite(cell) || NumberText.TryParse(cell, out _)));

    private static IEnumerable<(int Index, string Name)> Known(ImmutableArray<string> columns) => Enumerable.Range(0, columns.Length)
        .Where(index => KnownName(columns[index]) is not (null or "series" or "run" or "task" or "metric" or "value" or "stderr"))
        .Select(index => (index, KnownName(columns[index])!)).DistinctBy(column => column.Item2);

    private static string? KnownName(string column) => TableColumns.Find(LastWord(column)) == "pretraining_tokens" ? "pretraining_tokens" : TableColumns.Find(column);

    private static string LastWord(string column) => column[(column.LastIndexOf('/') + 1)..];
}
