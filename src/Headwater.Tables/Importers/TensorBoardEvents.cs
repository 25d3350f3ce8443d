using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads TensorBoard's event files (<c>events.out.tfevents.…</c>): the scalars of a run against step and wall time. A file is a list of records, each its
/// length (8 bytes), a checksum (4), an Event in protocol buffers, and another checksum (4). The run is the file's folder. A file that is still being
/// written may end inside a record; what stands before counts.
/// </summary>
internal static class TensorBoardEvents
{
    private const int LengthAndChecksum = 12;
    private const int Checksum = 4;
    private const int FloatType = 1;

    public static bool Recognises(string path) => Path.GetFileName(path).Contains("tfevents", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">The file holds no scalar.</exception>
    public static RawTable Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        string run = Importers.FolderName(path);
        List<(double Time, long Step, string Tag, float Value)> scalars = [];
        int at = 0;
        while (at + LengthAndChecksum <= file.Length)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            if (length > (ulong)(file.Length - at - LengthAndChecksum))
            {
                break;
            }

            ReadEvent(file.AsSpan(at + LengthAndChecksum, (int)length), scalars);
            at += LengthAndChecksum + (int)length + Checksum;
        }

        // Tags of held-out data where there are any, as in every other log.
        (double Time, long Step, string Tag, float Value)[] measured = [.. scalars.Where(scalar => IsMeasured(scalar.Tag))];
        bool anyHeldOut = measured.Any(scalar => MeasurementName.Of(scalar.Tag).Split is not null);
        ImportedRows rows = new(Path.GetFileName(path));
        int notFinite = 0;
        int number = 0;
        foreach ((double time, long step, string tag, float value) in measured)
        {
            MeasurementName name = MeasurementName.Of(tag);
            number++;
            if (anyHeldOut && name.Split is null)
            {
                continue;
            }

            if (!float.IsFinite(value))
            {
                notFinite++;
                continue;
            }

            rows.Add(
                number,
                ("series", run),
                ("run", run),
                ("task", name.Split),
                ("metric", name.Metric),
                (RowCompletion.Step, step.ToString(CultureInfo.InvariantCulture)),
                ("wall_time", time.ToString("R", CultureInfo.InvariantCulture)),
                ("value", value.ToString("R", CultureInfo.InvariantCulture)));
        }

        string[] ignored = anyHeldOut ? [.. measured.Select(scalar => scalar.Tag).Where(tag => MeasurementName.Of(tag).Split is null).Distinct()] : [];
        return rows.Count > 0
            ? rows.ToTable(LogGaps.NotFinite(path, notFinite)) with { Ignored = ignored.Length == 0 ? [] : [$"{string.Join(", ", ignored)} (not marked as held out)"] }
            : throw new InvalidDataException($"{path}: the file has no scalar that is a measurement; found {(scalars.Count == 0 ? "no scalars" : string.Join(", ", scalars.Select(scalar => scalar.Tag).Distinct()))}. Expected an event file with tags such as eval/loss.");
    }

    private static bool IsMeasured(string tag)
    {
        string last = tag[(tag.LastIndexOf('/') + 1)..];
        return last is not ("epoch" or "step" or "global_step" or "lr" or "learning_rate" or "grad_norm" or "num_input_tokens_seen") && !MeasurementName.Of(tag).IsCost;
    }

    // Event: 1 wall_time (double), 2 step (varint), 5 summary.
    private static void ReadEvent(ReadOnlySpan<byte> bytes, List<(double, long, string, float)> scalars)
    {
        double time = 0;
        long step = 0;
        ProtocolFields fields = new(bytes);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    time = BitConverter.Int64BitsToDouble((long)fields.Value);
                    break;
                case 2:
                    step = (long)fields.Value;
                    break;
                case 5:
                    ProtocolFields values = new(fields.Bytes);
                    while (values.Next())
                    {
                        if (values.Number == 1 && ReadValue(values.Bytes) is (var tag, var value))
                        {
                            scalars.Add((time, step, tag, value));
                        }
                    }

                    break;
                default:
                    break;
            }
        }
    }

    // Summary.Value: 1 tag, 2 simple_value (float), 8 tensor.
    private static (string Tag, float Value)? ReadValue(ReadOnlySpan<byte> bytes)
    {
        string tag = "";
        float? value = null;
        ProtocolFields fields = new(bytes);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    tag = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 2:
                    value = BitConverter.UInt32BitsToSingle((uint)fields.Value);
                    break;
                case 8:
                    value ??= ReadTensor(fields.Bytes);
                    break;
                default:
                    break;
            }
        }

        return value is { } found && tag.Length > 0 ? (tag, found) : null;
    }

    // TensorProto: 1 dtype, 4 tensor_content, 5 float_val (packed or not). Of several numbers none is a scalar.
    private static float? ReadTensor(ReadOnlySpan<byte> bytes)
    {
        bool isFloat = false;
        float? value = null;
        ProtocolFields fields = new(bytes);
        while (fields.Next())
        {
            if (fields.Number == 1)
            {
                isFloat = fields.Value == FloatType;
            }
            else if (fields.Number is 4 or 5)
            {
                value = fields.Bytes.Length == sizeof(float) ? BinaryPrimitives.ReadSingleLittleEndian(fields.Bytes)
                    : fields is { Number: 5, Bytes.Length: 0 } ? BitConverter.UInt32BitsToSingle((uint)fields.Value) : null;
            }
        }

        return isFloat ? value : null;
    }
}
