using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headwater.Data;
using Headwater.Phrasebook;

namespace Headwater.Studies;

/// <summary>The examples of tasks other than translation, read from where a source says.</summary>
internal static class TaskData
{
    /// <summary>The examples behind a source.</summary>
    public static ImmutableArray<TaskExample> Examples(PairsSource source) => source.Path is { } path
        ? TaskExamples.Read(path, source.Form!)
        : TaskExamples.Of(Records(source), source.Form!);

    /// <summary>Everything that a source says, sentence by sentence: what a pretraining text must not hold of a test set.</summary>
    public static IEnumerable<string> Texts(PairsSource source) => Records(source).SelectMany(record => Texts(record.Fields)).SelectMany(Sentences.Of);

    /// <summary>What identifies examples.</summary>
    public static IEnumerable<string> Identity(ImmutableArray<TaskExample> examples) =>
        examples.SelectMany(example => (string[])[example.Input, example.Target, .. example.Choices, .. example.Answers, example.Group ?? ""]);

    private static IEnumerable<TaskRecord> Records(PairsSource source) => source switch
    {
        { Path: { } path } => TaskRecordFile.Read(path),
        { Generated: { Generator: GeneratedTaskSpec.Cloze } cloze } => ClozeTask.Records(Options(cloze, source.Seed), Enum.Parse<ClozeSplit>(source.Split!), source.Count),
        { Generated: { Generator: GeneratedTaskSpec.Phrasebook } phrasebook } => Passages(phrasebook, source),
        _ => throw new InvalidOperationException($"Unknown generator {source.Generated?.Generator ?? "(none)"}."),
    };

    private static TaskRecord[] Passages(GeneratedTaskSpec phrasebook, PairsSource source)
    {
        PassageExample[] examples = [.. PhrasebookTasks.Examples(
            Enum.Parse<PhrasebookTask>(phrasebook.Ask!), phrasebook.Language!, Enum.Parse<PhrasebookSplit>(source.Split!), source.Seed, phrasebook.Topics).Take(source.Count)];
        if (examples.Length < source.Count)
            throw new InvalidDataException($"The phrasebook has {examples.Length} examples of {phrasebook.Ask!.ToLowerInvariant()} for {source.Split!.ToLowerInvariant()}; expected {source.Count}.\nhint: lower the count, or add topics.");
        return [.. examples.Select((example, i) => Record($"phrasebook {source.Split!.ToLowerInvariant()} {i + 1}", example))];
    }

    private static TaskRecord Record(string where, PassageExample example)
    {
        JsonObject fields = new() { ["passage"] = example.Passage, ["answer"] = example.Answer };
        if (example.Question is { } question)
            fields["question"] = question;
        if (!example.Choices.IsEmpty)
            fields["choices"] = new JsonArray([.. example.Choices.Select(choice => (JsonNode)choice)]);
        return TaskRecord.Of(where, fields);
    }

    private static ClozeOptions Options(GeneratedTaskSpec cloze, ulong seed) => new()
    {
        Corpus = Corpus.FromFile("cloze", cloze.Corpus!, cloze.Language), BookWords = BookWords(cloze), Choices = cloze.Choices, Context = cloze.Context, Seed = seed,
    };

    // Of a table with a column of languages, the rows of the corpus's.
    private static ImmutableArray<long> BookWords(GeneratedTaskSpec cloze)
    {
        if (cloze.Books is not { } path)
            return [];
        const string expected = "expected a column \"words\" with the number of words of each book, in the order of the corpus, and, if the corpus has several languages, a column \"language\"";
        TaskRecord[] rows = [.. TaskRecordFile.Read(path).Where(row => !row.Fields.TryGetProperty("language", out JsonElement language) || language.GetString() == cloze.Language)];
        return rows.Length > 0
            ? [.. rows.Select(row => row.Fields.TryGetProperty("words", out JsonElement words) && long.TryParse(words.ToString(), out long count) ? count
                : throw new InvalidDataException($"{row.Where}: there is no number of words; {expected}."))]
            : throw new InvalidDataException($"{path} has no book{(cloze.Language is null ? "" : $" in {cloze.Language}")}; {expected}.");
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
