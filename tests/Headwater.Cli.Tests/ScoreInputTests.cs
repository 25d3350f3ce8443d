namespace Headwater.Cli.Tests;

/// <summary>Where segments come from, and what is said of bad ones; exit code 1, and 17 for tab-separated fields.</summary>
public sealed class ScoreInputTests : CommandLineFixture
{
    private const string Text = "the cat sat on the mat today\nit rains in the morning again\n";

    [Fact]
    public void Bleu_NoReference_AsksForOne() =>
        AssertFault("There is no reference; expected at least one reference file, before -i.", "-i", Write("sys.txt", Text));

    [Fact]
    public void Bleu_EmptyReference_SaysSo() =>
        AssertFault("ref.txt has no lines; expected one segment per line.", Write("ref.txt", ""), "-i", Write("sys.txt", Text));

    [Fact]
    public void Bleu_UndecodableBytes_NamesTheLineAndTheByte()
    {
        string path = Path.Combine(Folder, "sys.txt");
        File.WriteAllBytes(path, [.. "gut\n"u8, .. "sch"u8, 0xF6, .. "n\n"u8]);

        AssertFault(
            "sys.txt(2): byte 0xF6 is not utf-8; expected text in utf-8. Convert the file, or say its encoding with --encoding.",
            Write("ref.txt", "gut\nschön\n"), "-i", path);
    }

    [Fact]
    public void Bleu_EncodingGiven_ReadsIt()
    {
        string latin = Path.Combine(Folder, "sys.txt");
        File.WriteAllBytes(latin, [.. "das ist sehr sch"u8, 0xF6, .. "n\n"u8]);
        string reference = Path.Combine(Folder, "ref.txt");
        File.Copy(latin, reference);

        Assert.Equal("100.0\n", Score(reference, "-i", latin, "-e", "latin1", "-b"));
    }

    [Fact]
    public void Bleu_UnknownEncoding_SaysWhatIsExpected() =>
        AssertFault("--encoding is \"nonsense\", which is not known;", Write("ref.txt", Text), "-i", Write("sys.txt", Text), "-e", "nonsense");

    [Fact]
    public void Bleu_GzippedFile_IsUnpacked()
    {
        string path = Path.Combine(Folder, "sys.txt.gz");
        using (global::System.IO.Compression.GZipStream zip = new(File.Create(path), global::System.IO.Compression.CompressionLevel.Fastest))
        {
            zip.Write("the cat sat on the mat today\nit rains in the morning again\n"u8);
        }

        Assert.Equal("100.0\n", Score(Write("ref.txt", Text), "-i", path, "-b"));
    }

    [Fact]
    public void Bleu_ReferencesBetweenTabs_EqualsReferenceFiles()
    {
        string system = Write("sys.txt", "the cat sat on a mat today\nit rains in the morning\n");
        string tabbed = Write("refs.tsv", "the cat sat on the mat today\ta cat sat there\nit rains in the morning again\train in the morning\n");
        string second = Write("ref2.txt", "a cat sat there\nrain in the morning\n");

        Assert.Equal(Score(Write("ref.txt", Text), second, "-i", system), Score(tabbed, "-nr", "2", "-i", system));
    }

