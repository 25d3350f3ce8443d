using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Cli.Tests;

/// <summary>What <c>headwater new</c> makes of folders in several layouts, and what it says where a folder lacks something.</summary>
public sealed class NewCommandTests : CommandLineFixture
{
    private const string English = "The weather in the village was warm and the farmers walked slowly over the fields to the market.";
    private const string German = "Das Wetter im Dorf war warm, und die Bauern gingen langsam über die Felder zum Markt.";
    private const string French = "Le temps au village était doux et les paysans marchaient lentement vers le marché.";

    [Fact]
    public void New_CorporaAndAlignedFiles_WritesAStudyThatPlans()
    {
        WriteText("corpora/en.txt", English, 400);
        WriteText("corpora/de.txt", German, 400);
        WriteText("corpora/other.txt", French, 400);
        WritePairs("data/", "", "en", "de");

        CommandResult made = Run("new", Folder, "--name", "weather");

        Assert.Equal(0, made.ExitCode);
        Assert.Equal($"{Folder}/study.yaml\n", made.Output);
        Assert.Contains("found: corpus other in corpora/other.txt: ", made.Error, StringComparison.Ordinal);
        Assert.Contains(", 400 documents, language fr", made.Error, StringComparison.Ordinal);
        Assert.Contains("found: task en-de: translation from en to de (60 training pairs): data/train, data/val, data/test", made.Error, StringComparison.Ordinal);
        Assert.Contains("corpora may be repeated", made.Error, StringComparison.Ordinal);
        Match cost = Regex.Match(made.Error, @"cost: (\d+ jobs), about ");
        Assert.Contains($"next: headwater run {Folder}/study.yaml", made.Error, StringComparison.Ordinal);
        string yaml = File.ReadAllText($"{Folder}/study.yaml");
        Assert.Contains("  en: { path: corpora/en.txt, language: en }\n", yaml, StringComparison.Ordinal);
        Assert.Contains("    de+en: { de: 0.5, en: 0.5 }\n", yaml, StringComparison.Ordinal);
        AssertPlans($"weather: {cost.Groups[1].Value}\n");
    }

    [Fact]
    public void New_SetsInFolders_ReadsTheDirectionFromTheFolder()
    {
        WriteText("mono/news.de.txt", German, 50);
        foreach (string split in new[] { "training", "dev", "test" })
        {
            WriteText($"de-en/{split}/lines.en", English, 20);
            WriteText($"de-en/{split}/lines.de", German, 20);
        }

        CommandResult made = Run("new", Folder);

        Assert.Contains("translation from de to en (20 training pairs): de-en/training/lines, de-en/dev/lines, de-en/test/lines", made.Error, StringComparison.Ordinal);
        Assert.Contains("There is one corpus, so the study finds out whether reading it helps at all", made.Error, StringComparison.Ordinal);
        AssertPlans("jobs");
    }

    [Fact]
    public void New_RecordsAndShards_AreAKindOfTaskAndOneCorpus()
    {
        for (int shard = 0; shard < 3; shard++)
        {
            Put($"web/part-{shard}.jsonl", string.Concat(Enumerable.Range(0, 30).Select(_ => $"{{\"text\":\"{English}\"}}\n")));
        }

        foreach (string split in new[] { "train", "validation", "test" })
        {
            Put($"quiz/{split}.jsonl", "{\"question\":\"Where do they walk?\",\"choices\":[\"fields\",\"roads\"],\"answer\":\"fields\"}\n");
        }

        Put("notes.csv", "a,b\n1,2\n");
        CommandResult made = Run("new", Folder);

        Assert.Contains("found: corpus part in web/part-*.jsonl: 9 KB, 90 documents, language en", made.Error, StringComparison.Ordinal);
        Assert.Contains("found: task multiple-choice: multiple-choice by its columns question, choices, answer", made.Error, StringComparison.Ordinal);
        Assert.Contains("not used: notes.csv: a table whose name says neither train, validation nor test", made.Error, StringComparison.Ordinal);
        AssertPlans("jobs");
    }

