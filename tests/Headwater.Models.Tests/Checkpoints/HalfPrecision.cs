using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Headwater.Models.Tests;

/// <summary>Rewrites a float32 safetensors file with 16-bit numbers, rounded to nearest even, as other tools save models.</summary>
internal static class HalfPrecision
{
    public static void Rewrite(string path, bool brain)
    {
        byte[] file = File.ReadAllBytes(path);
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        JsonObject header = JsonNode.Parse(file.AsSpan(8, headerLength))!.AsObject();
        foreach (JsonObject entry in header.Where(entry => entry.Key != "__metadata__").Select(entry => entry.Value!.AsObject()))
        {
            entry["dtype"] = brain ? "BF16" : "F16";
            entry["data_offsets"] = new JsonArray((int)entry["data_offsets"]![0]! / 2, (int)entry["data_offsets"]![1]! / 2);
        }

        using FileStream stream = new(path, FileMode.Create);
        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString());
        stream.Write(BitConverter.GetBytes((ulong)text.Length));
        stream.Write(text);
        for (int place = 8 + headerLength; place < file.Length; place += 4)
        {
            float value = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(place));
            stream.Write(brain ? BitConverter.GetBytes(Brain(value)) : BitConverter.GetBytes((Half)value));
        }
    }

    private static ushort Brain(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
