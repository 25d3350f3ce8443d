using System.Text;

namespace Headwater.Data.Tests;

public sealed class NormalFormTests
{
    // Every code point that is no text in some sense, alone and beside text that changes.
    [Fact]
    public void Of_NoncharactersAndHalvesOfPairs_StayAndWhatIsAroundThemIsNormalised()
    {
        List<string> odd = [.. Enumerable.Range(0xFDD0, 0x20).Concat(Enumerable.Range(0, 17).SelectMany(plane => (int[])[plane << 16 | 0xFFFE, plane << 16 | 0xFFFF])).Select(char.ConvertFromUtf32)];
        odd.AddRange(Enumerable.Range(0xD800, 0x800).Select(half => ((char)half).ToString()));
        foreach (NormalizationForm form in Enum.GetValues<NormalizationForm>())
        {
            foreach (string one in odd)
            {
                string text = "e\u0301" + one + "ﬁ" + one;

                Assert.Equal("e\u0301".Normalize(form) + one + "ﬁ".Normalize(form) + one, NormalForm.Of(text, form));
            }
        }
    }

    [Fact]
    public void Of_OrdinaryText_IsWhatTheRuntimeMakesOfIt()
    {
        AnyText any = new(3);
        foreach (string line in Enumerable.Range(0, 500).Select(_ => any.Line().Replace("\uFFFE", "", StringComparison.Ordinal).Replace("\uFFFF", "", StringComparison.Ordinal).Replace("\uFDD0", "", StringComparison.Ordinal)))
            Assert.Equal(line.Normalize(NormalizationForm.FormKC), NormalForm.Of(line, NormalizationForm.FormKC));
    }

    [Fact]
    public void Clean_DocumentsWithNoncharacters_AreReadAndCompared()
    {
        CleaningOptions options = new() { Unicode = UnicodeForm.Nfkc, Duplicates = DuplicateRemoval.Near, TestSentences = TestSentences.Of(["one two\uFFFE three four five six"]) };
        Corpus corpus = Corpus.FromDocuments("c", () => ["a\uFFFE ﬁ", "so one, two\uFFFE three four five six it is", "e\u0301\uFFFF"], "documents");

        Assert.Equal(["a\uFFFE fi", "\u00E9\uFFFF"], CleanCorpus.Of(corpus, options).Documents());
    }
}
