using Headwater.Data;

namespace Headwater.Studies.Tests;

public sealed class PairFilterTests
{
    private const string Limits = "train: train, validation: val, test: test, min-source-words: 2, max-source-words: 3, max-target-words: 3";

    [Fact]
    public void Apply_Limits_KeepsPairsWithinBoth()
    {
        PairFilter filter = new() { MinSourceWords = 2, MaxSourceWords = 3, MaxTargetWords = 2 };

        TextPair[] kept = [.. filter.Apply([new("one", "eins"), new("one two", "eins  zwei"), new("a b c", "a b c"), new("a\u00a0b c d", "x"), new("a b c d", "x")])];

        Assert.Equal([new TextPair("one two", "eins  zwei")], kept);
    }

    [Fact]
    public void Plan_LimitsOfATranslation_HoldForEverySet()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("train: train, validation: val, test: test", Limits, StringComparison.Ordinal).Replace("[20, 40]", "[1, 2]", StringComparison.Ordinal));
        foreach (string name in new[] { "train", "val", "test" })
        {
            folder.Write($"{name}.en", "one\none two\none two three\none two three four\none two\n");
            folder.Write($"{name}.de", "eins\neins zwei\neins zwei drei\neins zwei drei vier\neins zwei drei vier\n");
        }

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(file));

        TaskSettings task = plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First().Task;
        Assert.Equal((2, 2, 2), (task.Train.Count, task.Validation.Count, task.Test.Count));
        Assert.Equal(["one two", "one two three"], StudyData.Read(task.Test).Select(pair => pair.Source));
    }

    [Fact]
    public void Plan_LimitsThatLeaveNothing_SaysSo()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("test: test", "test: test, min-target-words: 90", StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(StudyReader.Read(file)));

        Assert.Contains("none of the 10 pairs meets min-source-words", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LimitsInTheWrongOrder_IsAFault()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder, TinyStudy.Yaml.Replace("test: test", "test: test, min-source-words: 5, max-source-words: 4", StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(file));

        Assert.Contains("task.translation.min-source-words is 5 and max-source-words is 4; expected the lower limit first.", exception.Message, StringComparison.Ordinal);
    }
}
