using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Headwater.Studies;

/// <summary>How the records of a study are written: snake_case, indented in files of one record and on one line in logs.</summary>
internal static class StudyJson
{
    public static JsonSerializerOptions Indented { get; } = Options(indented: true, JsonIgnoreCondition.Never);

    public static JsonSerializerOptions Line { get; } = Options(indented: false, JsonIgnoreCondition.WhenWritingNull);

    /// <summary>On one line, with nothing left out, so that it can be read back.</summary>
    public static JsonSerializerOptions WholeLine { get; } = Options(indented: false, JsonIgnoreCondition.Never);

    /// <summary>Only what determines a result. What is not set is left out, so a setting that is added later keeps the ids of runs without it.</summary>
    public static JsonSerializerOptions Identity { get; } = Options(indented: false, JsonIgnoreCondition.WhenWritingNull, DropUnfingerprinted);

    private static JsonSerializerOptions Options(bool indented, JsonIgnoreCondition ignore, params Action<JsonTypeInfo>[] modifiers)
    {
        DefaultJsonTypeInfoResolver resolver = new();
        foreach (Action<JsonTypeInfo> modifier in modifiers)
            resolver.Modifiers.Add(modifier);
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = ignore,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            TypeInfoResolver = resolver,
            RespectRequiredConstructorParameters = true,
        };
        options.MakeReadOnly();
        return options;
    }

    private static void DropUnfingerprinted(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(NotFingerprintedAttribute), inherit: true) == true)
                type.Properties.RemoveAt(i);
        }
    }
}