    [Fact]
    public void Bleu_TooFewReferencesOnALine_Exits17AndNamesIt()
    {
        CommandResult result = Run("score", "bleu", Write("refs.tsv", "one\ttwo\nthree\n"), "-nr", "2", "-i", Write("sys.txt", "one\nthree\n"));

        Assert.Equal(17, result.ExitCode);
        Assert.Contains("refs.tsv(2): 1 tab-separated fields; expected 2 references (--num-refs).", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Bleu_SystemsBetweenTabs_AreSeveralSystems()
    {
        CommandResult result = RunWithInput("the cat sat on the mat today\tthe cat\nit rains in the morning again\tit rains\n", "score", "bleu", Write("ref.txt", Text));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["System 1", "System 2"], result.Json().EnumerateArray().Select(system => system.GetProperty("system").GetString()));
        Assert.Equal("100.0", result.Json()[0].GetProperty("BLEU").GetString());
    }

    [Fact]
    public void Bleu_FieldsOfStandardInputDiffer_Exits17()
    {
        CommandResult result = RunWithInput("one\ttwo\nthree\n", "score", "bleu", Write("ref.txt", "one\nthree\n"));

        Assert.Equal(17, result.ExitCode);
        Assert.Contains("standard input(2): 1 tab-separated fields; expected 2 systems, as on the first line.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bleu_SystemTwice_IsRefused()
    {
        string system = Write("sys.txt", Text);

        AssertFault("sys.txt is given twice with --input; expected every system once.", Write("ref.txt", Text), "-i", system, system);
    }

    [Fact]
    public void Bleu_BaselineAmongTheSystems_IsTakenOnce()
    {
        string baseline = Write("a.txt", Text);
        CommandResult result = Run("score", "bleu", Write("ref.txt", Text), "-i", baseline, baseline, Write("b.txt", Text), "-pbs");

        Assert.Equal(2, result.Json().GetArrayLength());
    }

    [Theory]
    [InlineData("A paired test is asked for with one system; expected at least two with --input, the first of them the baseline.", "-pbs")]
    [InlineData("A paired test is asked for with one system; expected at least two with --input, the first of them the baseline.", "-par")]
    [InlineData("-pbs and -par are both given; expected one paired test.", "-pbs", "-par")]
    [InlineData("--sentence-level is given with 2 metrics; expected one.", "-sl", "-m", "bleu", "ter")]
    [InlineData("--sentence-level has no intervals and no tests; leave out -ci, -pbs or -par.", "-sl", "-ci")]
    [InlineData("--confidence-n is 1; expected 2 or more, such as 1000.", "-ci", "-cin", "1")]
    [InlineData("--width is -1; expected 0 or more decimals.", "-w", "-1")]
    [InlineData("--test-set is about test sets that the reference tool downloads; Headwater downloads none.\nhint: give the references as files.", "-t", "wmt22")]
    [InlineData("--list is about test sets that the reference tool downloads;", "--list")]
    [InlineData("--tokenize ja-mecab needs the MeCab analyser and its dictionary, which Headwater does not include.\nhint: -tok char, or tokenise the text yourself and use -tok none", "-tok", "ja-mecab")]
    [InlineData("--tokenize ko-mecab needs the MeCab analyser", "-tok", "ko-mecab")]
    [InlineData("--tokenize ja-mecab needs the MeCab analyser", "-l", "en-ja")]
    [InlineData("--tokenize flores200 needs its SentencePiece model, which Headwater does not download.\nhint: give the file with --spm.", "-tok", "flores200")]
    public void Bleu_BadRequest_SaysWhatAndWhatToDo(string expected, params string[] flags) =>
        AssertFault(expected, [Write("ref.txt", Text), "-i", Write("sys.txt", Text), .. flags]);

    [Theory]
    [InlineData("-ci was given with 2 systems; expected one.\nhint: compare several systems with -pbs or -par.", "-ci")]
    [InlineData("--sentence-level is given with 2 systems; expected one.", "-sl")]
    public void Bleu_TwoSystems_SaysWhatIsForOne(string expected, string flag) =>
        AssertFault(expected, Write("ref.txt", Text), "-i", Write("a.txt", Text), Write("b.txt", Text), flag);

    [Fact]
    public void Bleu_TargetLanguage_ChoosesTheTokenizer() =>
        Assert.Contains("|tok:zh|", Score(Write("ref.txt", Text), "-i", Write("sys.txt", Text), "-l", "en-zh"), StringComparison.Ordinal);

    private static string Score(params string[] args)
    {
        CommandResult result = Run(["score", "bleu", .. args]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }

    private static void AssertFault(string expected, params string[] args)
    {
        CommandResult result = Run(["score", "bleu", .. args]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
