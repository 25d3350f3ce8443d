using System.Globalization;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;

namespace Headwater.Data;

/// <summary>
/// A column of a row group as Parquet stores it: values with definition and repetition levels (Melnik et al. 2010, "Dremel", section 4.1). An entry stands for a value, or for a null or an empty list
/// somewhere above it; a repetition level of 0 begins a row.
/// </summary>
internal sealed class ParquetLeaf
{
    private readonly int[]? _definitions, _repetitions;
    private readonly int _defined;
    private readonly int[] _places;      // of each entry among the values
    private readonly Func<int, JsonNode?> _value;

    private ParquetLeaf(DataField field, int entries, int[]? definitions, int[]? repetitions, Func<int, JsonNode?> value)
    {
        (_definitions, _repetitions, _defined, _value) = (definitions, repetitions, field.MaxDefinitionLevel, value);
        Count = entries;
        _places = new int[entries];
        for (int entry = 0, next = 0; entry < entries; entry++) _places[entry] = Definition(entry) == _defined ? next++ : -1;
    }

    /// <summary>Entries.</summary>
    public int Count { get; }

    public int Definition(int entry) => _definitions?[entry] ?? _defined;

    public int Repetition(int entry) => _repetitions?[entry] ?? 0;

    /// <summary>The value of an entry; null where it has none.</summary>
    public JsonNode? Value(int entry) => _places[entry] < 0 ? null : _value(_places[entry]);

    /// <exception cref="NotSupportedException">Values of a kind that no task has.</exception>
    public static ParquetLeaf Read(ParquetRowGroupReader rows, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => Read<bool>(rows, field, value => JsonValue.Create(value)),
        TypeCode.SByte => Read<sbyte>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.Byte => Read<byte>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.Int16 => Read<short>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.UInt16 => Read<ushort>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.Int32 => Read<int>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.UInt32 => Read<uint>(rows, field, value => JsonValue.Create((long)value)),
        TypeCode.Int64 => Read<long>(rows, field, value => JsonValue.Create(value)),
        TypeCode.UInt64 => Read<ulong>(rows, field, value => JsonValue.Create(value)),
        TypeCode.Single => Read<float>(rows, field, value => Number(value)),
        TypeCode.Double => Read<double>(rows, field, Number),
        TypeCode.Decimal => Read<decimal>(rows, field, value => JsonValue.Create(value)),
        TypeCode.DateTime => Read<DateTime>(rows, field, value => JsonValue.Create(value.ToString("O", CultureInfo.InvariantCulture))),
        _ when field.ClrType == typeof(ReadOnlyMemory<char>) => Read<ReadOnlyMemory<char>>(rows, field, value => JsonValue.Create(value.ToString())),
        _ when field.ClrType == typeof(ReadOnlyMemory<byte>) => Read<ReadOnlyMemory<byte>>(rows, field, value => JsonValue.Create(Convert.ToBase64String(value.Span))),
        _ when field.ClrType == typeof(DateOnly) => Read<DateOnly>(rows, field, value => JsonValue.Create(value.ToString("O", CultureInfo.InvariantCulture))),
        _ when field.ClrType == typeof(TimeSpan) => Read<TimeSpan>(rows, field, value => JsonValue.Create(value.ToString("c", CultureInfo.InvariantCulture))),
        _ when field.ClrType == typeof(Guid) => Read<Guid>(rows, field, value => JsonValue.Create(value.ToString())),
        _ => throw new InvalidDataException($"the column \"{field.Path.ToString().Replace('/', '.')}\" holds values of the kind {field.ClrType.Name}, which is not read"),
    };

    // JSON has no NaN.
    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static ParquetLeaf Read<T>(ParquetRowGroupReader rows, DataField field, Func<T, JsonNode?> node)
        where T : struct
    {
        int entries = checked((int)(rows.GetMetadata(field)?.MetaData?.NumValues ?? throw new InvalidDataException($"the column \"{field.Name}\" is not there")));
        T[] values = new T[entries];
        int[]? definitions = field.MaxDefinitionLevel > 0 ? new int[entries] : null;
        int[]? repetitions = field.MaxRepetitionLevel > 0 ? new int[entries] : null;
        rows.ReadRawAsync<T>(field, values, Levels(definitions), Levels(repetitions)).AsTask().GetAwaiter().GetResult();
        return new ParquetLeaf(field, entries, definitions, repetitions, place => node(values[place]));
    }
    // An array that is null would become a memory that is empty.
    private static Memory<int>? Levels(int[]? levels) => levels is null ? (Memory<int>?)null : new Memory<int>(levels);
}
