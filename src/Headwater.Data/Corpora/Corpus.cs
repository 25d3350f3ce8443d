using System.Text;

namespace Headwater.Data;

/// <summary>
/// A body of monolingual text, read as a stream of documents: one line of a text file, one row of a JSONL or Parquet file. Documents of white
/// space only are skipped. Immutable; each enumeration reads the files again, so memory does not grow with the corpus.
/// </summary>
public sealed class Corpus
{
    private readonly Func<CorpusTally, IEnumerable<string>> _documents;
    private readonly Lazy<string> _fingerprint;

    internal Corpus(string name, string? language, Func<CorpusTally, IEnumerable<string>> documents, Func<string> fingerprint)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Language = language;
        _documents = documents;
        _fingerprint = new Lazy<string>(fingerprint);
    }

    /// <summary>A .txt, .jsonl or .parquet file, plain or with .gz or .zst at the end, or a pattern of such files. A file with any other ending is read as text.</summary>
    public static Corpus FromFile(string name, string path, string? language = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return FromFiles(name, new CorpusFiles { Paths = [path], Language = language });
    }

    /// <summary>The documents of some files, one file after another.</summary>
    public static Corpus FromFiles(string name, CorpusFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        CorpusFileReader reader = new(name, files);
        return new Corpus(name, files.Language, tally => NotEmpty(name, reader.Origin, reader.Texts(tally), tally), reader.Fingerprint);
    }

    /// <summary>Documents that come from memory or from a generator; the same <paramref name="identity"/> promises the same documents.</summary>
    public static Corpus FromDocuments(string name, Func<IEnumerable<string>> documents, string identity, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return new Corpus(name, language, tally => NotEmpty(name, identity, Counted(documents(), tally), tally), () => ContentHash.Of(Encoding.UTF8.GetBytes("documents\n" + identity)));
    }

    /// <summary>Lines of text that come once, as on standard input. A second enumeration throws <see cref="InvalidOperationException"/>.</summary>
    public static Corpus FromStream(string name, Stream content, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        bool read = false;
        return new Corpus(name, language, tally => NotEmpty(name, "standard input", BrokenRecords.LeaveOut(name, Once(), share: 0, tally), tally),
            () => throw new InvalidOperationException($"Corpus \"{name}\" comes from a stream, so its fingerprint is not known.\nhint: write it to a file first."));

        IEnumerable<CorpusRecord> Once()
        {
            if (read) throw new InvalidOperationException($"Corpus \"{name}\" comes from a stream, which can be read once.\nhint: write it to a file first.");
            read = true;
            return TextFile.Records(content, "standard input").Select(CorpusFileReader.Line);
        }
    }

    /// <summary>The same corpus, whose documents are shown to <paramref name="seen"/> as they are read.</summary>
    public Corpus Observe(Action<string> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return new Corpus(Name, Language, tally => Show(_documents(tally), seen), () => Fingerprint);
    }

    /// <summary>The bytes of a text file as they are when it is not compressed by gzip or Zstandard, as its name ends.</summary>
    public static Stream OpenText(string path) => TextFile.OpenContent(path);

    /// <summary>
    /// The texts of a file as UTF-8 lines. A JSONL or Parquet file has one a document, whose own line breaks become spaces; any other file has its lines, as <see cref="OpenText"/> gives them.
    /// </summary>
    public static Stream OpenLines(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return CorpusFileReader.HoldsRecords(path) ? new DocumentStream(FromFile(Path.GetFileName(path), path).Documents()) : OpenText(path);
    }

    public string Name { get; }

    /// <summary>ISO 639-1 code, where it is known.</summary>
    public string? Language { get; }

    /// <summary>Hash of the content, 64 hexadecimal digits; the same text elsewhere, or compressed, has the same.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The documents in their order, streamed. Throws <see cref="InvalidDataException"/> for more broken records than are allowed, and for a corpus without any text.</summary>
    public IEnumerable<string> Documents() => _documents(new CorpusTally());

    /// <summary>The documents, counted in <paramref name="tally"/> as they are read.</summary>
    public IEnumerable<string> Documents(CorpusTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return _documents(tally);
    }

    private static IEnumerable<string> Show(IEnumerable<string> documents, Action<string> seen)
    {
        foreach (string document in documents)
        {
            seen(document);
            yield return document;
        }
    }

    private static IEnumerable<string> NotEmpty(string name, string origin, IEnumerable<string> documents, CorpusTally tally)
    {
        bool any = false;
        foreach (string document in documents)
        {
            if (string.IsNullOrWhiteSpace(document))
            {
                tally.AddBlank();
                continue;
            }

            any = true;
            tally.AddDocument(document);
            yield return document;
        }

        if (!any) throw new InvalidDataException($"Corpus \"{name}\" ({origin}) is empty; expected at least one line with text.\nhint: give another file or drop the corpus.");
    }

    private static IEnumerable<string> Counted(IEnumerable<string> documents, CorpusTally tally)
    {
        foreach (string document in documents)
        {
            tally.AddRecord();
            yield return document;
        }
    }
}
