using System.Globalization;
using DuckDB.NET.Data;
using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>
/// A made-up table of any size: ten mixtures, ten sizes of model, a loss and a score at twenty numbers of tokens, and as many seeds as fill it. A row has
/// ten columns, one of them unknown to Headwater. Equal seeds give equal bytes.
/// </summary>
internal static class LargeTable
{
    private const int Mixtures = 10;
    private const int Sizes = 10;
    private const int Scales = 20;
    private const int RowsPerSeed = Mixtures * Sizes * Scales * 2;
    private const ulong Seed = 11;

    /// <summary>Writes the table as CSV; returns how many rows it has.</summary>
    public static int WriteCsv(string path, int rows)
    {
        RandomStream random = new(Seed);
        int seeds = Math.Max(1, rows / RowsPerSeed);
        using StreamWriter csv = new(path) { NewLine = "\n" };
        csv.WriteLine("pretraining_data,parameters,pretraining_tokens,finetuning_examples,task,metric,value,stderr,seed,learning_rate");
        for (int seed = 1; seed <= seeds; seed++)
        {
            for (int place = 0; place < Mixtures * Sizes * Scales; place++)
            {
                (int mixture, int size, int scale) = (place / (Sizes * Scales), place / Scales % Sizes, place % Scales);
                double parameters = 1e7 * Math.Pow(2, size);
                double tokens = 1e8 * Math.Pow(2, scale / 2.0);
                double loss = (1.5 + (0.05 * mixture) + (400 / Math.Pow(parameters, 0.34)) + (400 / Math.Pow(tokens, 0.28))) * Math.Exp(0.01 * random.NextNormal());
                double score = 60 * Math.Exp(-0.3 * loss) * Math.Exp(0.02 * random.NextNormal());
                Write(csv, mixture, parameters, tokens, "loss", loss, 0.01 * loss, seed);
                Write(csv, mixture, parameters, tokens, "bleu", score, 0.02 * score, seed);
            }
        }

        return seeds * RowsPerSeed;
    }

    /// <summary>Writes a CSV table as Parquet.</summary>
    public static void WriteParquet(string csv, string path)
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_csv('{csv}')) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }

    private static void Write(StreamWriter csv, int mixture, double parameters, double tokens, string metric, double value, double error, int seed) =>
        csv.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mixture-{mixture},{parameters:R},{tokens:F0},2000,translation,{metric},{value:F5},{error:F5},{seed},0.001"));
}
