using System.IO.Compression;
using System.Text;

namespace Headwater.Cli.Tests;

/// <summary>
/// Broken files under every command that reads files: whatever is wrong, the person at the terminal reads one message with the file in it and no name of a .NET type, and nothing
/// half-written is left.
/// </summary>
public sealed class BestiaryTests : CommandLineFixture
{
    // {0} is the broken file, {text} and the like whole ones.
    private static readonly string[] TextCommands =
    [
        "tokenizer train {0} --vocabulary 400 -o {out}", "tokenizer encode bytes -i {0} -o {out}", "tokenizer encode {spm} -i {0}", "tokenizer fertility bytes {0}", "score bleu {0} -i {text}",
        "score ter {text} -i {0}", "score chrf {text} -i {0} -sl", "score rouge {0} -i {text}", "score rouge {text} -i {0} --delimiter ;", "align a={0} --task {pairs} --source en --target de",
        "evaluate nowhere --source {0} --target {0} --tokenizer bytes", "generate nowhere -i {0} --tokenizer bytes",
    ];

    private static readonly string[] RecordCommands =
        ["tokenizer train {0} --vocabulary 400 -o {out}", "evaluate nowhere --choices {0}", "evaluate nowhere --ids {0}", "align a={0} --task {pairs} --source en --target de", "align a={text} --task {0} --source en --target de"];

    private static readonly string[] TokenizerCommands = ["tokenizer encode {0} -i {text} -o {out}", "tokenizer decode {0} -i {ids} -o {out}", "tokenizer fertility {0} {text}"];

    private static readonly (string Name, string Text)[] Whole = [("text.txt", "one two three\n"), ("ids.txt", "1 2\n"), ("pairs.tsv", "one\teins\ntwo\tzwei\n"), ("spm.model", "")];

    [Theory]
    [InlineData("text")]
    [InlineData("archive")]
    [InlineData("record")]
    [InlineData("container")]
    [InlineData("tokenizer")]
    public void AnyCommand_BrokenFiles_SaysOneThingAndLeavesNothingBehind(string kind)
    {
        List<string> wrong = [];
        Beast[] beasts = [.. Beasts().Where(beast => beast.Kind == kind)];
        foreach ((string name, string text) in Whole) Write(name, text);

        Parallel.ForEach(beasts, beast =>
        {
            foreach (string command in beast.Commands)
            {
                if (Fault(beast, command) is { } fault)
                {
                    lock (wrong) wrong.Add(fault);
                }
            }
        });

        Assert.NotEmpty(beasts);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {beasts.Sum(beast => beast.Commands.Length)}:\n{string.Join('\n', wrong.Take(40))}");
    }

    [Fact]
    public void Beasts_All_AreTwoHundredOrMore() => Assert.True(Beasts().Count() >= 200, $"{Beasts().Count()} files");

    private string? Fault(Beast beast, string command)
    {
        (string name, byte[] content) = (beast.Name, beast.Content);
        string folder = Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;
        string file = Path.Combine(folder, name), output = Path.Combine(folder, "out.file");
        File.WriteAllBytes(file, content);
        string[] args = [.. command.Split(' ').Select(arg => Whole.Aggregate(arg.Replace("{0}", file, StringComparison.Ordinal).Replace("{out}", output, StringComparison.Ordinal),
            (filled, whole) => filled.Replace($"{{{whole.Name.Split('.')[0]}}}", Path.Combine(Folder, whole.Name), StringComparison.Ordinal)))];

        CommandResult result = Run(args);

        string call = $"{command} on {name}: exit {result.ExitCode}, {result.Error.ReplaceLineEndings(" | ")}";
        bool score = args[0] == "score"; // its exit codes are the reference tools'
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int messages = lines.Count(line => line.StartsWith("headwater:", StringComparison.Ordinal));
        bool isElsewhere = command.Contains("nowhere", StringComparison.Ordinal) || command.Contains("{spm}", StringComparison.Ordinal); // the message may be about that
        bool isLeft = File.Exists(output), isLittered = Directory.GetFiles(folder).Length > (isLeft ? 2 : 1);
        Directory.Delete(folder, recursive: true);
        if (new[] { "System.", "   at ", "defect" }.Any(word => result.Error.Contains(word, StringComparison.Ordinal))) return $"trace: {call}";
        if (result.ExitCode != 0 && messages != 1) return $"{messages} messages: {call}";
        if (result.ExitCode != (score ? 1 : 2)) return $"exit code: {call}";
        if (!isElsewhere && !result.Error.Contains(name.Split('.')[0], StringComparison.Ordinal)) return $"no file: {call}";
        return result.ExitCode != 0 && isLeft ? $"half-written: {call}" : isLittered ? $"left over: {call}" : null;
    }

