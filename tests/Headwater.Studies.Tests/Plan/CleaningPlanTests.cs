using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class CleaningPlanTests
{
    [Fact]
    public void Plan_FileCorpus_IsSearchedForTheTestSetUnlessToldNotTo()
    {
        TextSource asked = Corpora(TinyStudy.Yaml)["en"], not = Corpora(TinyStudy.Yaml.Replace("path: en.txt,", "path: en.txt, decontaminate: false,", StringComparison.Ordinal))["en"];

        Assert.Equal("en", Assert.Single(asked.TestSets).Source);
        Assert.Empty(not.TestSets);
    }

    [Fact]
    public void Plan_GeneratedStudy_SearchesNothingBecauseMeaningsAreApart()
    {
        const string quick = """
            study: quick
            tokenizer: { vocabulary: 400 }
            model: { layers: 1, width: 16, heads: 2 }
            corpora:
              en: { generate: phrasebook, language: en, phrases: 2K }
              de: { generate: phrasebook, language: de, phrases: 2K, unicode: nfc }
            pretraining: { mixtures: { both: { en: 0.5, de: 0.5 } }, tokens: [1K], batch: 2 }
            task: { generate: phrasebook, source: en, target: de, train: 10, validation: 5, test: 5 }
            finetuning: { examples: 10, steps: 1 }
            """;

        ImmutableDictionary<string, TextSource> corpora = Corpora(quick);

        Assert.Empty(corpora["en"].TestSets);
        Assert.Null(corpora["en"].Cleaning); // and so its runs keep the ids they had before there was cleaning
        Assert.Equal("Nfc", corpora["de"].Cleaning!.Unicode);
    }

    [Fact]
    public void Plan_CleaningThatDiffers_MakesAnotherCorpus()
    {
        string[] ids = [.. ((string[])["", "duplicates: near,", "duplicates: exact,", "max-characters: 500,", "unicode: nfkc,"])
            .Select(key => Plan(TinyStudy.Yaml.Replace("path: en.txt,", $"path: en.txt, {key}", StringComparison.Ordinal)).Jobs.First(job => job.Stage == Stage.Corpus && job.Label == "en").Id)];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Plan_TestSentenceInACorpus_MakesAnotherCorpusAndOneElsewhereDoesNot()
    {
        string Id(string sentence)
        {
            using TemporaryFolder folder = new();
            string path = TinyStudy.Write(folder);
            folder.Write("en.txt", File.ReadAllText(folder.Path("en.txt")) + "one heron and two swans fly\n");
            folder.Write("test.en", sentence + "\n");
            folder.Write("test.de", "zwei Schwäne fliegen heute über das Wasser\n");
            return StudyPlanner.Plan(StudyReader.Read(path)).Jobs.First(job => job.Stage == Stage.Corpus && job.Label == "en").Id;
        }

        Assert.Equal(Id("Nothing of this is in it."), Id("Nor is any of this there."));
        Assert.NotEqual(Id("Nothing of this is in it."), Id("One heron, and two swans, fly!"));
    }

    [Fact]
    public void Plan_Temperature_SetsTheRatesBySize()
    {
        using TemporaryFolder folder = new();
        string path = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("{ en: 0.5, de: 0.5 }", "{ temperature: 2, corpora: [en, de] }", StringComparison.Ordinal));
        folder.Write("en.txt", string.Concat(Enumerable.Repeat("one two three four five\n", 900)));
        folder.Write("de.txt", string.Concat(Enumerable.Repeat("one two three four five\n", 100)));

        MixtureSpec mixture = StudyPlanner.Plan(StudyReader.Read(path)).Spec.Pretraining!.Mixtures.First(mixture => mixture.Name == "en+de");

        Assert.Equal(0.75, mixture.Rates["en"], 1e-12); // 3 to 1, the square root of 9 to 1
        Assert.Equal(0.25, mixture.Rates["de"], 1e-12);
    }

    [Fact]
    public void Run_TestSentencesInACorpus_AreLeftOutAndCounted()
    {
        using TemporaryFolder folder = new();
        string path = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("train: train", "prefix: \"\", train: train", StringComparison.Ordinal));
        string[] captions = ["seven eight nine zero one two", "one one two three five eight", "zero two four six eight nine"];
        folder.Write("test.en", string.Concat(captions.Select(caption => caption + "\n")));
        folder.Write("test.de", string.Concat(captions.Select(_ => "null eins zwei drei vier fünf\n")));
        string planted = string.Concat(captions.Select(caption => $"He said: {caption.ToUpperInvariant()}!\n"));
        folder.Write("en.txt", File.ReadAllText(folder.Path("en.txt")) + planted + "not\0text\n");
        StudySpec spec = StudyReader.Read(path);
        StudyPlan plan = StudyPlanner.Plan(spec);
        StudyFolder study = new(folder.Path("out"));
        study.Prepare(plan);
        foreach (Job job in plan.Jobs.Where(job => job.Stage == Stage.Tokenizer || job.Label == "en")) StudyRunner.RunJob(study, job.Id, new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        CorpusResult result = new RunStore(study).Result<CorpusResult>(plan.Jobs.First(job => job.Stage == Stage.Corpus && job.Label == "en").Id);

        Assert.Equal((1504L, 1500L, 1L), (result.Records, result.Documents, result.Broken));
        Assert.Equal(3, result.Removed["test-set"]);
        Assert.Equal("of 1504 documents were left out: 3 (containing a test sentence).", result.Warnings[0]);
        Assert.StartsWith($"1 of 1504 records are broken and were left out; the first: {folder.Path("en.txt")}(1504): byte 3 of the line is NUL", result.Warnings[1]);
    }

    private static ImmutableDictionary<string, TextSource> Corpora(string yaml) => Plan(yaml).Jobs
        .Select(job => job.Settings).OfType<CorpusSettings>().ToImmutableDictionary(settings => settings.Corpus.Name, settings => settings.Corpus);

    private static StudyPlan Plan(string yaml)
    {
        using TemporaryFolder folder = new();
        return StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, yaml)));
    }
}
