using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headwater.Laws;

/// <summary>Identifies the rows of a table by a SHA-256 over every cell. The order of the rows does not matter.</summary>
internal static class TableFingerprint
{
    /// <summary>What a fingerprint begins with.</summary>
    public const string Prefix = "sha256:";

    /// <summary>The fingerprint of the rows: <see cref="Prefix"/> and 64 hexadecimal digits.</summary>
    public static string Of(IEnumerable<Observation> rows)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        StringBuilder text = new();
        foreach (Observation row in rows.Order(RowComparer.InEveryCell))
        {
            text.Clear();
            foreach (ObservationColumn column in ObservationColumn.All)
            {
                Append(text, column.Name, column.Write(row));
            }

            foreach ((string corpus, double rate) in row.Rates)
            {
                Append(text, ObservationColumn.RatePrefix + corpus, ObservationColumn.Text(rate));
            }

            foreach ((string column, double value) in row.Extra)
            {
                Append(text, column, ObservationColumn.Text(value));
            }

            foreach ((string column, string label) in row.Labels)
            {
                Append(text, column, label);
            }

            hash.AppendData(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Lengths keep two cells from reading like one.
    private static void Append(StringBuilder text, string column, string? cell)
    {
        if (cell is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{column.Length}:{column}={cell.Length}:{cell};");
        }
    }
}
