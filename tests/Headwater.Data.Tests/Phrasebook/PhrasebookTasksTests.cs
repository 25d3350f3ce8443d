namespace Headwater.Data.Tests;

public sealed class PhrasebookTasksTests
{
    private const int Many = 2000;

    public static TheoryData<PhrasebookTask, string> EveryTaskAndLanguage
    {
        get
        {
            TheoryData<PhrasebookTask, string> rows = [];
            foreach (PhrasebookTask task in Enum.GetValues<PhrasebookTask>())
                foreach (string language in Phrasebook.Languages) rows.Add(task, language);
            return rows;
        }
    }

    public static TheoryData<string> EveryLanguage => [.. Phrasebook.Languages];

    [Theory]
    [MemberData(nameof(EveryTaskAndLanguage))]
    public void Examples_ManyDrawn_AreDistinctAndHaveNoEmptyField(PhrasebookTask task, string language)
    {
        PassageExample[] examples = [.. Draw(task, language)];

        Assert.Equal(Many, examples.Select(example => (example.Passage, example.Question, example.Answer)).Distinct().Count());
        Assert.All(examples, example =>
        {
            string[] fields = [example.Passage, example.Answer, .. example.Choices, example.Question ?? "none"];
            Assert.All(fields, field => Assert.Equal(field.Trim(), field));
            Assert.DoesNotContain("", fields);
            Assert.Equal(task == PhrasebookTask.Summary, example.Question is null);
        });
    }

