using System.Text.Json.Nodes;

namespace Headwater.Data.Tests;

public sealed class TaskExamplesTests
{
    private static readonly TaskForm Question = new() { Prompt = "question: {question} context: {passage}", Target = "{answer}" };
    private static readonly TaskForm Choice = new() { Prompt = "{question}", Choices = ["{choices}"], Label = "answer" };

    [Fact]
    public void Of_NestedValuesAndLists_FillsThem()
    {
        TaskForm form = new()
        {
            Prompt = "{{{data.title}}} {words[1]} of {words|, } by {people.name|/}, {year} {old}", Answers = "answers.text",
        };

        TaskExample example = One(form, """
            { "data": { "title": "Tide" }, "words": ["high", "low"], "people": [{ "name": "Ann" }, { "name": "Bo" }], "year": 1902, "old": true, "answers": { "text": ["moon", "the moon"] } }
            """);

        Assert.Equal("{Tide} low of high, low by Ann/Bo, 1902 true", example.Input);
        Assert.Equal("moon", example.Target);
        Assert.Equal(["moon", "the moon"], example.Answers);
        Assert.True(example.IsRight("the moon") && !example.IsRight("Moon"));
    }

    [Fact]
    public void Of_NameWithADot_IsTakenWhole()
    {
        Assert.Equal("a", One(new TaskForm { Prompt = "{x.y}", Target = "{x.y}" }, """{ "x.y": "a", "x": { "y": "b" } }""").Input);
    }

    [Theory]
    [InlineData("""{ "question": "Who?", "answer": "I" }""",
        "there is no \"passage\", which the prompt \"question: {question} context: {passage}\" names; found \"question\", \"answer\". Name another in the task, or repair the record.")]
    [InlineData("""{ "question": "Who?", "passage": " ", "answer": "I" }""",
        "\"passage\" is empty, and the prompt \"question: {question} context: {passage}\" needs it. Fill it, or drop the record.")]
    [InlineData("""{ "question": "Who?", "passage": ["a", "b"], "answer": "I" }""",
        "\"passage\" is a list of 2; write {passage[0]} in the prompt \"question: {question} context: {passage}\" for one of its items, or {passage|, } for all.")]
    [InlineData("""{ "question": { "text": "Who?" }, "passage": "It is I.", "answer": "I" }""",
        "\"question\" holds an object or a list, and the prompt \"question: {question} context: {passage}\" needs text; name a value inside it, such as question.text.")]
    [InlineData("""{ "question": "Who?", "passage": "It is I.", "answer": null }""",
        "there is no \"answer\", which the target \"{answer}\" names; found \"question\", \"passage\", \"answer\". Name another in the task, or repair the record.")]
    public void Of_RecordThatDoesNotFit_SaysWhatIsMissing(string json, string expected)
    {
        Assert.Equal("qa.jsonl(3): " + expected, Assert.Throws<InvalidDataException>(() => One(Question, json)).Message);
    }

    [Theory]
    [InlineData("\"b\"", "b")]
    [InlineData("2", "c")]
    [InlineData("\"0\"", "a")]          // no choice is called so: a place
    [InlineData("true", "b")]
    [InlineData("false", "a")]
    public void Of_Label_IsATextOrAPlace(string label, string right)
    {
        TaskExample example = One(Choice, $$"""{ "question": "?", "choices": ["a", "b", "c"], "answer": {{label}} }""");

        Assert.Equal(right, example.Target);
        Assert.Equal([right], example.Answers);
    }

    [Fact]
    public void Of_LabelOfNames_IsThePlaceAmongThem()
    {
        TaskForm arc = new() { Prompt = "{question}", Choices = ["{choices.text}"], Label = "answerKey", LabelNames = "choices.label" };

        Assert.Equal("tide", One(arc, """{ "question": "?", "choices": { "text": ["moon", "tide"], "label": ["A", "B"] }, "answerKey": "B" }""").Target);
        Assert.Equal("qa.jsonl(3): \"answerKey\" is \"E\"; expected one of \"A\", \"B\", or its index from 0 to 1.",
            Assert.Throws<InvalidDataException>(() => One(arc, """{ "question": "?", "choices": { "text": ["moon", "tide"], "label": ["A", "B"] }, "answerKey": "E" }""")).Message);
    }

