using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Allocations of compute.</summary>
internal static partial class LawsJson
{
    /// <summary>Writes <c>{"allocations":[…]}</c>: one entry for each series and budget; <c>loss</c> is null where the approach says nothing of it.</summary>
    public static void WriteAllocations(Utf8JsonWriter writer, IEnumerable<BudgetAllocation> allocations, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(allocations);
        writer.WriteStartObject();
        writer.WriteStartArray("allocations");
        foreach (BudgetAllocation allocation in allocations)
        {
            writer.WriteStartObject();
            WriteSeries(writer, allocation.Series);
            writer.WriteString("law", allocation.Law);
            WriteNumber(writer, "compute", allocation.Compute);
            WriteInterval(writer, "parameters", allocation.Parameters);
            WriteInterval(writer, "tokens", allocation.Tokens);
            WriteInterval(writer, "exponent", allocation.Exponent);
            WriteInterval(writer, "loss", allocation.Loss);
            WriteNumber(writer, "level", allocation.Level);
            WriteNumber(writer, "extrapolation_factor", allocation.ExtrapolationFactor);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, EstimatedValue? estimate) =>
        WriteInterval(writer, name, estimate is { } known ? (known.Value, known.Low, known.High) : null);
}
