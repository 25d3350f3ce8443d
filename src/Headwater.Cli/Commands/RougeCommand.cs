using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary><c>headwater score rouge</c>: predictions against target texts, with rouge_score's numbers and flags beside those of the other scores.</summary>
internal sealed class RougeCommand
{
    private const string Json = "json";
    private const string Text = "text";
    private const string Csv = "csv";

    private readonly Argument<string[]> _targets = new("targets")
    {
        Description = "Target files, one document per line. With several files, the best-scoring target of each document counts.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _target = new("--target_filepattern", "--target-file") { Description = "A target file, as rouge_score names it." };

    private readonly Option<string?> _predictions = new("--input", "-i", "--prediction_filepattern", "--prediction-file")
    {
        Description = "Predictions, one document per line. Default: standard input.",
    };

    private readonly Option<string> _types = new("--rouge_types", "--rouge-types")
    {
        Description = "What to compute, with commas: rouge1 to rouge9, rougeL, rougeLsum.",
        DefaultValueFactory = _ => "rouge1,rouge2,rougeL,rougeLsum",
    };

    private readonly Option<bool> _stemmer = new("--use_stemmer", "--use-stemmer") { Description = "Compare stems, as NLTK's Porter stemmer cuts them." };

    private readonly Option<string> _delimiter = new("--delimiter")
    {
        Description = "Separator between documents. With a separator other than the line break, a document can have several lines, which rougeLsum treats as sentences.",
        DefaultValueFactory = _ => "\n",
    };

    private readonly Option<bool> _documents = new("--sentence-level", "-sl", "--noaggregate") { Description = "Print the scores of every document." };
    private readonly Option<bool> _confidence = new("--confidence", "-ci") { Description = "Add a bootstrap interval." };
    private readonly Option<double> _level = new("--level") { Description = "The level of the interval.", DefaultValueFactory = _ => 0.95 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed of the resampling.", DefaultValueFactory = _ => 12345 };
    private readonly Option<string> _format = new("--format", "-f") { Description = "json, text, or csv as rouge_score writes it.", DefaultValueFactory = _ => Json };
    private readonly Option<int> _width = new("--width", "-w") { Description = "Decimals of a score printed as text.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _json = new("--json") { Description = "JSON, which has all digits." };
    private readonly Option<string?> _output = new("--output_filename", "--output", "-o") { Description = "Output file. Default: standard output." };

    public static Command Create(Terminal terminal)
    {
        RougeCommand rouge = new();
        rouge._format.AcceptOnlyFromAmong(Json, Text, Csv);
        Command command = new("rouge", "ROUGE with the numbers of google-research's rouge_score.")
        {
            rouge._targets, rouge._target, rouge._predictions, rouge._types, rouge._stemmer, rouge._delimiter, rouge._documents, rouge._confidence,
            rouge._level, rouge._seed, rouge._format, rouge._width, rouge._json, rouge._output,
        };
        command.SetAction(parse => ScoreFault.Guard(terminal, () => ScoreFault.WriteTo(terminal, parse.GetValue(rouge._output), to => rouge.Score(parse, terminal, to))));
        return command;
    }

    private void Score(ParseResult parse, Terminal terminal, Terminal to)
    {
        RougeOptions options = new()
        {
            Types = [.. parse.GetValue(_types)!.Split(',', StringSplitOptions.TrimEntries).Select(RougeType.Parse)],
            Stemmer = parse.GetValue(_stemmer),
        };
        string delimiter = parse.GetValue(_delimiter)!;
        string[] paths = parse.GetValue(_target) is { } one ? [one, .. parse.GetValue(_targets)!] : parse.GetValue(_targets)!;
        if (paths.Length == 0)
        {
            throw new ArgumentException("There is no target file; expected at least one, with one document a line.");
        }

        string[][] targets = [.. paths.Select(path => TextRecords.Read(path, delimiter, terminal))];
        string[] predictions = TextRecords.Read(parse.GetValue(_predictions), delimiter, terminal);
        RougeDocument[] documents = Rouge.Documents(predictions, targets, options);
        WarnOfOtherScripts(terminal, targets);

        string format = parse.GetValue(_json) ? Json : parse.GetValue(_format)!;
        if (parse.GetValue(_documents))
        {
            WriteDocuments(to, documents, options, format, parse.GetValue(_width));
            return;
        }

        RougeScore[] scores = Rouge.FromDocuments(documents, options);
        RougeInterval[]? intervals = parse.GetValue(_confidence) || format == Csv
            ? RougeInterval.Of(documents, parse.GetValue(_level), seed: parse.GetValue(_seed))
            : null;
        switch (format)
        {
            case Csv:
                RougeCsv.Write(to.Output, scores, intervals!);
                break;
            case Text:
                WriteText(to, scores, intervals, parse.GetValue(_width));
                break;
            default:
                JsonOutput.Write(to, json => WriteScores(json, scores, intervals, documents.Length));
                break;
        }
    }

    // rouge_score's words are runs of a to z and 0 to 9, so text in other scripts has none and scores 0.
    private static void WarnOfOtherScripts(Terminal terminal, string[][] targets)
    {
        string[] texts = [.. targets.SelectMany(target => target).Where(text => !string.IsNullOrWhiteSpace(text))];
        int wordless = texts.Count(text => !text.Any(char.IsAsciiLetterOrDigit));
        if (wordless > 0)
        {
            terminal.Error.WriteLine(
                $"warning: {wordless} of {texts.Length} targets contain no letter from a to z and no digit. ROUGE ignores all other characters, so these documents score 0.");
            terminal.Error.WriteLine("hint: use headwater score chrf for text in other scripts.");
        }
    }

    private static void WriteDocuments(Terminal to, RougeDocument[] documents, RougeOptions options, string format, int width)
    {
        switch (format)
        {
            case Csv:
                RougeCsv.Write(to.Output, documents, options);
                break;
            case Text:
                foreach (RougeScore score in documents.SelectMany(document => Rouge.FromDocuments([document], options)))
                {
                    to.Output.WriteLine(score.Format(width));
                }

                break;
            default:
                JsonOutput.Write(to, json =>
                {
                    json.WriteStartArray();
                    foreach (RougeDocument document in documents)
                    {
                        WriteScores(json, Rouge.FromDocuments([document], options), intervals: null, documents: 1);
                    }

                    json.WriteEndArray();
                });
                break;
        }
    }

    private static void WriteText(Terminal to, RougeScore[] scores, RougeInterval[]? intervals, int width)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            string decimals = "F" + width.ToString(CultureInfo.InvariantCulture);
            string interval = intervals is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" [{(100 * intervals[i].Low.F1).ToString(decimals, CultureInfo.InvariantCulture)}, {(100 * intervals[i].High.F1).ToString(decimals, CultureInfo.InvariantCulture)}]");
            to.Output.WriteLine(scores[i].Format(width) + interval);
        }
    }

    private static void WriteScores(Utf8JsonWriter json, RougeScore[] scores, RougeInterval[]? intervals, int documents)
    {
        json.WriteStartObject();
        for (int i = 0; i < scores.Length; i++)
        {
            json.WriteStartObject(scores[i].Name);
            WriteMeasure(json, scores[i].Mean);
            if (intervals is not null)
            {
                WriteMeasure(json, "low", intervals[i].Low);
                WriteMeasure(json, "mid", intervals[i].Mid);
                WriteMeasure(json, "high", intervals[i].High);
            }

            json.WriteEndObject();
        }

        json.WriteNumber("documents", documents);
        json.WriteString("signature", scores[0].Signature);
        json.WriteEndObject();
    }

    private static void WriteMeasure(Utf8JsonWriter json, string name, RougeMeasure measure)
    {
        json.WriteStartObject(name);
        WriteMeasure(json, measure);
        json.WriteEndObject();
    }

    private static void WriteMeasure(Utf8JsonWriter json, RougeMeasure measure)
    {
        json.WriteNumber("precision", measure.Precision);
        json.WriteNumber("recall", measure.Recall);
        json.WriteNumber("fmeasure", measure.F1);
    }
}