    [Theory]
    [InlineData("\"d\"", "\"d\"; expected one of \"a\", \"b\", \"c\", or its index from 0 to 2.")]
    [InlineData("3", "3; expected one of \"a\", \"b\", \"c\", or its index from 0 to 2.")]
    [InlineData("-1", "-1; expected one of \"a\", \"b\", \"c\", or its index from 0 to 2. −1 stands for no label in published test sets: use a file with labels.")]
    public void Of_AnswerThatIsNoChoice_IsRefused(string label, string expected)
    {
        Assert.Equal("qa.jsonl(3): \"answer\" is " + expected,
            Assert.Throws<InvalidDataException>(() => One(Choice, $$"""{ "question": "?", "choices": ["a", "b", "c"], "answer": {{label}} }""")).Message);
    }

    [Fact]
    public void Of_ChoicesOfDifferentNumber_NeedToBeAllowed()
    {
        string[] records = ["""{ "question": "?", "choices": ["a", "b"], "answer": 0 }""", """{ "question": "?", "choices": ["a", "b", "c"], "answer": 0 }"""];

        Assert.Equal("qa.jsonl(4): there are 3 choices, and the records before it have 2; expected the same number in each.\nhint: repair the record, or set varying-choices: true, so that each record has its own chance.",
            Assert.Throws<InvalidDataException>(() => All(Choice, records)).Message);
        Assert.Equal([2, 3], All(Choice with { VaryingChoices = true }, records).Select(example => example.Choices.Length));
        Assert.Equal("qa.jsonl(3): there is 1 choice; expected at least 2.",
            Assert.Throws<InvalidDataException>(() => One(Choice, """{ "question": "?", "choices": ["a"], "answer": 0 }""")).Message);
    }

    [Fact]
    public void Of_SeveralRightChoices_AreAnswers()
    {
        TaskForm form = Choice with { Label = null, Answers = "answers", EveryAnswer = true };

        TaskExample example = One(form, """{ "question": "?", "choices": ["a", "b", "c"], "answers": ["c", "a"] }""");

        Assert.Equal(["c", "a"], TaskExamples.ForTraining([example], form).Select(shown => shown.Target));
        Assert.Equal("c", Assert.Single(TaskExamples.ForTraining([example], form with { EveryAnswer = false })).Target);
        Assert.Equal("qa.jsonl(3): answers is \"d\"; expected at least one of the choices \"a\", \"b\". Repair the record.",
            Assert.Throws<InvalidDataException>(() => One(form, """{ "question": "?", "choices": ["a", "b"], "answers": "d" }""")).Message);
    }

    [Theory]
    [InlineData("{question", "{a}", "the prompt \"{question\" has a { without a } after it; write {{ for a brace.")]
    [InlineData("question}", "{a}", "the prompt \"question}\" has a } without a { before it; write }} for a brace.")]
    [InlineData("{a..b}", "{a}", "\"a..b\" is no way into a record; expected names and places such as passage.questions[0].text.")]
    [InlineData("{a[x]}", "{a}", "\"a[x]\" is no way into a record; expected a place from 0 in brackets, such as choices[0].")]
    [InlineData("a", null, "nothing says what is right; expected target or answers, or choices with a label.")]
    [InlineData("", "{a}", "the prompt is empty; expected text with names of values in braces, such as \"question: {question} context: {passage}\".")]
    public void Validate_FormWithAFault_SaysSo(string prompt, string? target, string expected)
    {
        Assert.Equal(expected, Assert.Throws<ArgumentException>(new TaskForm { Prompt = prompt, Target = target }.Validate).Message);
    }

    [Fact]
    public void Validate_ChoicesWithoutLabel_SaysWhatTheyNeed()
    {
        Assert.Equal("choices need label (the right one's text, or its place from 0) or answers (the texts that are right), and one of them only.",
            Assert.Throws<ArgumentException>(new TaskForm { Prompt = "a", Choices = ["x", "y"] }.Validate).Message);
        Assert.Equal("label says which choice is right, and there are no choices; add choices, or use answers.",
            Assert.Throws<ArgumentException>(new TaskForm { Prompt = "a", Label = "b", Answers = "c" }.Validate).Message);
    }

    [Fact]
    public void Record_OfAList_IsRefused()
    {
        Assert.Equal("x: a JSON Array; expected an object of named values. (Parameter 'fields')",
            Assert.Throws<ArgumentException>(() => new TaskRecord("x", System.Text.Json.JsonSerializer.SerializeToElement(new JsonArray(1)))).Message);
    }

    private static TaskExample One(TaskForm form, string json) => All(form, json)[0];

    private static System.Collections.Immutable.ImmutableArray<TaskExample> All(TaskForm form, params string[] json) =>
        TaskExamples.Of(json.Select((text, i) => TaskRecord.Of($"qa.jsonl({i + 3})", JsonNode.Parse(text)!.AsObject())), form);
}
