using System.Text.Json.Serialization;

namespace Headwater.Data;

/// <summary>A published file layout in which a record holds several examples.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NestedLayout>))]
public enum NestedLayout
{
    /// <summary>SuperGLUE's MultiRC: <c>passage.questions[].answers[]</c>, one example per answer.</summary>
    MultiRc,

    /// <summary>SuperGLUE's ReCoRD: <c>passage.entities[]</c> by place and <c>qas[]</c>, one example per query.</summary>
    Record,
}
