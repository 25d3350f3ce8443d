using System.Globalization;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>The tables rouge_score writes: shares from 0 to 1 with six decimals, types in the order of their names.</summary>
internal static class RougeCsv
{
    /// <summary>Three rows a type: recall, precision and F1, each as percentile, median and percentile of resampled means.</summary>
    public static void Write(TextWriter output, RougeScore[] scores, RougeInterval[] intervals)
    {
        output.Write("score_type,low,mid,high\n");
        foreach ((RougeScore score, RougeInterval interval) in scores.Zip(intervals).OrderBy(pair => pair.First.Name, StringComparer.Ordinal))
        {
            output.Write($"{score.Name}-R,{Cell(interval.Low.Recall)},{Cell(interval.Mid.Recall)},{Cell(interval.High.Recall)}\n");
            output.Write($"{score.Name}-P,{Cell(interval.Low.Precision)},{Cell(interval.Mid.Precision)},{Cell(interval.High.Precision)}\n");
            output.Write($"{score.Name}-F,{Cell(interval.Low.F1)},{Cell(interval.Mid.F1)},{Cell(interval.High.F1)}\n");
        }
    }

    /// <summary>A row a document, numbered from 0, with precision, recall and F1 of every type.</summary>
    public static void Write(TextWriter output, RougeDocument[] documents, RougeOptions options)
    {
        (RougeType Type, int Index)[] columns = [.. options.Types.Select((type, index) => (type, index)).OrderBy(column => column.type.Name, StringComparer.Ordinal)];
        output.Write("id" + string.Concat(columns.Select(column => $",{column.Type.Name}-P,{column.Type.Name}-R,{column.Type.Name}-F")) + "\n");
        for (int i = 0; i < documents.Length; i++)
        {
            output.Write(i.ToString(CultureInfo.InvariantCulture));
            foreach (RougeMeasure measure in columns.Select(column => documents[i].Measures[column.Index]))
            {
                output.Write($",{Cell(measure.Precision)},{Cell(measure.Recall)},{Cell(measure.F1)}");
            }

            output.Write("\n");
        }
    }

    private static string Cell(double share) => share.ToString("F6", CultureInfo.InvariantCulture);
}
