using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// A body of monolingual text, read as a stream of documents: one line of a text file, or the `text` of one line of a JSONL file. Documents of white
/// space only are skipped. Immutable; each enumeration reads the file anew.
/// </summary>
public sealed class Corpus
{
    private readonly Func<IEnumerable<string>> _documents;
    private readonly Lazy<string> _fingerprint;

    private Corpus(string name, string? language, Func<IEnumerable<string>> documents, Func<string> fingerprint)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Language = language;
        _documents = documents;
        _fingerprint = new Lazy<string>(fingerprint);
    }

    /// <summary>A .txt or .jsonl file, plain or with .gz or .zst at the end. A file with any other ending is read as text.</summary>
    public static Corpus FromFile(string name, string path, string? language = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) throw new ArgumentException($"Corpus \"{name}\": {path} is a directory; expected a file of text or JSONL, plain, .gz or .zst.", nameof(path));
        if (!File.Exists(path)) throw new FileNotFoundException($"Corpus \"{name}\": there is no file {path}. Check the path; it is taken from the folder of the study file.", path);
        bool json = TextFile.Kind(path) is ".jsonl" or ".ndjson" or ".json";
        return new Corpus(name, language, () => NotEmpty(name, path, json ? JsonTexts(path) : TextFile.Lines(path).Select(line => line.Text)),
            () => ContentHash.OfFile(path, json ? "jsonl\n"u8 : "text\n"u8));
    }

    /// <summary>Documents that come from memory or from a generator; the same <paramref name="identity"/> promises the same documents.</summary>
    public static Corpus FromDocuments(string name, Func<IEnumerable<string>> documents, string identity, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return new Corpus(name, language, () => NotEmpty(name, identity, documents()), () => ContentHash.Of(Encoding.UTF8.GetBytes("documents\n" + identity)));
    }

    /// <summary>The same corpus, whose documents are shown to <paramref name="seen"/> as they are read.</summary>
    public Corpus Observe(Action<string> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return new Corpus(Name, Language, () => Show(_documents(), seen), () => Fingerprint);
    }

    /// <summary>The bytes of a text file as they are when it is not compressed by gzip or Zstandard, as its name ends.</summary>
    public static Stream OpenText(string path) => TextFile.OpenContent(path);

    public string Name { get; }

    /// <summary>ISO 639-1 code, where it is known.</summary>
    public string? Language { get; }

    /// <summary>Hash of the content, 64 hexadecimal digits; the same text elsewhere, or compressed, has the same.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The documents in their order, streamed. Throws <see cref="InvalidDataException"/> for bytes that are not UTF-8, and for a corpus without any text.</summary>
    public IEnumerable<string> Documents() => _documents();

    private static IEnumerable<string> Show(IEnumerable<string> documents, Action<string> seen)
    {
        foreach (string document in documents)
        {
            seen(document);
            yield return document;
        }
    }

    private static IEnumerable<string> NotEmpty(string name, string origin, IEnumerable<string> documents)
    {
        bool any = false;
        foreach (string document in documents)
        {
            if (string.IsNullOrWhiteSpace(document)) continue;
            any = true;
            yield return document;
        }

        if (!any) throw new InvalidDataException($"Corpus \"{name}\" ({origin}) is empty: it holds no line with text. Give another file or drop the corpus.");
    }

    private static IEnumerable<string> JsonTexts(string path)
    {
        foreach (TextLine line in TextFile.Lines(path))
        {
            if (string.IsNullOrWhiteSpace(line.Text)) continue;
            using JsonDocument row = JsonRow.Parse(path, line);
            yield return JsonRow.Text(row.RootElement, "text", path, line)
                ?? throw new InvalidDataException($"{path}({line.Number}): no \"text\"; expected an object with the document under that name, found {JsonRow.Keys(row.RootElement)}.");
        }
    }
}