    private static IEnumerable<Beast> Beasts()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i * 7919 % 613} of a text\n")));
        byte[][] invalid = [[0xFF], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80]];
        for (int i = 0; i < invalid.Length; i++)
        {
            foreach (int place in (int[])[0, 5, 100, 333, text.Length])
            {
                byte[] content = [.. text[..place], .. invalid[i], .. text[place..]];
                yield return new("text", $"utf{i}-{place}.txt", content, TextCommands);
                yield return new("text", $"utf{i}-{place}.jsonl", content, RecordCommands);
            }
        }

        byte[] gzip = Gzip(text);
        foreach (int length in (int[])[1, 5, 9, 10, 11, 20, gzip.Length / 2, gzip.Length - 9, gzip.Length - 8, gzip.Length - 4, gzip.Length - 1]) yield return new("archive", $"cut{length}.txt.gz", gzip[..length], TextCommands);
        foreach (int place in (int[])[0, 1, 2, 30, 60, gzip.Length - 8, gzip.Length - 1])
        {
            byte[] damaged = [.. gzip];
            damaged[place] ^= 0x5A;
            yield return new("archive", $"bad{place}.txt.gz", damaged, TextCommands);
        }

        yield return new("archive", "plain.txt.gz", text, TextCommands);
        yield return new("archive", "plain.txt.zst", text, TextCommands);
        yield return new("archive", "zst-cut.txt.zst", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x05], TextCommands);
        yield return new("archive", "zst-window.txt.zst", [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xFF, 0x01, 0x00, 0x00], TextCommands);
        string[] records =
        [
            "{", "{\"text\": ", "[1]", "1", "\"text\"", "null", "nope", "{\"text\": 1}", "{\"text\": null}", "{\"text\": [\"a\"]}", "{\"text\": \"\\ud800\"}", "{\"text\": \"a\\udc00b\"}", "{\"text\": \"a\"} {\"text\": \"b\"}",
            "{\"text\" \"a\"}", "{'text': 'a'}", "{\"text\": \"a\",}", "{\"text\": NaN}", "{\"text\": Infinity}", "{\"\\ud800\": 1}", "{\"input\": \"\\ud800\", \"choices\": [\"a\", \"b\"]}",
            "{\"input\": \"a\", \"choices\": [\"\\udfff\", \"b\"]}", "{\"input\": \"a\", \"choices\": [\"a\"]}", "{\"input\": \"a\", \"choices\": \"a\"}", "{\"input\": \"a\", \"choices\": [\"a\", \"b\"], \"answer\": \"\\ud800\"}",
            "{\"input\": \"a\", \"choices\": [\"a\", \"b\"], \"answer\": 7}", "{\"input_ids\": [3, 1], \"labels\": [-1]}", "{\"input_ids\": [0, 0], \"labels\": [1]}", "{\"input_ids\": [3, 1], \"labels\": [5, 0, 1]}",
            "{\"input_ids\": [3.5], \"labels\": [1]}", "{\"input_ids\": \"3 1\", \"labels\": [1]}", "{\"input_ids\": [], \"labels\": [1]}", "{\"input_ids\": [3, 1], \"labels\": [-100]}", "{\"input_ids\": [99999999999], \"labels\": [1]}",
            "{\"translation\": {\"en\": \"\\ud800\", \"de\": \"a\"}}", "{\"translation\": {\"en\": 1, \"de\": \"a\"}}", "{\"translation\": []}", "{\"en\": \"a\"}", new string('[', 200), "{\"text\":" + new string('[', 100) + new string(']', 100) + "}",
            "\u0000", "{\"text\": \"\u0000\"}",
        ];
        for (int i = 0; i < records.Length; i++) yield return new("record", $"record{i}.jsonl", Encoding.UTF8.GetBytes(records[i] + "\n"), RecordCommands);

        yield return new("text", "utf16.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("one\ntwo\n")).ToArray(), TextCommands);
        yield return new("text", "nul.txt", "a\0b\n"u8.ToArray(), ["tokenizer train {0} --vocabulary 400 -o {out}", "evaluate nowhere --source {0} --target {0} --tokenizer bytes", "align a={0} --task {pairs} --source en --target de"]);
        foreach (string parquet in (string[])["PAR1", "PAR1PAR1", "PAR1\u0001\u0000\u0000\u0000PAR1", "no", ""])
            yield return new("container", $"p{parquet.Length}.parquet", Encoding.Latin1.GetBytes(parquet), ["tokenizer train {0} --vocabulary 400 -o {out}", "align a={0} --task {pairs} --source en --target de", "align a={text} --task {0} --source en --target de"]);
        foreach (string po in (string[])["msgid", "msgid \"a\nmsgstr \"b\"\n", "msgid \"a\"\nmsgstr \"\\q\"\n", "msgid \"a\"\nmsgstr \"\\377\"\n", "x \"a\"", "\"a\""])
            yield return new("container", $"m{po.Length}.po", Encoding.UTF8.GetBytes(po), ["align a={text} --task {0} --source en --target de"]);
        foreach (string tmx in (string[])["<tmx>", "<tmx><body><tu></body></tmx>", "no xml", "<tmx><body><tu><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu></body></tmx>", "<!DOCTYPE x [<!ENTITY y \"z\">]><tmx>&y;</tmx>"])
            yield return new("container", $"t{tmx.Length}.tmx", Encoding.UTF8.GetBytes(tmx), ["align a={text} --task {0} --source en --target de"]);
        string[] tokenizers =
        [
            "", "{", "[]", "1", "{}", "{\"model\": 1}", "{\"model\": {}}", "{\"model\": {\"type\": \"WordPiece\"}}", "{\"model\": {\"type\": \"BPE\"}}", "{\"model\": {\"type\": \"BPE\", \"vocab\": [], \"merges\": []}}",
            "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": \"x\"}, \"merges\": []}}", "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 5}, \"merges\": []}}", "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a\"]}}",
            "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [[\"a\"]]}}", "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [1]}}", "{\"model\": {\"type\": \"BPE\", \"unk_token\": \"u\", \"vocab\": {\"a\": 0}, \"merges\": []}}",
            "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 9, \"vocab\": [[\"a\", 0]]}}", "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\", 0]]}}", "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"a\"]]}}",
            "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"\\ud800\", 0]]}}", "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": {}}}", "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 0.5, \"vocab\": [[\"a\", 0]]}}",
            .. ((string[])["{\"type\": \"Split\"}", "{\"type\": \"Split\", \"pattern\": {\"Regex\": \"[a\"}, \"behavior\": \"Isolated\"}", "{\"type\": \"Split\", \"pattern\": {\"Regex\": \"\\\\p{Han}\"}, \"behavior\": \"Isolated\"}",
                "{\"type\": \"Split\", \"pattern\": {\"String\": \"a\"}, \"behavior\": \"Nothing\"}", "{\"type\": \"Sequence\"}", "1", "{\"type\": \"UnicodeScripts\"}", "{\"type\": \"Metaspace\", \"replacement\": \"_\"}"])
                .Select(part => "{\"pre_tokenizer\": " + part + ", \"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": []}}"),
            .. ((string[])["{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"!!\"}", "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"AAAA\"}", "{\"type\": \"BertNormalizer\"}", "{\"type\": \"Replace\"}"])
                .Select(part => "{\"normalizer\": " + part + ", \"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": []}}"),
            .. ((string[])["{}", "{\"id\": \"x\", \"content\": \"b\"}", "{\"id\": 7, \"content\": \"b\"}", "1", "{\"id\": 1}"]).Select(token => "{\"added_tokens\": [" + token + "], \"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": []}}"),
        ];
        for (int i = 0; i < tokenizers.Length; i++) yield return new("tokenizer", $"tok{i}.json", Encoding.UTF8.GetBytes(tokenizers[i]), TokenizerCommands);
        foreach (byte[] model in (byte[][])[[], [0], [0x0A], [0x0A, 0xFF], [0xFF, 0xFF, 0xFF], [.. "version https://git-lfs.github.com/spec/v1\n"u8], [0x0A, 3, 0x0A, 9, (byte)'a'], [0x12, 0x02, 0x18, 0x09]])
            yield return new("tokenizer", $"spm{model.Length}.model", model, TokenizerCommands);
        foreach (string squad in (string[])["{", "[]", "{\"data\": 1}", "{\"data\": [{\"paragraphs\": [{\"qas\": [{\"id\": 1}]}]}]}", "{\"data\": [{\"paragraphs\": [{\"qas\": [{\"id\": \"\\ud800\"}]}]}]}", "\u00FF"])
            yield return new("container", $"squad{squad.Length}.json", Encoding.Latin1.GetBytes(squad), ["score squad {0} {0}"]);
    }

    private sealed record Beast(string Kind, string Name, byte[] Content, string[] Commands);

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Optimal)) gzip.Write(content);
        return target.ToArray();
    }
}
