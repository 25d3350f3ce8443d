using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Serialization;

namespace Headwater.Data;

/// <summary>The rows of a Parquet file as objects, with lists and structures as they are nested; one row group in memory at a time.</summary>
internal static class ParquetRows
{
    public static IEnumerable<JsonObject> Read(string path)
    {
        int groups = Guarded(path, () => Groups(path));
        for (int group = 0; group < groups; group++)
        {
            foreach (IDictionary<string, object> row in Guarded(path, () => Rows(path, group))) yield return Object(row);
        }
    }

    private static int Groups(string path)
    {
        ParquetFault.CheckFooter(path);
        using FileStream file = File.OpenRead(path);
        ParquetReader reader = ParquetReader.CreateAsync(file).GetAwaiter().GetResult();
        int count = reader.RowGroupCount;
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return count;
    }

    private static IEnumerable<IDictionary<string, object>> Rows(string path, int group)
    {
        using FileStream file = File.OpenRead(path);
        return [.. ParquetSerializer.DeserializeUntypedAsync(file, null, group).GetAwaiter().GetResult().Data];
    }

    private static JsonObject Object(IDictionary<string, object> row)
    {
        JsonObject fields = [];
        foreach ((string name, object value) in row) fields[name] = Node(value);
        return fields;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => text,
        ReadOnlyMemory<char> text => text.ToString(),
        bool truth => truth,
        IDictionary<string, object> structure => Object(structure),
        byte[] bytes => Convert.ToBase64String(bytes),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    // A file can be broken anywhere behind its header, and the package has an exception of its own for each place.
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or FileNotFoundException or UnauthorizedAccessException))
        {
            throw ParquetFault.Of(path, failure);
        }
    }
}
