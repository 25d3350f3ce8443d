using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Headwater.Studies;

/// <summary>How the records of a study are written: snake_case, indented in files of one record and on one line in logs.</summary>
internal static class StudyJson
{
    public static JsonSerializerOptions Indented { get; } = Options(indented: true, fingerprintedOnly: false);

    public static JsonSerializerOptions Line { get; } = Options(indented: false, fingerprintedOnly: false);

    /// <summary>Only what determines a result.</summary>
    public static JsonSerializerOptions Identity { get; } = Options(indented: false, fingerprintedOnly: true);

    private static JsonSerializerOptions Options(bool indented, bool fingerprintedOnly)
    {
        DefaultJsonTypeInfoResolver resolver = new();
        if (fingerprintedOnly)
            resolver.Modifiers.Add(DropUnfingerprinted);
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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
