using System.CommandLine;
using System.Text;

namespace Headwater.Cli;

/// <summary>Reads references and systems, and refuses flags about test sets that Headwater does not download.</summary>
internal sealed class InputFlags
{
    private readonly Argument<string[]> _references = new("references")
    {
        Description = "Reference files, one segment per line. Several files are several references.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _systems = new("--input", "-i")
    {
        Description = "System output files, one segment per line; the first is the baseline of paired tests. Default: standard input, with tab-separated systems.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _referencesPerLine = new("--num-refs", "-nr") { Description = "Number of tab-separated references on every line of the single reference file.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _encoding = new("--encoding", "-e") { Description = "The encoding of the files.", DefaultValueFactory = _ => "utf-8" };

    private readonly Option<string?>[] _downloads =
    [
        new("--test-set", "-t"), new("--download"), new("--echo"), new("--origlang", "-ol"), new("--subset"),
    ];

    private readonly Option<bool>[] _listings = [new("--list"), new("--citation", "--cite"), new("--detail", "-d")];

    public void AddTo(Command command)
    {
        command.Add(_references);
        foreach (Option option in new Option[] { _systems, _referencesPerLine, _encoding })
        {
            command.Add(option);
        }

        foreach (Option option in _downloads.Concat<Option>(_listings))
        {
            option.Hidden = true;
            command.Add(option);
        }
    }

    public ScoreInput Read(ParseResult parse, Terminal terminal, bool isPaired)
    {
        RefuseDownloads(parse);
        Encoding encoding = SegmentFile.EncodingNamed(parse.GetValue(_encoding)!);
        string[] files = parse.GetValue(_references) ?? [];
        if (files.Length == 0)
        {
            throw new ArgumentException("There is no reference; expected at least one reference file, before -i.");
        }

        SegmentStream[] references = References(files, parse.GetValue(_referencesPerLine), encoding);
        SegmentStream[] systems = parse.GetValue(_systems) is { Length: > 0 } paths
            ? Systems(paths, encoding, isPaired)
            : StandardInput(terminal, encoding, isPaired);
        ScoreInput input = new([.. references], [.. systems]);
        input.Check();
        return input;
    }

    /// <summary>The files to score while they are read; <c>null</c> where a line holds several segments, or systems come from standard input.</summary>
    public ScoreFiles? Files(ParseResult parse)
    {
        RefuseDownloads(parse);
        Encoding encoding = SegmentFile.EncodingNamed(parse.GetValue(_encoding)!);
        string[] references = parse.GetValue(_references) ?? [];
        return references.Length > 0 && parse.GetValue(_referencesPerLine) == 1 && parse.GetValue(_systems) is { Length: > 0 } systems && SegmentReader.Reads(encoding)
            ? new ScoreFiles([.. references], [.. OnceEach(systems, isPaired: false)], encoding)
            : null;
    }

    private void RefuseDownloads(ParseResult parse)
    {
        Option? asked = _downloads.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) ?? (Option?)_listings.FirstOrDefault(parse.GetValue);
        if (asked is not null)
        {
            throw new ArgumentException($"{asked.Name} is about test sets that the reference tool downloads; Headwater downloads none.\nhint: give the references as files.");
        }
    }

    private static SegmentStream[] References(string[] files, int perLine, Encoding encoding)
    {
        if (perLine == 1)
        {
            return [.. files.Select(file => new SegmentStream(file, SegmentFile.Read(file, encoding)))];
        }

        if (perLine < 1 || files.Length > 1)
        {
            throw new ArgumentException($"--num-refs is {perLine} with {files.Length} reference {(files.Length == 1 ? "file" : "files")}; expected 1 or more references a line, of one file.");
        }

        string[] lines = SegmentFile.Read(files[0], encoding);
        string[][] fields = [.. lines.Select(line => line.Split('\t', perLine))];
        int faulty = Array.FindIndex(fields, line => line.Length != perLine);
        return faulty < 0
            ? [.. Enumerable.Range(0, perLine).Select(k => new SegmentStream($"{files[0]}, reference {k + 1}", [.. fields.Select(line => line[k])]))]
            : throw new FieldCountException($"{files[0]}({faulty + 1}): {fields[faulty].Length} tab-separated fields; expected {perLine} references (--num-refs).");
    }

    private static SegmentStream[] Systems(string[] paths, Encoding encoding, bool isPaired)
    {
        SegmentStream[] systems = [.. OnceEach(paths, isPaired).Select(path => new SegmentStream(path, SegmentFile.Read(path, encoding)))];
        if (isPaired)
        {
            systems[0] = systems[0] with { Name = $"Baseline: {systems[0].Name}" };
        }

        return systems;
    }

    private static List<string> OnceEach(string[] paths, bool isPaired)
    {
        List<string> once = [];
        foreach (string path in paths)
        {
            // So that a pattern for all systems may hold the baseline too.
            bool isBaselineAgain = isPaired && once.Count > 0 && path == once[0];
            if (once.Contains(path) && !isBaselineAgain)
            {
                throw new ArgumentException($"{path} is given twice with --input; expected every system once.");
            }

            if (!isBaselineAgain)
            {
                once.Add(path);
            }
        }

        return once;
    }

    // The number of systems is the number of fields of the first line.
    private static SegmentStream[] StandardInput(Terminal terminal, Encoding encoding, bool isPaired)
    {
        string[][] fields = [.. SegmentFile.Read(terminal.Input, encoding).Select(line => line.Split('\t'))];
        int count = fields.Length == 0 ? 1 : fields[0].Length;
        int faulty = Array.FindIndex(fields, line => line.Length != count);
        if (faulty >= 0)
        {
            throw new FieldCountException(
                $"standard input({faulty + 1}): {fields[faulty].Length} tab-separated fields; expected {count} systems, as on the first line.");
        }

        return [.. Enumerable.Range(0, count).Select(k => new SegmentStream(NameOf(k, isPaired), [.. fields.Select(line => line[k].TrimEnd())]))];
    }

    private static string NameOf(int column, bool isPaired) => (column, isPaired) switch
    {
        (0, true) => "Baseline",
        (_, true) => $"System {column}",
        _ => $"System {column + 1}",
    };
}
