using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary>What <c>evaluate --choices</c> found, as a line or as JSON.</summary>
internal sealed class ChoicesOutput
{
    private readonly ImmutableArray<(ChoiceQuestion Question, int? Answer)> _rows;
    private readonly ImmutableArray<ImmutableArray<RankedChoice>> _ranked;
    private readonly int[] _predicted;

    public ChoicesOutput(
        ImmutableArray<(ChoiceQuestion Question, int? Answer)> rows, ImmutableArray<ImmutableArray<RankedChoice>> ranked, ChoiceNormalisation normalisation)
    {
        _rows = rows;
        _ranked = ranked;
        _predicted = [.. ranked.Select(choices => RankClassification.Best(choices, normalisation))];
        Normaliser = normalisation.ToString().ToLowerInvariant();
    }

    private string Normaliser { get; }

    private int Judged => _rows.Count(row => row.Answer is not null);

    private int Correct => _rows.Zip(_predicted).Count(pair => pair.First.Answer == pair.Second);

    private double? Accuracy => Judged == 0 ? null : (double)Correct / Judged;

    // What choosing blindly would reach.
    private double Chance => _rows.Where(row => row.Answer is not null).Select(row => 1.0 / row.Question.Choices.Length).DefaultIfEmpty(double.NaN).Average();

    public string Text() => Accuracy is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:F6} ({Correct} of {Judged} examples; normalised by {Normaliser}; chance {Chance:F6})")
        : string.Join("\n", _predicted.Select((place, i) => _rows[i].Question.Choices[place]));

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("examples");
        for (int id = 0; id < _rows.Length; id++)
        {
            WriteExample(json, id);
        }

        json.WriteEndArray();
        json.WriteString("normalise", Normaliser);
        if (Accuracy is { } accuracy)
        {
            json.WriteNumber("accuracy", accuracy);
            json.WriteNumber("stderr", Math.Sqrt(accuracy * (1 - accuracy) / Judged));
            json.WriteNumber("chance", Chance);
            json.WriteNumber("items", Judged);
        }

        json.WriteEndObject();
    }

    private void WriteExample(Utf8JsonWriter json, int id)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteStartArray("choices");
        foreach (RankedChoice choice in _ranked[id])
        {
            json.WriteStartObject();
            json.WriteNumber("log_likelihood", choice.LogLikelihood);
            json.WriteNumber("tokens", choice.Tokens);
            json.WriteNumber("bytes", choice.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("predicted", _predicted[id]);
        if (_rows[id].Answer is int answer)
        {
            json.WriteNumber("answer", answer);
        }

        json.WriteEndObject();
    }
}
