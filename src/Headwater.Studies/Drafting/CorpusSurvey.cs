using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Finds corpora: text files, JSON lines and Parquet files with a column <c>text</c>, or another that documents are often kept in. Files of one folder whose names differ only in their digits are one corpus.</summary>
internal sealed partial class CorpusSurvey
{
    private const int SampleLength = 3000;

    // Less text is a note that lies beside the corpora.
    private const int LeastBytes = 1000;

    // What the documents of JSON lines are called, the most usual first; text is the default.
    private static readonly string?[] Columns = [null, "content", "document", "body", "raw_content"];

    private static readonly string[] Endings = [".txt", ".text", ".jsonl", ".ndjson", ".parquet"];
    private static readonly string[] NotText = ["readme", "license", "licence", "notice", "requirements", "changelog"];

    private readonly string _folder;
    private readonly List<UnusedText> _unused = [];

    public CorpusSurvey(string folder, ImmutableArray<string> files)
    {
        _folder = folder;
        HashSet<string> names = new(StringComparer.Ordinal);
        Found = [.. files.Where(IsCorpus).GroupBy(Pattern).SelectMany(group => group.Count() > 1 ? [(Path: group.Key, First: group.First())] : group.Select(file => (Path: file, First: file)))
            .Select(corpus => Read(corpus.Path, corpus.First, names)).OfType<FoundCorpus>()];
        _unused.AddRange(files.Where(file => IsTable(file)).Select(file => new UnusedText(file, "a table whose name says neither train, validation nor test")));
    }

    public ImmutableArray<FoundCorpus> Found { get; }

    public IReadOnlyList<UnusedText> Unused => _unused;

    /// <summary>A language's code at the end of a name, as in <c>news.en</c> or <c>news.en.gz</c>; null where there is none.</summary>
    public static string? CodeOf(string file) => Kind(file).TrimStart('.') is { Length: 2 } code && LanguageIdentifier.Languages.Contains(code) ? code : null;

    /// <summary>The ending without that of a compression: <c>.jsonl</c> for <c>c4.jsonl.gz</c>.</summary>
    public static string Kind(string file) => Path.GetExtension(Uncompressed(file)).ToLowerInvariant();

    /// <summary>A path without the ending of a compression and its own.</summary>
    public static string Stem(string file) => Path.ChangeExtension(Uncompressed(file), null);

    private static string Uncompressed(string file) => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? file[..^4] : file;

    private static bool IsCorpus(string file) => (Endings.Contains(Kind(file)) || CodeOf(file) is not null)
        && !Array.Exists(NotText, word => Path.GetFileName(file).StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsTable(string file) => Kind(file) is ".csv" or ".tsv";

    private static string Pattern(string file) => (Path.GetDirectoryName(file) is { Length: > 0 } folder ? $"{folder}/" : "") + Digits().Replace(Path.GetFileName(file), "*");

    private FoundCorpus? Read(string path, string first, HashSet<string> names)
    {
        string? why = null;
        foreach (string? column in Kind(first) is ".jsonl" or ".ndjson" or ".parquet" ? Columns : [null])
        {
            try
            {
                (CorpusTally tally, string sample) = Tally(path, column);
                if (tally.Bytes >= LeastBytes)
                    return new FoundCorpus(Name(first, path != first, names), path, CodeOf(first) ?? LanguageIdentifier.Identify(sample), tally.Bytes, tally.Documents) { Column = column };
                why = string.Create(CultureInfo.InvariantCulture, $"{tally.Bytes} bytes of text, too few to pretrain on");
                break;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                why ??= exception.Message.Split('\n')[0];
            }
        }

        _unused.Add(new UnusedText(path, why!));
        return null;
    }

    // Its size and some text of it.
    private (CorpusTally Tally, string Sample) Tally(string path, string? column)
    {
        CorpusTally tally = new();
        string sample = "";
        foreach (string document in Corpus.FromFiles("corpus", new CorpusFiles { Paths = [Path.Combine(_folder, path)], Column = column }).Documents(tally))
        {
            if (sample.Length < SampleLength)
                sample += document[..Math.Min(document.Length, SampleLength)] + "\n";
            if (tally.Bytes >= FolderSurvey.MostBytes)
                break;
        }

        return (tally, sample);
    }

    // The file's name; where another corpus has it, with its folder's before it.
    private static string Name(string file, bool isPattern, HashSet<string> names)
    {
        string stem = CodeOf(file) is { } code ? $"{Path.GetFileName(Stem(file))}-{code}" : Path.GetFileName(Stem(file));
        string folder = Path.GetFileName(Path.GetDirectoryName(file) ?? "");
        string plain = isPattern ? Digits().Replace(stem, "").Trim('-', '_', '.') : stem;
        string[] candidates = [plain.Length > 0 ? plain : folder, $"{folder}-{plain}", .. Enumerable.Range(2, names.Count + 1).Select(number => $"{plain}-{number}")];
        string name = candidates.Select(Cleaned).First(candidate => candidate.Length > 0 && !names.Contains(candidate));
        names.Add(name);
        return name;
    }

    /// <summary>A text as a name that the study file takes.</summary>
    public static string Cleaned(string text) => string.Concat(text.Select(c => StudyFileReader.IsNameCharacter(c) ? c : '-')).Trim('-', '.');

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
