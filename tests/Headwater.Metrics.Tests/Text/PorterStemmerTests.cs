namespace Headwater.Metrics.Tests;

public class PorterStemmerTests
{
    // The examples beside the rules in Porter 1980, "An algorithm for suffix stripping", Program 14(3), 130–137.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("caress", "caress")]
    [InlineData("cats", "cat")]
    public void Step1a_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step1a(word));

    [Theory]
    [InlineData("feed", "feed")]
    [InlineData("agreed", "agree")]
    [InlineData("plastered", "plaster")]
    [InlineData("bled", "bled")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflate")]
    [InlineData("troubled", "trouble")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("tanned", "tan")]
    [InlineData("falling", "fall")]
    [InlineData("hissing", "hiss")]
    [InlineData("fizzed", "fizz")]
    [InlineData("failing", "fail")]
    [InlineData("filing", "file")]
    public void Step1b_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step1b(word));

    [Theory]
    [InlineData("relational", "relate")]
    [InlineData("conditional", "condition")]
    [InlineData("rational", "rational")]
    [InlineData("valenci", "valence")]
    [InlineData("hesitanci", "hesitance")]
    [InlineData("digitizer", "digitize")]
    [InlineData("conformabli", "conformable")]
    [InlineData("radicalli", "radical")]
    [InlineData("differentli", "different")]
    [InlineData("vileli", "vile")]
    [InlineData("analogousli", "analogous")]
    [InlineData("vietnamization", "vietnamize")]
    [InlineData("predication", "predicate")]
    [InlineData("operator", "operate")]
    [InlineData("feudalism", "feudal")]
    [InlineData("decisiveness", "decisive")]
    [InlineData("hopefulness", "hopeful")]
    [InlineData("callousness", "callous")]
    [InlineData("formaliti", "formal")]
    [InlineData("sensitiviti", "sensitive")]
    [InlineData("sensibiliti", "sensible")]
    public void Step2_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step2(word));

    [Theory]
    [InlineData("triplicate", "triplic")]
    [InlineData("formative", "form")]
    [InlineData("formalize", "formal")]
    [InlineData("electriciti", "electric")]
    [InlineData("electrical", "electric")]
    [InlineData("hopeful", "hope")]
    [InlineData("goodness", "good")]
    public void Step3_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step3(word));

    [Theory]
    [InlineData("revival", "reviv")]
    [InlineData("allowance", "allow")]
    [InlineData("inference", "infer")]
    [InlineData("airliner", "airlin")]
    [InlineData("gyroscopic", "gyroscop")]
    [InlineData("adjustable", "adjust")]
    [InlineData("defensible", "defens")]
    [InlineData("irritant", "irrit")]
    [InlineData("replacement", "replac")]
    [InlineData("adjustment", "adjust")]
    [InlineData("dependent", "depend")]
    [InlineData("adoption", "adopt")]
    [InlineData("homologou", "homolog")]
    [InlineData("communism", "commun")]
    [InlineData("activate", "activ")]
    [InlineData("angulariti", "angular")]
    [InlineData("homologous", "homolog")]
    [InlineData("effective", "effect")]
    [InlineData("bowdlerize", "bowdler")]
    public void Step4_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step4(word));

    [Theory]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    public void Step5a_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step5a(word));

    [Theory]
    [InlineData("controll", "control")]
    [InlineData("roll", "roll")]
    public void Step5b_PapersExamples_AreThePapers(string word, string expected) => Assert.Equal(expected, PorterStemmer.Step5b(word));

    [Theory]
    [InlineData("generalizations", "gener")]
    [InlineData("oscillators", "oscil")]
    [InlineData("connect", "connect")]
    [InlineData("connected", "connect")]
    [InlineData("connecting", "connect")]
    [InlineData("connection", "connect")]
    [InlineData("connections", "connect")]
    public void Stem_PapersWords_GoThroughAllSteps(string word, string expected) => Assert.Equal(expected, PorterStemmer.Stem(word));

    // NLTK's how-to for its stemmers, https://www.nltk.org/howto/stem.html
    [Theory]
    [InlineData("flies", "fli")]
    [InlineData("dies", "die")]
    [InlineData("mules", "mule")]
    [InlineData("denied", "deni")]
    [InlineData("died", "die")]
    [InlineData("agreed", "agre")]
    [InlineData("owned", "own")]
    [InlineData("humbled", "humbl")]
    [InlineData("meeting", "meet")]
    [InlineData("stating", "state")]
    [InlineData("siezing", "siez")]
    [InlineData("itemization", "item")]
    [InlineData("sensational", "sensat")]
    [InlineData("traditional", "tradit")]
    [InlineData("reference", "refer")]
    [InlineData("colonizer", "colon")]
    [InlineData("plotted", "plot")]
    public void Stem_NltksExamples_AreNltks(string word, string expected) => Assert.Equal(expected, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("ties", "tie")]                              // Porter: ti
    [InlineData("spied", "spi")]                             // a stem of more than a letter loses the e
    [InlineData("skies", "sky")]                             // irregular
    [InlineData("dying", "die")]
    [InlineData("enjoy", "enjoy")]                           // Porter: enjoi
    [InlineData("spy", "spi")]                               // Porter: spy
    [InlineData("hopefully", "hope")]                        // -fulli, -ful
    [InlineData("geology", "geolog")]                        // Porter: geologi
    [InlineData("possibly", "possibl")]                      // -bli for -abli
    [InlineData("ice", "ice")]                               // Porter: ic
    [InlineData("as", "as")]                                 // Porter: a
    [InlineData("oed", "o")]
    public void Stem_WhereNltkDeparts_FollowsNltk(string word, string expected) => Assert.Equal(expected, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("yyyyyy")]
    [InlineData("1990s")]
    [InlineData("ssss")]
    [InlineData("ness")]
    public void Stem_OddWords_LeaveAStem(string word) => Assert.NotEmpty(PorterStemmer.Stem(word));
}
