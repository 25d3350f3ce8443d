using Parquet;
using Parquet.Meta;

namespace Headwater.Data;

/// <summary>An open Parquet file all of whose columns have a compression that is read.</summary>
internal sealed class OpenParquet : IDisposable
{
    /// <exception cref="InvalidDataException">The footer cannot be right, or a column's compression is not read.</exception>
    public OpenParquet(string path)
    {
        ParquetFault.CheckFooter(path);
        Reader = ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
        foreach (ColumnMetaData column in (Reader.Metadata?.RowGroups ?? []).SelectMany(group => group.Columns).Select(column => column.MetaData).OfType<ColumnMetaData>())
        {
            if (column.Codec is CompressionCodec.LZ4 or CompressionCodec.LZO) throw ParquetFault.Codec(string.Join('.', column.PathInSchema), column.Codec);
        }
    }

    public ParquetReader Reader { get; }

    public void Dispose() => Reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>What <paramref name="read"/> reads. A file can be cut off or broken anywhere behind its header too, and the package has an exception of its own for each place; all become one fault of the file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public static T Guarded<T>(string path, Func<T> read)
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
