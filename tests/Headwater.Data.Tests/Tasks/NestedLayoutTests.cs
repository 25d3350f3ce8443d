using System.Text.Json.Nodes;

namespace Headwater.Data.Tests;

public sealed class NestedLayoutTests
{
    private static readonly TaskForm MultiRc = new()
    {
        Prompt = "multirc question: {question} answer: {answer} paragraph: {paragraph}", Choices = ["False", "True"], Label = "label", Group = "{group}", Layout = NestedLayout.MultiRc,
    };

    private static readonly TaskForm Record = new()
    {
        Prompt = "record query: {query} entities: {entities|, } passage: {passage}", Choices = ["{entities}"], Answers = "answers", VaryingChoices = true, Layout = NestedLayout.Record,
    };

    [Fact]
    public void MultiRc_PublishedRecord_IsAnExamplePerAnswer()
    {
        TaskExample[] examples = Of(MultiRc, """
            { "idx": 4, "version": 1.1, "passage": { "text": "<b>Sent 1: </b>The ferry left.<br>It was full.", "questions": [
              { "question": "What <b>left</b>?", "idx": 7, "answers": [ { "text": "The ferry", "idx": 0, "label": 1 }, { "text": "A train", "idx": 1, "label": 0 } ] },
              { "question": "Was it full?", "idx": 8, "answers": [ { "text": "Yes", "idx": 2, "label": 1 } ] } ] } }
            """);

        Assert.Equal("multirc question: What left? answer: The ferry paragraph: Sent 1: The ferry left. It was full.", examples[0].Input);
        Assert.Equal(["True", "False", "True"], examples.Select(example => example.Target));
        Assert.Equal(["4-7", "4-7", "4-8"], examples.Select(example => example.Group));
        Assert.Equal("x.jsonl(1) question 7 answer 1", examples[1].Where);
    }

    [Fact]
    public void MultiRc_HuggingFaceRow_IsTheSameExample()
    {
        TaskExample example = Assert.Single(Of(MultiRc, """
            { "paragraph": "Sent 1: The ferry left.<br>It was full.", "question": "What left?", "answer": "The ferry", "idx": { "paragraph": 4, "question": 7, "answer": 0 }, "label": 1 }
            """));

        Assert.Equal("multirc question: What left? answer: The ferry paragraph: Sent 1: The ferry left. It was full.", example.Input);
        Assert.Equal(("4-7", "True"), (example.Group, example.Target));
    }

    [Fact]
    public void Record_PublishedRecord_CountsCharactersAndDropsMarks()
    {
        TaskExample[] examples = Of(Record, """
            { "source": "Daily mail", "idx": 2, "passage": { "text": "😀 Ann met Bo\n@highlight\nBo left.\n@highlight\nAnn stayed",
                "entities": [ { "start": 2, "end": 4 }, { "start": 10, "end": 11 }, { "start": 24, "end": 25 } ] },
              "qas": [ { "idx": 5, "query": "@placeholder went away", "answers": [ { "start": 24, "end": 25, "text": "Bo" }, { "start": 10, "end": 11, "text": "Bo" } ] } ] }
            """);

        TaskExample example = Assert.Single(examples);
        Assert.Equal("record query: @placeholder went away entities: Ann, Bo passage: 😀 Ann met Bo. Bo left. Ann stayed", example.Input);
        Assert.Equal(["Ann", "Bo"], example.Choices);
        Assert.Equal(["Bo"], example.Answers);
    }

    [Fact]
    public void Record_EntityOutsideThePassage_IsRefused()
    {
        Assert.Equal("x.jsonl(1): an entity is {\"start\":1,\"end\":9}; expected start and end, the places of its first and last character among the 3 of passage.text.",
            Assert.Throws<InvalidDataException>(() => Of(Record, """
                { "idx": 0, "passage": { "text": "abc", "entities": [{"start":1,"end":9}] }, "qas": [] }
                """)).Message);
    }

    [Fact]
    public void MultiRc_RecordOfAnotherKind_SaysWhatThePublishedOneHas()
    {
        Assert.Equal("x.jsonl(1): there is no passage.questions as the published layout has it; found \"passage\". Give the published file, or describe yours with prompt, choices and label.",
            Assert.Throws<InvalidDataException>(() => Of(MultiRc, """{ "passage": { "text": "abc" } }""")).Message);
    }

    private static TaskExample[] Of(TaskForm form, string json) => [.. TaskExamples.Of([TaskRecord.Of("x.jsonl(1)", JsonNode.Parse(json)!.AsObject())], form)];
}
