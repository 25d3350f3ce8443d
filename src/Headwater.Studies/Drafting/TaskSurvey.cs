using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Finds tasks: aligned files of two languages, files of records whose columns say what they are, and task files.</summary>
internal sealed class TaskSurvey
{
    // Larger training files are not read to count their pairs.
    private const long MostCounted = 64_000_000;

    // The columns of a record, and the kind of task that has them.
    private static readonly (string[] Columns, string Kind)[] Kinds =
    [
        (["question", "context", "answers"], "extractive-qa"), (["document", "summary"], "summarisation"), (["question", "choices", "answer"], "multiple-choice"),
        (["passage", "question", "label"], "boolq"), (["question", "answer"], "closed-book-qa"),
    ];

    private readonly string _folder;
    private readonly List<FoundTask> _found = [];
    private readonly List<UnusedText> _unused = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public TaskSurvey(string folder, ImmutableArray<string> files)
    {
        _folder = folder;
        foreach (string file in files.Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !IsStudy(file)))
            ReadTaskFile(file);
        ReadPairs(files);
        ReadRecords(files);
    }

    public ImmutableArray<FoundTask> Found => [.. _found];

    public IReadOnlyList<UnusedText> Unused => _unused;

    /// <summary>The files that belong to a task, or would if a set were not missing.</summary>
    public IReadOnlySet<string> Taken => _taken;

    // An earlier study of the same folder.
    private bool IsStudy(string file) => File.ReadLines(Path.Combine(_folder, file)).Any(line => line.StartsWith("study:", StringComparison.Ordinal));

    private void ReadTaskFile(string file)
    {
        try
        {
            TaskSpec task = TaskFileReader.Read(Path.Combine(_folder, file));
            foreach (PairSource source in new[] { task.Train, task.Validation, task.Test }.Where(source => source.Path is not null))
                _taken.Add(Path.GetRelativePath(_folder, source.Path!).Replace('\\', '/'));
            Add(task.Name, Yaml.Text(file), $"{file}: {task.Describe()}", null, []);
        }
        catch (StudySpecException exception)
        {
            _unused.Add(new UnusedText(file, $"no task file: {exception.Faults[0].Message.Split('\n')[0]}"));
        }
    }

    private void ReadPairs(ImmutableArray<string> files)
    {
        var prefixes = files.Where(file => CorpusSurvey.CodeOf(file) is not null).GroupBy(CorpusSurvey.Stem, StringComparer.Ordinal).Where(group => group.Select(CorpusSurvey.CodeOf).Distinct().Count() > 1)
            .Select(group => (Prefix: group.Key, Place: SplitName.Of(group.Key), Files: group.ToArray(), Codes: string.Join('-', group.Select(CorpusSurvey.CodeOf).Distinct().Order(StringComparer.Ordinal).Take(2))));
        foreach (var set in prefixes.GroupBy(prefix => (prefix.Place.Folder, prefix.Codes)))
        {
            _taken.UnionWith(set.SelectMany(prefix => prefix.Files));
            string[] languages = Ordered(set.Key.Codes, set.Key.Folder);
            if (Complete(set.Select(prefix => (prefix.Prefix, prefix.Place.Split)), $"aligned files of {set.Key.Codes.Replace("-", " and ", StringComparison.Ordinal)}") is { } splits)
                AddTranslation(splits, languages[0], languages[1]);
        }
    }

    // The folder's name may say the direction, as de-en does; else the order is the alphabet's, but English comes first.
    private static string[] Ordered(string codes, string folder)
    {
        string[] languages = codes.Split('-');
        string reversed = $"{languages[1]}-{languages[0]}";
        return folder.Contains(reversed, StringComparison.Ordinal) || (languages[1] == "en" && !folder.Contains(codes, StringComparison.Ordinal)) ? [languages[1], languages[0]] : languages;
    }

    private void AddTranslation(Dictionary<string, string> splits, string source, string target)
    {
        try
        {
            string train = Path.Combine(_folder, splits[SplitName.Train]);
            int? count = SizeOf(train) <= MostCounted ? ParallelText.ReadAligned(train, source, target).Pairs.Length : null;
            foreach (string split in (string[])[SplitName.Validation, SplitName.Test])
                _ = ParallelText.ReadAligned(Path.Combine(_folder, splits[split]), source, target);
            Add($"{source}-{target}", $"{{ translation: {{ source: {source}, target: {target}, {Sets(splits)} }} }}", $"translation from {source} to {target} ({Counted(count)} training pairs): {Listed(splits)}", count, [source, target]);
        }
        catch (InvalidDataException exception)
        {
            _unused.Add(new UnusedText(splits[SplitName.Train], exception.Message.Split('\n')[0]));
        }
    }

    // Of two aligned files, or of one.
    private static long SizeOf(string prefix) => File.Exists(prefix) ? new FileInfo(prefix).Length
        : Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + ".*").Sum(file => new FileInfo(file).Length);

    private void ReadRecords(ImmutableArray<string> files)
    {
        var records = files.Where(file => !_taken.Contains(file) && CorpusSurvey.Kind(file) is ".jsonl" or ".csv" or ".tsv" or ".parquet").Select(file => (File: file, Place: SplitName.Of(CorpusSurvey.Stem(file)))).Where(file => file.Place.Split is not null);
        foreach (var set in records.Where(file => !_taken.Contains(file.File)).GroupBy(file => file.Place.Folder).ToArray())
        {
            string first = set.OrderBy(file => file.Place.Split == SplitName.Train ? 0 : 1).First().File;
            if (Columns(first) is not { } columns || (columns.Length == 1 && columns[0] == "text"))
                continue;
            _taken.UnionWith(set.Select(file => file.File));
            string[] codes = [.. columns.Where(LanguageIdentifier.Languages.Contains)];
            if (Complete(set.Select(file => (file.File, file.Place.Split)), $"records with {string.Join(", ", columns)}") is not { } splits)
                continue;
            if (codes.Length == 2)
                AddTranslation(splits, codes.Contains("en") ? "en" : codes[0], codes.First(code => code != (codes.Contains("en") ? "en" : codes[0])));
            else if (Array.Find(Kinds, kind => kind.Columns.All(columns.Contains)) is { Kind: { } known })
                Add(known, $"{{ kind: {known}, {Sets(splits)} }}", $"{known} by its columns {string.Join(", ", columns)}: {Listed(splits)}", null, []);
            else
                _unused.Add(new UnusedText(first, $"records with {string.Join(", ", columns)}, which are the columns of no kind of task; describe it with a prompt in a task file (docs/tasks.md)"));
        }
    }

    // The columns of the first record; those of the structure where it is a translation. Null where it is no file of records.
    private string[]? Columns(string file)
    {
        try
        {
            if (TaskRecordFile.Read(Path.Combine(_folder, file)).FirstOrDefault()?.Fields is not { ValueKind: JsonValueKind.Object } fields)
                return null;
            JsonElement described = fields.TryGetProperty("translation", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : fields;
            return [.. described.EnumerateObject().Select(property => property.Name)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // One file of each set; null, with a remark, where a set is missing. Of several test sets, the first counts.
    private Dictionary<string, string>? Complete(IEnumerable<(string Path, string? Split)> files, string what)
    {
        (string Path, string? Split)[] known = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Dictionary<string, string> splits = SplitName.All.Select(split => (split, known.FirstOrDefault(file => file.Split == split).Path)).Where(entry => entry.Path is not null).ToDictionary(entry => entry.split, entry => entry.Path);
        string[] missing = [.. SplitName.All.Where(split => !splits.ContainsKey(split))];
        if (missing.Length > 0)
        {
            _unused.Add(new UnusedText(known[0].Path, $"{what}, but no {string.Join(" and no ", missing)} set; expected train, validation and test in the names of files or folders"));
            return null;
        }

        _unused.AddRange(known.Where(file => !splits.ContainsValue(file.Path)).Select(file => new UnusedText(file.Path, file.Split is null ? $"{what} that belong to no set" : $"a second {file.Split} set")));
        return splits;
    }

    private void Add(string name, string yaml, string description, int? examples, string[] languages)
    {
        string plain = CorpusSurvey.Cleaned(name);
        string unique = Enumerable.Range(1, _found.Count + 1).Select(number => number == 1 ? plain : $"{plain}-{number}").First(candidate => _found.TrueForAll(task => task.Name != candidate));
        _found.Add(new FoundTask(unique, yaml, description, examples, languages));
    }

    private static string Sets(Dictionary<string, string> splits) => string.Join(", ", SplitName.All.Select(split => $"{split}: {Yaml.Text(splits[split])}"));

    private static string Listed(Dictionary<string, string> splits) => string.Join(", ", SplitName.All.Select(split => splits[split]));

    private static string Counted(int? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "many";
}