    [Theory]
    [MemberData(nameof(EveryTaskAndLanguage))]
    public void Examples_SameSeed_AreTheSame(PhrasebookTask task, string language)
    {
        string[] one = [.. Draw(task, language).Take(500).Select(Text)];

        Assert.Equal(one, Draw(task, language).Take(500).Select(Text));
        Assert.Empty(one.Intersect(Draw(task, language, seed: 12).Take(500).Select(Text)));
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Questions_Answers_StandInTheirPassages(string language)
    {
        foreach (PassageExample example in Draw(PhrasebookTask.Questions, language))
        {
            Assert.Contains(example.Answer, example.Passage, StringComparison.Ordinal);
            Assert.EndsWith("?", example.Question, StringComparison.Ordinal);
            Assert.Empty(example.Choices);
            Assert.Null(example.Right);
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Questions_OfThePassagesOtherSentence_AreOthersWithOtherAnswers(string language)
    {
        Grammar grammar = Phrasebook.GrammarOf(language);
        foreach (Passage passage in new PassageSampler(PhrasebookSplit.Train, seed: 5, []).Draw().Take(Many))
        {
            Fact asked = passage.Fact(grammar);
            Fact twin = passage.Matter.In(grammar, passage.Twin);

            Assert.NotEqual(asked.Question, twin.Question);
            Assert.NotEqual(asked.Answer, twin.Answer);
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void MultipleChoice_Choices_AreFourWithTheRightOneInEveryPlaceAlike(string language)
    {
        int[] places = new int[4];
        int withAnotherFromThePassage = 0;
        foreach (PassageExample example in Draw(PhrasebookTask.MultipleChoice, language))
        {
            Assert.Equal(4, example.Choices.Distinct().Count());
            Assert.Single(example.Choices, choice => choice == example.Answer);
            Assert.Contains(example.Answer, example.Passage, StringComparison.Ordinal);
            places[example.Right!.Value]++;
            if (example.Choices.Count(choice => example.Passage.Contains(choice, StringComparison.Ordinal)) > 1) withAnotherFromThePassage++;
        }

        Assert.All(places, count => Assert.Equal(Many / 4, count));
        Assert.InRange(withAnotherFromThePassage, Many / 2, Many); // the other value is written in words or in digits as the right one is, else it would stand in all
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Entailment_Answers_AreHalfYesAndHalfNo(string language)
    {
        Grammar grammar = Phrasebook.GrammarOf(language);
        PassageExample[] examples = [.. Draw(PhrasebookTask.Entailment, language)];

        Assert.Equal(Many / 2, examples.Count(example => example.Answer == grammar.Yes));
        Assert.Equal(Many / 2, examples.Count(example => example.Answer == grammar.No));
        Assert.All(examples, example => Assert.Equal([grammar.Yes, grammar.No], example.Choices));
        Assert.All(examples, example => Assert.EndsWith(".", example.Question, StringComparison.Ordinal));
    }

    [Fact]
    public void Entailment_Statements_AreTrueWhereTheAnswerIsYes()
    {
        // The passages of the task again, drawn with its own key: the statement is the asked fact or one of those that the passage does not say.
        Grammar grammar = Phrasebook.GrammarOf("en");
        PassageSampler sampler = new(PhrasebookSplit.Train, SplitMix.Mix(11, (ulong)PhrasebookTask.Entailment + 1), []);
        foreach ((PassageExample example, Passage passage) in Draw(PhrasebookTask.Entailment, "en").Zip(sampler.Draw()))
        {
            Assert.Equal(passage.In(grammar), example.Passage);
            Assert.Equal(example.Answer == "yes", example.Question == Grammar.StatementOf(passage.Fact(grammar)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Summary_Lines_AreSentencesShorterThanTheirPassages(string language)
    {
        foreach (PassageExample example in Draw(PhrasebookTask.Summary, language))
        {
            Assert.True(example.Answer.Length < 0.9 * example.Passage.Length, $"{example.Passage}\n{example.Answer}");
            Assert.DoesNotContain('\n', example.Answer);
            Assert.True(char.IsUpper(example.Answer[0]) && example.Answer[^1] == '.', example.Answer);
        }
    }

    [Fact]
    public void Draw_ManyPassages_ShareNoSentenceBetweenSplits()
    {
        HashSet<string> seen = [];
        Grammar grammar = Phrasebook.GrammarOf("en");
        foreach (PhrasebookSplit split in Enum.GetValues<PhrasebookSplit>())
        {
            string[] sentences = [.. new PassageSampler(split, seed: 6, []).Draw().Take(Many)
                .SelectMany(passage => passage.Sentences.Select(meaning => meaning.In(grammar))).Distinct()];
            Assert.All(sentences, sentence => Assert.True(seen.Add(sentence), sentence));
        }
    }

    [Fact]
    public void Draw_AllLanguages_SayTheSame()
    {
        string[][] answers = [.. Phrasebook.Languages.Select(language =>
            Draw(PhrasebookTask.MultipleChoice, language).Take(200).Select(example => $"{example.Right}").ToArray())];

        Assert.All(answers, one => Assert.Equal(answers[0], one));
    }

    [Theory]
    [InlineData(PhrasebookSplit.Train)]
    [InlineData(PhrasebookSplit.Validation)]
    [InlineData(PhrasebookSplit.Test)]
    public void Count_OfEachSplit_IsAboveAHundredThousand(PhrasebookSplit split) =>
        Assert.True(PhrasebookTasks.Count(split) >= 100_000, $"{PhrasebookTasks.Count(split)}");

    [Fact]
    public void Examples_OfOneTopicToItsEnd_AreDistinctAndMoreThanCounted()
    {
        string[] topic = ["family"];
        string[] all = [.. PhrasebookTasks.Examples(PhrasebookTask.Questions, "en", PhrasebookSplit.Test, seed: 1, topic).Select(Text)];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.InRange(all.Length, PhrasebookTasks.Count(PhrasebookSplit.Test, topic), 2 * PhrasebookTasks.Count(PhrasebookSplit.Test, topic));
    }

    [Fact]
    public void Examples_HundredThousandDrawn_AreDistinct() =>
        Assert.Equal(100_000, PhrasebookTasks.Examples(PhrasebookTask.Questions, "ro", PhrasebookSplit.Test, seed: 2)
            .Take(100_000).Select(example => (example.Passage, example.Question)).Distinct().Count());

    [Fact]
    public void Examples_UnknownLanguage_ThrowsAtOnce() =>
        Assert.Throws<ArgumentException>(() => PhrasebookTasks.Examples(PhrasebookTask.Summary, "xx", PhrasebookSplit.Train, seed: 1));

    [Fact]
    public void Examples_UndefinedTask_ListsTheTasks()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => PhrasebookTasks.Examples((PhrasebookTask)9, "en", PhrasebookSplit.Train, seed: 1));

        Assert.StartsWith("Expected one of Questions, MultipleChoice, Entailment, Summary.", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<PassageExample> Draw(PhrasebookTask task, string language, ulong seed = 11) =>
        PhrasebookTasks.Examples(task, language, PhrasebookSplit.Train, seed).Take(Many);

    private static string Text(PassageExample example) =>
        $"{example.Passage}\n{example.Question}\n{string.Join(" | ", example.Choices)}\n{example.Answer}";
}
