using System.Globalization;
using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>Studies of sizes and of sweeps, from the plan to the report.</summary>
public sealed class ScaledStudyTests : CommandLineFixture
{
    private const string Ladder = """
        study: ladder
        tokenizer: { train: bpe, vocabulary: 400, sentinels: 20, sample: 20K }
        models:
          a: { family: llama, layers: 1, width: 8, heads: 1 }
          b: { family: llama, layers: 1, width: 16, heads: 2 }
          c: { family: llama, layers: 1, width: 24, heads: 3 }
          d: { family: llama, layers: 1, width: 32, heads: 4 }
        corpora:
          en: { generate: phrasebook, language: en, phrases: 3000 }
          held-out: { generate: phrasebook, language: en, phrases: 100, topics: [weather] }
        pretraining:
          mixtures: { en: { en: 1 } }
          validation: { held-out: held-out }
          tokens: 0.2x
          batch: 2
          sequence: 16
          learning-rate: 0.01
        task: { prompt: "{words}", choices: "{options}", label: answer, test: choices.jsonl }
        finetuning: none

        """;

    private string Out => Path.Combine(Folder, "out");

    [Fact]
    public void Run_ALargerModelIsVerified_PlanRunAndStatusTellOfIt()
    {
        string study = Study(Ladder + "verify: { at: 100K }\n");

        CommandResult plan = Run("plan", study, "--out", Out, "--no-calibration");
        JsonElement priced = Run("plan", study, "--out", Out, "--no-calibration", "--json").Json().GetProperty("verification");
        CommandResult run = Run("run", study, "--out", Out, "--jobs", "1");
        JsonElement[] forecasts = [.. Run("status", Out, "--json").Json().GetProperty("verification").GetProperty("forecasts").EnumerateArray()];

        Assert.Matches("verify: after the decision, a model of about [0-9.]+K parameters is trained on 1 mixture to about [0-9.]+K tokens, which takes about ", plan.Output);
        double parameters = Assert.Single(priced.GetProperty("parameters").EnumerateArray()).GetDouble();
        Assert.InRange(parameters, 80_000, 125_000);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Forecasts registered before training, compared with measurements: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("loss", forecasts.Select(row => row.GetProperty("metric").GetString()));
        Assert.All(forecasts, row => Assert.Equal(parameters, row.GetProperty("parameters").GetDouble()));
        Assert.StartsWith("metric,task,pretraining_data,parameters,pretraining_tokens,law,", File.ReadAllText(Path.Combine(Out, "report", "verification.csv")).Replace("finetuning_examples,", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ASweep_FitFindsTheLawOfTheBestRate()
    {
        string yaml = Ladder.Replace("tokens: 0.2x", "tokens: [0.5K, 1K, 2K]", StringComparison.Ordinal).Replace("batch: 2", "batch: [1, 2]", StringComparison.Ordinal)
            .Replace("learning-rate: 0.01", "learning-rate: [0.003, 0.01, 0.03]", StringComparison.Ordinal);
        yaml = yaml[..yaml.IndexOf("  b:", StringComparison.Ordinal)] + yaml[yaml.IndexOf("corpora:", StringComparison.Ordinal)..];
        string study = Study(yaml);

        CommandResult run = Run("run", study, "--out", Out, "--jobs", "1");
        CommandResult fit = Run("fit", Out, "--law", "optimal-rate");
        JsonElement json = Assert.Single(Run("fit", Out, "--law", "optimal-batch", "--json").Json().GetProperty("fits").EnumerateArray());
        CommandResult other = Run("fit", Repository.PathOf("examples", "isoflop", "observations.csv"), "--law", "optimal-rate");

        Assert.Equal(0, run.ExitCode);
        Assert.True(fit.ExitCode == 0, fit.Error);
        Assert.Contains("Best learning rate and batch at each scale", fit.Output, StringComparison.Ordinal);
        Assert.Equal("optimal-batch", json.GetProperty("law").GetString());
        Assert.Equal((3, "optimal_batch"), (json.GetProperty("points").GetInt32(), json.GetProperty("series").GetProperty("metric").GetString()));
        string[] table = File.ReadAllLines(Path.Combine(Out, "report", "sweep.csv"));
        Assert.Equal(1 + 3, table.Length);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("optimal-rate goes through the best rates of several budgets, but the table has no metric optimal_rate", other.Error, StringComparison.Ordinal);
    }

    private string Study(string yaml)
    {
        Write("choices.jsonl", string.Concat(Enumerable.Range(0, 6).Select(i => $$"""{"words": "one two", "options": ["three", "drei"], "answer": {{(i % 2).ToString(CultureInfo.InvariantCulture)}}}""" + "\n")));
        return Write("study.yaml", yaml);
    }
}
