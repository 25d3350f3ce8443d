namespace Headwater.Data.Tests;

public sealed class ClozeTaskTests
{
    private const int Paragraphs = 2000;

    // Sentence b.p.s is of book b, paragraph p; lengths differ from paragraph to paragraph.
    private static readonly ClozeOptions Options = new()
    {
        Corpus = Corpus.FromDocuments("books", () => Enumerable.Range(0, Paragraphs).Select(Paragraph), "books"), BookWords = [Words(0, 1000), Words(1000, Paragraphs)], Seed = 5,
    };

    [Fact]
    public void Records_OfASplit_TakeWrongAnswersFromTheirBookAndOfLikeLength()
    {
        IReadOnlyList<TaskRecord> records = ClozeTask.Records(Options, ClozeSplit.Test, 200);

        foreach (TaskRecord record in records)
        {
            string[] choices = [.. record.Fields.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()!)];
            string context = record.Fields.GetProperty("context").GetString()!;
            string right = choices[record.Fields.GetProperty("label").GetInt32()];
            Assert.Equal(4, choices.Distinct().Count());
            Assert.Equal(ParagraphOf(context), ParagraphOf(right));
            Assert.Equal(SentenceOf(context) + 1, SentenceOf(right));
            Assert.All(choices, choice => Assert.Equal(ParagraphOf(right) < 1000, ParagraphOf(choice) < 1000));
            Assert.All(choices, choice => Assert.InRange(choice.Length, right.Length - 30, right.Length + 30));
        }

        Assert.InRange(records.Average(record => record.Fields.GetProperty("label").GetInt32()), 1.2, 1.8);       // 1.5, with an error of 0.08
    }

    [Fact]
    public void Records_OfDifferentSplits_ShareNoParagraph()
    {
        HashSet<int>[] splits = [.. Enum.GetValues<ClozeSplit>().Select(split => ClozeTask.Records(Options, split, 100)
            .SelectMany(record => record.Fields.GetProperty("choices").EnumerateArray().Select(choice => ParagraphOf(choice.GetString()!))).ToHashSet())];

        Assert.False(splits[0].Overlaps(splits[1]) || splits[0].Overlaps(splits[2]) || splits[1].Overlaps(splits[2]));
    }

    [Fact]
    public void Records_EqualSeeds_AreEqualAndLongerListsBeginAlike()
    {
        string[] ten = Texts(Options, 10), twenty = Texts(Options, 20), other = Texts(Options with { Seed = 6 }, 10);

        Assert.Equal(ten, twenty[..10]);
        Assert.NotEqual(ten, other);
    }

    [Fact]
    public void Records_MoreThanThereAre_SaysHowManyThereAre()
    {
        Assert.Matches(@"^Corpus ""books"" gives \d+ cloze examples for validation; expected 5000\. Ask for fewer, or give a longer corpus: a paragraph of two sentences or more gives one\.$",
            Assert.Throws<InvalidDataException>(() => ClozeTask.Records(Options, ClozeSplit.Validation, 5000)).Message);
    }

    [Theory]
    [InlineData("Once. Twice! \"Three?\" Four", "Once.|Twice!|\"Three?\"|Four")]
    [InlineData("Mr. Bo met Dr. A. Leeds. They ate 2.5 pies, etc. and left.", "Mr. Bo met Dr. A. Leeds.|They ate 2.5 pies, etc. and left.")]
    [InlineData("\"Go!\" he said. “Why?” No…", "\"Go!\" he said.|“Why?”|No…")]
    [InlineData("", "")]
    public void Sentences_Text_IsCutAtItsEnds(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Sentences.Of(text)));
    }

    private static string[] Texts(ClozeOptions options, int count) => [.. ClozeTask.Records(options, ClozeSplit.Train, count).Select(record => record.Fields.GetRawText())];

    private static string Paragraph(int p) => string.Join(' ', Enumerable.Range(0, 3).Select(s => $"In paragraph {p} the sentence {s} goes on {string.Join(' ', Enumerable.Repeat("and on", p % 9))} to its end."));

    private static int ParagraphOf(string text) => int.Parse(text.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);

    // Of the last sentence of a text.
    private static int SentenceOf(string text) => text[text.LastIndexOf("sentence ", StringComparison.Ordinal) + 9] - '0';

    private static long Words(int from, int to) => Enumerable.Range(from, to - from).Sum(p => Fertility.CountWords(Paragraph(p).AsSpan()));
}
