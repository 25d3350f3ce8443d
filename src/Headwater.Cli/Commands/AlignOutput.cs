using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Data;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Prints alignments as tables (languages, each side of the task, agreement with measured benefits) or as JSON.</summary>
internal static class AlignOutput
{
    private const double LeastShare = 0.01;   // smaller shares are identifier errors
    private const int MostLanguages = 4;

    public static void Write(Terminal terminal, ImmutableSortedDictionary<string, TaskAlignment> alignments, ImmutableArray<MeasureAgreement> agreements, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(terminal, json => Write(json, alignments, agreements));
            return;
        }

        foreach ((string task, TaskAlignment alignment) in alignments)
        {
            WriteLanguages(terminal, task, alignment);
            foreach (string language in alignment.Mixtures[0].Measures.Select(measure => measure.Language).OfType<string>().Distinct())
            {
                WriteSide(terminal, task, language, alignment);
            }
        }

        if (!agreements.IsEmpty)
        {
            WriteAgreements(terminal, agreements);
        }
    }

    private static void WriteLanguages(Terminal terminal, string task, TaskAlignment alignment) => TablePrinter.Write(
        terminal,
        $"{task}: languages by share of bytes, and the language score of arXiv:2402.04177 (90% sampling intervals)",
        ["Mixture", "Languages", "Language score", "Low", "High"],
        alignment.Mixtures.Select(mixture => (IReadOnlyList<string>)
        [
            mixture.Mixture,
            string.Join(", ", mixture.Languages.All.Where(share => share.Share >= LeastShare).Take(MostLanguages).Select(Share)),
            .. Interval(mixture.Measures.First(measure => measure.Name == AlignmentMeasure.PaperScore)),
        ]));

    private static void WriteSide(Terminal terminal, string task, string language, TaskAlignment alignment)
    {
        AlignmentMeasure[] columns = [.. alignment.Mixtures[0].Measures.Where(measure => measure.Language == language)];
        TablePrinter.Write(
            terminal,
            $"{task}: how close {Readable.Count(alignment.Bytes)} bytes of each mixture are to the task's {language}",
            ["Mixture", .. columns.Select(Heading)],
            alignment.Mixtures.Select(mixture => (IReadOnlyList<string>)
                [mixture.Mixture, .. mixture.Measures.Where(measure => measure.Language == language).Select(measure => Readable.Significant(measure.Value, 3))]));
    }

    private static void WriteAgreements(Terminal terminal, ImmutableArray<MeasureAgreement> agreements)
    {
        foreach (IGrouping<TransferBenefit, MeasureAgreement> group in agreements.GroupBy(agreement => agreement.Benefit))
        {
            TransferBenefit benefit = group.Key;
            string size = benefit.FinetuningExamples is { } examples ? $", {Readable.Count(examples)} examples" : "";
            TablePrinter.Write(
                terminal,
                $"{benefit.Task}: agreement between each measure and the benefit in {MetricFormat.Of(benefit.Metric).InText}{size} at {Readable.Count(benefit.PretrainingTokens)} pretraining tokens: "
                    + string.Join(" > ", benefit.Gains.OrderByDescending(gain => gain.Value).Select(gain => $"{gain.Key} {Signed(gain.Value)}")),
                ["Measure", "Kendall's tau", "P-value", "Mixtures"],
                group.OrderByDescending(agreement => agreement.Tau).Select(agreement => (IReadOnlyList<string>)
                    [agreement.Measure, Readable.Significant(agreement.Tau, 2), Readable.Significant(agreement.PValue, 2), Readable.Whole(agreement.Mixtures)]));
        }
    }

    private static string Heading(AlignmentMeasure measure) => measure.Name switch
    {
        AlignmentMeasure.Vocabulary => "Vocabulary covered",
        AlignmentMeasure.Words => "Words covered",
        AlignmentMeasure.WordPairs => "Word pairs covered",
        AlignmentMeasure.Divergence => "Divergence, bits",
        AlignmentMeasure.CrossEntropy => "Cross-entropy, bits/byte",
        _ => "Gain over uniform",
    };

    private static string[] Interval(AlignmentMeasure measure) =>
        [Readable.Significant(measure.Value, 3), measure.Low is { } low ? Readable.Significant(low, 3) : "–", measure.High is { } high ? Readable.Significant(high, 3) : "–"];

    private static string Share(LanguageShare share) => $"{share.Language} {Readable.Percent(share.Share)} [{Readable.Percent(share.Low)}, {Readable.Percent(share.High)}]";

    private static string Signed(double value) => (value > 0 ? "+" : "") + Readable.Significant(value, 3);

    private static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, TaskAlignment> alignments, ImmutableArray<MeasureAgreement> agreements)
    {
        json.WriteStartObject();
        json.WriteStartArray("alignments");
        foreach ((string task, TaskAlignment alignment) in alignments)
        {
            json.WriteStartObject();
            json.WriteString("task", task);
            json.WriteNumber("bytes", alignment.Bytes);
            json.WriteStartArray("mixtures");
            foreach (MixtureAlignment mixture in alignment.Mixtures)
            {
                Write(json, mixture);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("agreement");
        foreach (MeasureAgreement agreement in agreements)
        {
            Write(json, agreement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MixtureAlignment mixture)
    {
        json.WriteStartObject();
        json.WriteString("mixture", mixture.Mixture);
        json.WriteStartArray("languages");
        foreach (LanguageShare share in mixture.Languages.All)
        {
            json.WriteStartObject();
            json.WriteString("language", share.Language);
            json.WriteNumber("share", share.Share);
            json.WriteNumber("low", share.Low);
            json.WriteNumber("high", share.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("measures");
        foreach (AlignmentMeasure measure in mixture.Measures)
        {
            Write(json, measure);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AlignmentMeasure measure)
    {
        json.WriteStartObject();
        json.WriteString("measure", measure.Name);
        json.WriteString("language", measure.Language);
        json.WriteNumber("value", measure.Value);
        if (measure is { Low: { } low, High: { } high })
        {
            json.WriteNumber("low", low);
            json.WriteNumber("high", high);
        }

        json.WriteBoolean("higher_is_closer", measure.HigherIsCloser);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MeasureAgreement agreement)
    {
        json.WriteStartObject();
        json.WriteString("task", agreement.Benefit.Task);
        json.WriteString("measure", agreement.Measure);
        json.WriteString("metric", agreement.Benefit.Metric);
        if (agreement.Benefit.FinetuningExamples is { } examples)
        {
            json.WriteNumber("finetuning_examples", examples);
        }

        json.WriteNumber("pretraining_tokens", agreement.Benefit.PretrainingTokens);
        json.WriteNumber("tau", agreement.Tau);
        json.WriteNumber("p_value", agreement.PValue);
        json.WriteNumber("mixtures", agreement.Mixtures);
        json.WriteEndObject();
    }
}
