using System.Text;

namespace Headwater.Metrics.Tests;

public class SquadDatasetTests
{
    private const string Small = """
        {"version": "1.1", "data": [{"title": "t", "paragraphs": [{"context": "c", "qas": [
            {"id": "q1", "question": "?", "answers": [{"text": "red", "answer_start": 0}, {"text": "blue", "answer_start": 9}]},
            {"id": "q2", "question": "?", "answers": [{"text": "green", "answer_start": 4}]}]}]}]}
        """;

    [Fact]
    public void Read_Version11_ListsQuestionsInOrder()
    {
        SquadDataset dataset = SquadDataset.Read(Stream(Small), "dev.json");

        Assert.Equal(SquadVersion.V11, dataset.Version);
        Assert.Equal(["q1", "q2"], dataset.Questions.Select(question => question.Id));
        Assert.Equal(["red", "blue"], dataset.Questions[0].Answers);
    }

    [Theory]
    [InlineData("\"1.1\"", "\"v2.0\"")]
    [InlineData("[{\"text\": \"green\", \"answer_start\": 4}]", "[]")]
    public void Read_SaysTwoOrLacksAnAnswer_IsVersion20(string old, string replacement) =>
        Assert.Equal(SquadVersion.V20, SquadDataset.Read(Stream(Small.Replace(old, replacement, StringComparison.Ordinal)), "dev.json").Version);

    [Fact]
    public void ReadPredictions_EscapedLoneSurrogate_IsKept()
    {
        string json = """{"q1": "a\ud83d\n\"b\"", "q2": "\ud83d\udc4d"}""";

        IReadOnlyDictionary<string, string> predictions = SquadDataset.ReadPredictions(Stream(json), "p.json");

        Assert.Equal("a\uD83D\n\"b\"", predictions["q1"]);
        Assert.Equal("👍", predictions["q2"]);
    }

    [Fact]
    public void ReadProbabilities_Numbers_KeepTheFilesOrder() =>
        Assert.Equal(["q9", "q1", "q5"], SquadDataset.ReadProbabilities(Stream("""{"q9": 0.5, "q1": 1, "q5": 0.5}"""), "n.json").Keys);

    [Theory]
    [InlineData("""{"data": 3}""", "dev.json has no list \"data\"; expected SQuAD's shape: data, paragraphs, qas, each with id and answers.")]
    [InlineData("[]", "dev.json has no list \"data\"; expected SQuAD's shape: data, paragraphs, qas, each with id and answers.")]
    [InlineData("""{"data": [{"paragraphs": [{"qas": [{"answers": []}]}]}]}""", "dev.json: a question has no text \"id\"; expected one.")]
    [InlineData("""{"data": [{"paragraphs": [{"qas": [{"id": "q1", "answers": [{}]}]}]}]}""", "dev.json: question \"q1\": an answer has no text \"text\"; expected one.")]
    public void Read_OtherShape_SaysWhere(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => SquadDataset.Read(Stream(json), "dev.json")).Message);

    [Theory]
    [InlineData("[1]", "p.json: the file holds a list; expected an object with a text, the predicted answer, for each question id.")]
    [InlineData("""{"q1": 7}""", "p.json: question \"q1\" has the number 7; expected a text, the predicted answer.")]
    public void ReadPredictions_OtherShape_SaysWhere(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => SquadDataset.ReadPredictions(Stream(json), "p.json")).Message);

    [Fact]
    public void Read_BrokenJson_NamesTheLine() =>
        Assert.StartsWith(
            "p.json(2): this is not JSON:", Assert.Throws<InvalidDataException>(() => SquadDataset.ReadPredictions(Stream("{\n\"q1\": }"), "p.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_BytesThatAreNoText_SaysSo() =>
        Assert.StartsWith(
            "p.json: the file is not UTF-8 text:",
            Assert.Throws<InvalidDataException>(() => SquadDataset.ReadPredictions(new MemoryStream([(byte)'{', 0xFF, (byte)'}']), "p.json")).Message,
            StringComparison.Ordinal);

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));
}
