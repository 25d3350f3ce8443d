using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>Records of a task as examples.</summary>
public static class TaskExamples
{
    /// <summary>The examples of some records, in their order.</summary>
    /// <exception cref="ArgumentException">The form has faults.</exception>
    /// <exception cref="InvalidDataException">A record does not fit the form; or there is none.</exception>
    public static ImmutableArray<TaskExample> Of(IEnumerable<TaskRecord> records, TaskForm form)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(form);
        ExampleBuilder builder = new(form);
        IEnumerable<TaskRecord> flat = form.Layout switch
        {
            NestedLayout.MultiRc => records.SelectMany(MultiRcLayout.Flatten),
            NestedLayout.Record => records.SelectMany(RecordLayout.Flatten),
            _ => records,
        };
        return [.. flat.Select(builder.Build)];
    }

    /// <summary>The examples of a file, as <see cref="TaskRecordFile.Read"/> reads it.</summary>
    public static ImmutableArray<TaskExample> Read(string path, TaskForm form)
    {
        ImmutableArray<TaskExample> examples = Of(TaskRecordFile.Read(path), form);
        return examples.Length > 0 ? examples : throw new InvalidDataException($"{path} is empty; expected at least one record.\nhint: give another file.");
    }

    /// <summary>What training is shown: each example once, or once for each of its answers where the form says so.</summary>
    public static IEnumerable<TaskExample> ForTraining(IEnumerable<TaskExample> examples, TaskForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.EveryAnswer ? examples.SelectMany(example => example.Answers.Select(answer => example with { Target = answer })) : examples;
    }
}
