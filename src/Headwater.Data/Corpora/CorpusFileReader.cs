using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>Reads the records of a corpus's files by their formats, and fingerprints them.</summary>
internal sealed class CorpusFileReader
{
    private readonly string _name;
    private readonly CorpusFiles _files;
    private readonly ImmutableArray<string> _paths;
    private readonly DolmaReader? _dolma;

    public CorpusFileReader(string name, CorpusFiles files)
    {
        if (files.Paths.IsDefaultOrEmpty) throw new ArgumentException($"Corpus \"{name}\" has no files; expected at least one.", nameof(files));
        if (!(files.BrokenShare is >= 0 and < 1)) throw new ArgumentException($"Corpus \"{name}\": the share of broken records is {files.BrokenShare}; expected 0 or more and less than 1.", nameof(files));
        if (files.Attributes.IsEmpty && !(files.Include.IsEmpty && files.Exclude.IsEmpty))
            throw new ArgumentException($"Corpus \"{name}\": include and exclude are conditions on attributes, and no attributes are named.\nhint: name their folders with attributes.", nameof(files));
        _name = name;
        _files = files;
        _dolma = files.Attributes.IsEmpty ? null : new DolmaReader(files);
        _paths = [.. files.Paths.SelectMany(Expand)];
        foreach (string path in _paths) Check(path);
    }

    /// <summary>Where the text comes from, for a message.</summary>
    public string Origin => string.Join(", ", _files.Paths);

    public IEnumerable<string> Texts(CorpusTally tally) => BrokenRecords.LeaveOut(_name, _paths.SelectMany(Records), _files.BrokenShare, tally);

    /// <summary>Hash of the content and of what selects from it. One file of text or JSONL by itself has the hash of its content alone.</summary>
    public string Fingerprint()
    {
        string[] hashes = [.. _paths.SelectMany(Sources).Select(path => ContentHash.OfFile(path, Encoding.UTF8.GetBytes(Format(path) + "\n")))];
        if (hashes.Length == 1 && _files.Column is null) return hashes[0];
        string[] parts = ["files", _files.Column ?? "", .. _files.Include, "", .. _files.Exclude, "", .. hashes];
        return ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }

    /// <summary>Whether a file's name says that it holds records with a text each, and not lines of text.</summary>
    public static bool HoldsRecords(string path) => Format(path) != "text";

    public static CorpusRecord Line(TextLine line) => line.Fault is null ? CorpusRecord.Of(line.Text) : CorpusRecord.Broken(line.Fault);

    private IEnumerable<CorpusRecord> Records(string path) => Format(path) switch
    {
        _ when _dolma is not null => _dolma.Read(path),
        "parquet" => ParquetCorpusReader.Read(path, _files),
        "jsonl" => JsonCorpusReader.Read(path, _files),
        _ => TextFile.Records(path).Select(Line),
    };

    private IEnumerable<string> Sources(string path) => _files.Attributes.Select(name => DolmaReader.AttributeFile(path, name)).Prepend(path);

    private static string Format(string path) => TextFile.Kind(path) switch
    {
        ".jsonl" or ".ndjson" or ".json" => "jsonl",
        ".parquet" => "parquet",
        _ => "text",
    };

    private IEnumerable<string> Expand(string path)
    {
        IReadOnlyList<string> found = FileGlob.Expand(path);
        return found.Count > 0 ? found
            : throw new FileNotFoundException($"Corpus \"{_name}\": no file matches {path}.\nhint: * matches any text inside a name, ** matches folders of any depth.", path);
    }

    private void Check(string path)
    {
        if (Directory.Exists(path)) throw new ArgumentException($"Corpus \"{_name}\": {path} is a directory; expected a file of text, JSONL or Parquet, plain, .gz or .zst, or a pattern such as {path.TrimEnd('/')}/*.jsonl.gz.", nameof(path));
        if (!File.Exists(path)) throw new FileNotFoundException($"Corpus \"{_name}\": there is no file {path}. Check the path; it is taken from the folder of the study file.", path);
        if (TextFile.Kind(path) is ".tmx" or ".po") throw new ArgumentException($"Corpus \"{_name}\": {path} is parallel text, which belongs to a task.\nhint: give a file of text, JSONL or Parquet.", nameof(path));
        foreach (string attributes in Sources(path).Skip(1).Where(file => !File.Exists(file)))
            throw new FileNotFoundException($"Corpus \"{_name}\": there is no file {attributes}, which should hold the attributes of {path}.\nhint: make them, or remove attributes.", attributes);
    }
}

/// <summary>One record of a corpus as a reader gives it: its text, or what is wrong with it and where. A text of null was left out by a filter.</summary>
internal readonly record struct CorpusRecord(string? Text, string? Fault)
{
    public static CorpusRecord Of(string text) => new(text, null);

    public static CorpusRecord Broken(string fault) => new(null, fault);

    public static CorpusRecord LeftOut => default;
}
