using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Headwater.Studies;

/// <summary>
/// A run's learning curve as TensorBoard reads it: records of an event file (TFRecord: length, its checksum, content, its checksum; CRC-32C, masked) whose
/// contents are Event messages in protocol buffers' wire format. One file per log, written again from it when a run continues.
/// </summary>
internal sealed class EventFile
{
    private const string Version = "brain.Event:2";

    private readonly string _path;

    private EventFile(string path) => _path = path;

    /// <summary>Starts the file with the lines that are in the log already.</summary>
    public static EventFile Begin(string folder, string name, ImmutableArray<MetricsLine> lines)
    {
        Directory.CreateDirectory(folder);
        EventFile file = new(Path.Combine(folder, $"events.out.tfevents.{name}"));
        double now = Now();
        double seconds = lines.IsEmpty ? 0 : lines[^1].Seconds;
        using (FileStream stream = new(file._path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            WriteRecord(stream, [.. Double(1, now - seconds), .. Text(3, Version)]);
            foreach (MetricsLine line in lines)
                WriteRecord(stream, Event(line, now - seconds + line.Seconds));
        }

        return file;
    }

    public void Append(MetricsLine line)
    {
        using FileStream stream = new(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
        WriteRecord(stream, Event(line, Now()));
    }

    private static double Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;

    // Event { 1: wall time, 2: step, 5: Summary { 1: repeated Value { 1: tag, 2: simple value } } }
    private static byte[] Event(MetricsLine line, double wallTime) =>
        [.. Double(1, wallTime), .. Tag(2, 0), .. Number((ulong)line.Step), .. Message(5, [.. Values(line).SelectMany(Value)])];

    private static byte[] Value((string Tag, double Value) scalar) => Message(1, [.. Text(1, scalar.Tag), .. Float(2, (float)scalar.Value)]);

    private static IEnumerable<(string Tag, double Value)> Values(MetricsLine line)
    {
        (string Tag, double? Value)[] all =
        [
            ("train/loss", line.Loss), ("validation/loss", line.ValidationLoss), ("train/gradient_norm", line.GradientNorm),
            ("train/learning_rate", line.LearningRate), ("train/tokens", line.Tokens), ("speed/tokens_per_second", line.TokensPerSecond),
            ("speed/flops_per_second", line.FlopsPerSecond), ("speed/machine_share", line.MachineShare), ("memory/peak_bytes", line.MemoryBytes),
        ];
        return all.Where(scalar => scalar.Value is not null).Select(scalar => (scalar.Tag, scalar.Value!.Value))
            .Concat((line.ValidationScores ?? ImmutableSortedDictionary<string, double>.Empty).Select(score => ($"validation/{score.Key}", score.Value)));
    }

    private static byte[] Tag(int field, int wireType) => Number(((ulong)field << 3) | (uint)wireType);

    private static byte[] Number(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    private static byte[] Double(int field, double value)
    {
        byte[] bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return [.. Tag(field, 1), .. bytes];
    }

    private static byte[] Float(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return [.. Tag(field, 5), .. bytes];
    }

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Tag(field, 2), .. Number((ulong)content.Length), .. content];

    private static void WriteRecord(FileStream stream, byte[] content)
    {
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)content.Length);
        stream.Write([.. length, .. Checksum(length), .. content, .. Checksum(content)]);
    }

    // Rotated and shifted, so that a checksum of data that hold checksums is not degenerate.
    private static byte[] Checksum(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
            crc = BitOperations.Crc32C(crc, value);
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, BitOperations.RotateRight(~crc, 15) + 0xA282EAD8);
        return bytes;
    }
}
