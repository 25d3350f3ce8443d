using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class AlignCommandTests : CommandLineFixture
{
    private const string Study = """
        study: alignment
        tokenizer: { train: bpe, vocabulary: 400 }
        model: { layers: 1, width: 8, heads: 1, feedforward: 8 }
        corpora:
          en: { generate: phrasebook, language: en, phrases: 400 }
          de: { generate: phrasebook, language: de, phrases: 400 }
          fr: { generate: phrasebook, language: fr, phrases: 400 }
        pretraining:
          mixtures: { en: { en: 1 }, de: { de: 1 }, fr: { fr: 1 } }
          tokens: [1000]
        task: { generate: phrasebook, source: en, target: de, train: 100, validation: 10, test: 10 }
        finetuning: { examples: [50], steps: 1 }
        """;

    private const string Results = """
        task,pretraining_data,pretraining_tokens,finetuning_examples,metric,value
        en-de,scratch,0,50,bleu,10
        en-de,en,1000,50,bleu,14
        en-de,de,1000,50,bleu,16
        en-de,fr,1000,50,bleu,11
        """;

    [Fact]
    public void Align_Study_PrintsLanguagesAndBothSides()
    {
        CommandResult result = Run("align", Write("study.yaml", Study), "--sample", "5K");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("en-de: languages by share of bytes, and the language score of arXiv:2402.04177", result.Output, StringComparison.Ordinal);
        Assert.Contains("bytes of each mixture are to the task's en", result.Output, StringComparison.Ordinal);
        Assert.Contains("bytes of each mixture are to the task's de", result.Output, StringComparison.Ordinal);
        Assert.Contains("Cross-entropy, bits/byte", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_Json_HasEveryMeasureOfEveryMixture()
    {
        JsonElement alignment = Run("align", Write("study.yaml", Study), "--sample", "5K", "--json").Json().GetProperty("alignments")[0];

        Assert.Equal("en-de", alignment.GetProperty("task").GetString());
        Assert.Equal(["en", "de", "fr"], alignment.GetProperty("mixtures").EnumerateArray().Select(mixture => mixture.GetProperty("mixture").GetString()));
        JsonElement[] measures = [.. alignment.GetProperty("mixtures")[0].GetProperty("measures").EnumerateArray()];
        Assert.Equal(13, measures.Length);
        Assert.Equal("language-score", measures[0].GetProperty("measure").GetString());
        Assert.Equal(JsonValueKind.Null, measures[0].GetProperty("language").ValueKind);
        Assert.True(measures[0].TryGetProperty("low", out _));
    }

    [Fact]
    public void Align_Against_ComparesEachMeasureWithTheBenefit()
    {
        CommandResult result = Run("align", Write("study.yaml", Study), "--sample", "5K", "--against", Write("results.csv", Results), "--json");

        JsonElement words = result.Json().GetProperty("agreement").EnumerateArray().Single(row => row.GetProperty("measure").GetString() == "words.de");
        Assert.Equal("bleu", words.GetProperty("metric").GetString());
        Assert.Equal(3, words.GetProperty("mixtures").GetInt32());
        Assert.InRange(words.GetProperty("tau").GetDouble(), 1 / 3.0, 1);   // de is best on both; en and fr are far from German alike
    }

    [Fact]
    public void Align_MixtureByTemperature_HasTheRatesThatTheStudyTrainsWith()
    {
        string study = Study.Replace("language: en, phrases: 400", "language: en, phrases: 1600", StringComparison.Ordinal)
            .Replace("en: { en: 1 }", "en+de: { temperature: 1, corpora: [en, de] }", StringComparison.Ordinal);

        JsonElement mixture = Run("align", Write("study.yaml", study), "--sample", "5K", "--json").Json().GetProperty("alignments")[0].GetProperty("mixtures")[0];

        JsonElement first = mixture.GetProperty("languages")[0];
        Assert.Equal("en", first.GetProperty("language").GetString());
        Assert.InRange(first.GetProperty("share").GetDouble(), 0.7, 0.85);   // four times as many phrases; a few are taken for another language
    }

    [Fact]
    public void Align_Csv_WritesMeasuresAsObservations()
    {
        string file = Path.Combine(Folder, "alignment.csv");

        Run("align", Write("study.yaml", Study), "--sample", "5K", "--csv", file);

        string[] lines = File.ReadAllLines(file);
        Assert.Equal("pretraining_data,task,metric,higher_is_better,value", lines[0]);
        Assert.Equal(39, lines.Length - 1);
        Assert.StartsWith("en,en-de,alignment:language-score,true,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Align_CorporaAndTask_MeasuresThemByName()
    {
        string english = Write("books.en.txt", string.Join('\n', Enumerable.Repeat("The train to the coast leaves at nine and the ticket costs twelve pounds.", 20)));
        string german = Write("other.txt", string.Join('\n', Enumerable.Repeat("Der Zug an die Küste fährt um neun ab, und die Fahrkarte kostet zwölf Euro.", 20)));
        Write("task.en", "The train leaves at nine.\n");
        Write("task.de", "Der Zug fährt um neun ab.\n");

        CommandResult result = Run("align", english, $"german={german}", "--task", Path.Combine(Folder, "task"), "--source", "en", "--target", "de", "--sample", "1K");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("books", result.Output, StringComparison.Ordinal);
        Assert.Contains("german", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_CorpusOnStandardInput_MeasuresItAsTheFile()
    {
        string text = string.Join('\n', Enumerable.Repeat("Der Zug an die Küste fährt um neun ab, und die Fahrkarte kostet zwölf Euro.", 20));
        string file = Write("german.txt", text);
        Write("task.en", "The train leaves at nine.\n");
        Write("task.de", "Der Zug fährt um neun ab.\n");
        string[] task = ["--task", Path.Combine(Folder, "task"), "--source", "en", "--target", "de", "--sample", "1K"];

        CommandResult piped = RunWithInput(text, ["align", "german=-", .. task]);

        Assert.Equal(0, piped.ExitCode);
        Assert.Equal(Run(["align", file, .. task]).Output, piped.Output);
    }

    [Theory]
    [InlineData(new[] { "-", "b=-", "--task", "t", "--source", "en", "--target", "de" }, "Two corpora are \"-\" (standard input); expected at most one.\nhint: give the others as files.")]
    [InlineData(new[] { "a.txt" }, "align needs --task where corpora are given; expected all of --task, --source and --target.")]
    [InlineData(new[] { "a.txt", "--task", "t", "--source", "en", "--target", "xx" }, "--target is \"xx\"; expected the ISO 639-1 code of a supported language: af ")]
    [InlineData(new[] { "s.yaml", "a.txt" }, "align was given a study file together with other inputs; expected one study file, or corpora with --task.")]
    [InlineData(new[] { "s.yaml", "--sample", "many" }, "--sample is \"many\"; expected bytes from 1K to 1B, such as 2M.")]
    [InlineData(new[] { "none.txt", "--task", "t", "--source", "en", "--target", "de" }, "Corpus \"none\": there is no file none.txt.")]
    public void Align_InputThatIsWrong_Exits2AndSaysWhatWasExpected(string[] arguments, string message)
    {
        CommandResult result = Run(["align", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_AgainstTableWithoutMixtures_Exits2()
    {
        string table = Write("results.csv", "task,pretraining_data,pretraining_tokens,metric,value\nen-de,en,1000,bleu,14\n");

        CommandResult result = Run("align", Write("study.yaml", Study), "--against", table);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no count of pretraining tokens has results for enough mixtures; expected at least three mixtures at one count.", result.Error, StringComparison.Ordinal);
    }
}
