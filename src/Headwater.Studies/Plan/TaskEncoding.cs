using Headwater.Data;

namespace Headwater.Studies;

/// <summary>How the pairs of a task become token ids.</summary>
internal static class TaskEncoding
{
    public static PairEncodingOptions Encoding(this TaskSettings task) => new() { Prefix = task.Prefix, MaxInput = task.MaxSource, MaxTarget = task.MaxTarget };
}