    [Fact]
    public void New_DocumentsUnderAnotherName_AreFoundAndNotesAndStudiesAreLeftOut()
    {
        Put("crawl.jsonl", string.Concat(Enumerable.Range(0, 40).Select(_ => $"{{\"url\":\"a\",\"content\":\"{English}\"}}\n")));
        Put("links.jsonl", "{\"url\":\"a\"}\n");
        Put("notes.txt", "ask about the licence\n");
        Put("earlier.yaml", "# an earlier one\nstudy: earlier\n");
        WritePairs("data/", "", "en", "de");

        CommandResult made = Run("new", Folder);

        Assert.Equal(0, made.ExitCode);
        Assert.Contains("  crawl: { path: crawl.jsonl, language: en, column: content }\n", File.ReadAllText($"{Folder}/study.yaml"), StringComparison.Ordinal);
        Assert.Contains("not used: notes.txt: 21 bytes of text, too few to pretrain on", made.Error, StringComparison.Ordinal);
        Assert.Contains("not used: links.jsonl: ", made.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier.yaml", made.Error, StringComparison.Ordinal);
        AssertPlans("jobs");
    }

    [Fact]
    public void New_TaskFileAndNamesWithSpaces_AreQuoted()
    {
        WriteText("my text.txt", English, 50);
        foreach (string split in new[] { "train", "val", "test" })
        {
            Put($"tasks/{split}.csv", "q,a\nwhere,here\n");
        }

        Put("tasks/quiz.yaml", "task: quiz\nprompt: \"question: {q}\"\ntarget: \"{a}\"\ntrain: train.csv\nvalidation: val.csv\ntest: test.csv\n");
        CommandResult made = Run("new", Folder, "--file", "mine.yaml");

        Assert.Contains("found: task quiz: tasks/quiz.yaml", made.Error, StringComparison.Ordinal);
        Assert.Contains("  my-text: { path: \"my text.txt\", language: en }\n", File.ReadAllText($"{Folder}/mine.yaml"), StringComparison.Ordinal);
        AssertPlans("jobs", "mine.yaml");
    }

    [Theory]
    [InlineData("", "is empty; expected at least one corpus")]
    [InlineData("notes.md", "has neither corpora nor a task; expected")]
    [InlineData("en.txt", "has a corpus, but no task to finetune on; expected")]
    [InlineData("en.txt de.txt", "has 2 corpora, but no task to finetune on; expected")]
    [InlineData("train.en train.de val.en val.de test.en test.de", "has a task, but no corpus to pretrain on; expected")]
    [InlineData("en.txt train.en train.de test.en test.de", "has a corpus, but no task to finetune on; expected")]
    public void New_SomethingMissing_SaysWhatAndWritesNothing(string files, string message)
    {
        foreach (string file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            WriteText(file, file.Contains("de", StringComparison.Ordinal) ? German : English, 20);
        }

        string[] before = Directory.GetFiles(Folder);
        CommandResult result = Run("new", Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"headwater: {Folder} {message}", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public void New_SetMissingOrNotAligned_SaysWhichFile()
    {
        WriteText("en.txt", English, 50);
        WriteText("a/train.en", English, 5);
        WriteText("a/train.de", German, 5);
        WritePairs("b/", "", "en", "de");
        WriteText("b/train.de", German, 59);

        string error = Run("new", Folder).Error;

        Assert.Contains("not used: a/train: aligned files of de and en, but no validation and no test set", error, StringComparison.Ordinal);
        Assert.Contains("not used: b/train: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void New_FileThatExists_IsLeftAsItIs()
    {
        Write("study.yaml", "mine");

        CommandResult result = Run("new", Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("exists already, and is left as it is.\nhint: write another file: --file study-2.yaml", string.Join('\n', result.Lines), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText($"{Folder}/study.yaml"));
    }

    [Fact]
    public void New_NoFolder_SaysSo() => Assert.Contains("There is no folder /nowhere", Run("new", "/nowhere").Error, StringComparison.Ordinal);

    private void AssertPlans(string expected, string file = "study.yaml")
    {
        CommandResult plan = Run("plan", Path.Combine(Folder, file), "--no-calibration", "--out", Path.Combine(Folder, "out"));
        Assert.True(plan.ExitCode == 0, plan.Error);
        Assert.Contains(expected, plan.Output, StringComparison.Ordinal);
    }

    private void WritePairs(string folder, string name, string source, string target)
    {
        foreach ((string split, int count) in new[] { ("train", 60), ("val", 10), ("test", 10) })
        {
            WriteText($"{folder}{split}{name}.{source}", English, count);
            WriteText($"{folder}{split}{name}.{target}", German, count);
        }
    }

    private void WriteText(string path, string sentence, int lines) => Put(path, string.Concat(Enumerable.Range(0, lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"{sentence} {line}\n"))));

    private void Put(string path, string text)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
