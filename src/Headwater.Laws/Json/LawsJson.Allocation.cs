using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Allocations of compute.</summary>
internal static partial class LawsJson
{
    /// <summary>
    /// Writes <c>{"allocations":[…]}</c>: one entry for each series and budget; <c>loss</c> is null where the approach says nothing of it. IsoFLOP curves have their <c>minima</c> beside it.
    /// </summary>
    public static void WriteAllocations(Utf8JsonWriter writer, ComputeAllocation result, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteStartArray("allocations");
        foreach (BudgetAllocation allocation in result.Allocations)
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
        WriteMinima(writer, result);
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    private static void WriteMinima(Utf8JsonWriter writer, ComputeAllocation result)
    {
        if (result.Minima.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("minima");
        foreach (IsoFlopMinimum minimum in result.Minima)
        {
            writer.WriteStartObject();
            WriteSeries(writer, minimum.Series);
            WriteNumber(writer, "compute", minimum.Compute);
            writer.WriteNumber("sizes", minimum.Sizes);
            WriteInterval(writer, "parameters", minimum.Parameters);
            WriteInterval(writer, "tokens", minimum.Tokens);
            WriteInterval(writer, "loss", minimum.Loss);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, EstimatedValue? estimate) =>
        WriteInterval(writer, name, estimate is { } known ? (known.Value, known.Low, known.High) : null);
}
