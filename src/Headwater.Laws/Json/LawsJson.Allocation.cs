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
            WriteEstimate(writer, "parameters", allocation.Parameters);
            WriteEstimate(writer, "tokens", allocation.Tokens);
            WriteEstimate(writer, "exponent", allocation.Exponent);
            WriteEstimate(writer, "loss", allocation.Loss);
            WriteNumber(writer, "level", allocation.Level);
            WriteNumber(writer, "extrapolation_factor", allocation.ExtrapolationFactor);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter writer, string name, EstimatedValue? estimate)
    {
        if (estimate is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        WriteNumber(writer, "value", known.Value);
        WriteNumber(writer, "low", known.Low);
        WriteNumber(writer, "high", known.High);
        writer.WriteEndObject();
    }
}
