using System.Buffers.Binary;
using System.Text;

namespace Headwater.Studies.Tests;

/// <summary>Event files, read back by a reader of the published formats that shares nothing with the writer.</summary>
public sealed class EventFileTests
{
    private static readonly MetricsLine First = new() { Step = 10, Tokens = 5000, Loss = 4.25, LearningRate = 0.01, TokensPerSecond = 1e4, Seconds = 3 };
    private static readonly MetricsLine Second = new() { Step = 300, Tokens = 150_000, ValidationLoss = 3.5, Seconds = 90 };

    [Fact]
    public void Begin_AndAppend_HoldEveryScalarOfEveryLine()
    {
        using TemporaryFolder folder = new();
        EventFile file = EventFile.Begin(folder.Root, "metrics", [First]);

        file.Append(Second);

        List<ReadEvent> events = Events(folder.Path("events.out.tfevents.metrics"));
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal([0, 10, 300], events.Select(item => item.Step));
        Assert.Equal(
            [("train/loss", 4.25f), ("train/learning_rate", 0.01f), ("train/tokens", 5000f), ("speed/tokens_per_second", 1e4f)],
            events[1].Scalars);
        Assert.Equal([("validation/loss", 3.5f), ("train/tokens", 150_000f)], events[2].Scalars);
        Assert.InRange(events[2].WallTime, events[1].WallTime, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 5);
    }

    [Fact]
    public void Begin_Again_ReplacesWhatWasThere()
    {
        using TemporaryFolder folder = new();
        EventFile.Begin(folder.Root, "metrics", [First, Second]);

        EventFile.Begin(folder.Root, "metrics", [First]);

        Assert.Equal([0, 10], Events(folder.Path("events.out.tfevents.metrics")).Select(item => item.Step));
    }

    // RFC 3720, B.4: 32 bytes of zero have the CRC-32C 0x8A9136AA.
    [Fact]
    public void Checksum_OfThisReader_IsThePublishedOne()
    {
        Assert.Equal(0x8A9136AAu, Crc(new byte[32]));
    }

    private static List<ReadEvent> Events(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        List<ReadEvent> events = [];
        for (int at = 0; at < bytes.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at, 8));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8, 4)));
            ReadOnlySpan<byte> content = bytes.AsSpan(at + 12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length, 4)));
            events.Add(Event(content));
            at += 16 + length;
        }

        return events;
    }

    private static ReadEvent Event(ReadOnlySpan<byte> message)
    {
        ReadEvent found = new(0, 0, null, []);
        foreach ((int field, ulong number, byte[] content) in Fields(message))
        {
            found = field switch
            {
                1 => found with { WallTime = BitConverter.UInt64BitsToDouble(number) },
                2 => found with { Step = (long)number },
                3 => found with { Version = Encoding.UTF8.GetString(content) },
                _ => found with { Scalars = [.. Fields(content).Select(value => Scalar(value.Content))] },
            };
        }

        return found;
    }

    private static (string Tag, float Value) Scalar(byte[] message)
    {
        List<(int Field, ulong Number, byte[] Content)> fields = Fields(message);
        return (Encoding.UTF8.GetString(fields.Single(field => field.Field == 1).Content), BitConverter.UInt32BitsToSingle((uint)fields.Single(field => field.Field == 2).Number));
    }

    private static List<(int Field, ulong Number, byte[] Content)> Fields(ReadOnlySpan<byte> message)
    {
        List<(int, ulong, byte[])> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    fields.Add(((int)(key >> 3), Varint(message, ref at), []));
                    break;
                case 1:
                    fields.Add(((int)(key >> 3), BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(at, 8)), []));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    fields.Add(((int)(key >> 3), 0, message.Slice(at, length).ToArray()));
                    at += length;
                    break;
                default:
                    fields.Add(((int)(key >> 3), BinaryPrimitives.ReadUInt32LittleEndian(message.Slice(at, 4)), []));
                    at += 4;
                    break;
            }
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    // Bit by bit, reflected polynomial 0x82F63B78.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private sealed record ReadEvent(double WallTime, long Step, string? Version, (string Tag, float Value)[] Scalars);
}
