using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Headwater.Metrics;

/// <summary>
/// The JSON files of the SQuAD scripts: a dataset (articles, paragraphs, questions with their answers), predictions (answers by question id) and
/// probabilities of no answer. Faults name the file and the place in it. Immutable.
/// </summary>
public sealed record SquadDataset
{
    /// <summary>The questions in the order of the file.</summary>
    public required ImmutableArray<SquadQuestion> Questions { get; init; }

    /// <summary>2.0 where the file says so or a question has no answer, else 1.1.</summary>
    public required SquadVersion Version { get; init; }

    /// <summary>Reads a dataset. <paramref name="name"/> is what messages call it.</summary>
    public static SquadDataset Read(Stream stream, string name) => Read(stream, name, root => Of(root, name));

    private static SquadDataset Of(JsonElement root, string name)
    {
        SquadQuestion[] questions = [.. Members(root, "data", name)
            .SelectMany(article => Members(article, "paragraphs", $"{name}: an article"))
            .SelectMany(paragraph => Members(paragraph, "qas", $"{name}: a paragraph"))
            .Select(question => QuestionOf(question, name))];
        bool saysTwo = root.TryGetProperty("version", out JsonElement version) && version.ToString().Contains("2.0", StringComparison.Ordinal);
        return new SquadDataset
        {
            Questions = [.. questions],
            Version = saysTwo || questions.Any(question => question.Answers.IsEmpty) ? SquadVersion.V20 : SquadVersion.V11,
        };
    }

    /// <summary>Reads predictions: an object of answers by question id. Of an id that stands twice the last counts.</summary>
    public static IReadOnlyDictionary<string, string> ReadPredictions(Stream stream, string name) =>
        Read(stream, name, root => MapOf<string>(root, name, "a text, the predicted answer", JsonText.TryRead));

    /// <summary>Reads probabilities of no answer: an object of numbers by question id, kept in the order of the file.</summary>
    public static IReadOnlyDictionary<string, double> ReadProbabilities(Stream stream, string name) =>
        Read(stream, name, root => MapOf<double>(root, name, "a number, the probability of no answer", TryReadNumber));

    private delegate bool TryRead<T>(JsonElement element, out T value);

    private static OrderedDictionary<string, T> MapOf<T>(JsonElement root, string name, string expected, TryRead<T> tryRead)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{name}: the file holds {Kind(root)}; expected an object with {expected}, for each question id.");

        OrderedDictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            map[property.Name] = tryRead(property.Value, out T value)
                ? value
                : throw new InvalidDataException($"{name}: question \"{property.Name}\" has {Kind(property.Value)}; expected {expected}.");
        }
        return map;
    }

    private static SquadQuestion QuestionOf(JsonElement question, string name)
    {
        string id = TextOf(question, "id", $"{name}: a question");
        string place = $"{name}: question \"{id}\"";
        return new SquadQuestion { Id = id, Answers = [.. Members(question, "answers", place).Select(answer => TextOf(answer, "text", $"{place}: an answer"))] };
    }

    private static T Read<T>(Stream stream, string name, Func<JsonElement, T> read)
    {
        try
        {
            using StreamReader reader = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            using JsonDocument document = JsonDocument.Parse(reader.ReadToEnd());
            return read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}({fault.LineNumber + 1}): this is not JSON: the mistake is at byte {fault.BytePositionInLine} of the line.", fault);
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidDataException($"{name}: the file is not UTF-8 text: {fault.Message}", fault);
        }
        catch (InvalidOperationException fault)             // of the reader, where it cannot compare a name
        {
            throw new InvalidDataException($"{name}: a name holds a surrogate without its partner; expected names that are Unicode text.", fault);
        }
    }

    private static JsonElement.ArrayEnumerator Members(JsonElement parent, string key, string place) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw new InvalidDataException($"{place} has no list \"{key}\"; expected SQuAD's shape: data, paragraphs, qas, each with id and answers.");

    private static string TextOf(JsonElement parent, string key, string place) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out JsonElement text) && JsonText.TryRead(text, out string value)
            ? value
            : throw new InvalidDataException($"{place} has no text \"{key}\"; expected one.");

    private static bool TryReadNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number) && double.IsFinite(number);
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        _ => element.GetRawText(),
    };
}

/// <summary>A question with the answers that count as right. Immutable.</summary>
public sealed record SquadQuestion
{
    /// <summary>What predictions name the question by.</summary>
    public required string Id { get; init; }

    /// <summary>The answers; none where the text does not answer the question.</summary>
    public required ImmutableArray<string> Answers { get; init; }
}
