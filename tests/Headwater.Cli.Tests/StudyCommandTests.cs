using System.Diagnostics;
using System.Text.Json;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

public sealed class StudyCommandTests : CommandLineFixture
{
    private const string Tiny = """
        study: tiny
        seed: 1
        tokenizer: { train: bpe, vocabulary: 480, sample: 20K }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { generate: phrasebook, language: en, phrases: 300 }
          de: { generate: phrasebook, language: de, phrases: 300 }
        pretraining:
          mixtures: { en: { en: 1 }, en+de: { en: 0.5, de: 0.5 } }
          tokens: [300, 600, 1200, 2400]
          batch: 2
          sequence: 32
          warm-up: 10
        task: { generate: phrasebook, source: en, target: de, train: 40, validation: 8, test: 12 }
        finetuning: { examples: [40], steps: 4, batch: 8, learning-rate: 0.01 }
        forecast: { fit-on: 3, at: [4800] }
        """;

    [Fact]
    public void Run_TinyStudy_EndsWithObservationsAndReport()
    {
        string study = Write("tiny.yaml", Tiny);
        string folder = Path.Combine(Folder, "out");

        CommandResult result = Run("run", study, "--out", folder, "--jobs", "1", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Json().TryGetProperty("advice", out _));
        string[] rows = File.ReadAllLines(Path.Combine(folder, "observations.csv"));
        Assert.Equal(1 + (((2 * 4) + 1) * 3), rows.Length);                   // head, and three metrics of nine finetuned models
        Assert.True(File.Exists(Path.Combine(folder, "report", "index.html")));
        Assert.True(File.Exists(Path.Combine(folder, "report", "report.json")));
    }

    [Fact]
    public void Run_KilledInItsReport_EndsWithTheReportAndTheSameObservations()
    {
        string study = Write("tiny.yaml", Tiny);
        string whole = Path.Combine(Folder, "whole");
        string killed = Path.Combine(Folder, "killed");
        string page = Path.Combine(killed, "report", "index.html");
        Run("run", study, "--out", whole, "--jobs", "1");

        using (Process process = CommandProcess.Start("run", study, "--out", killed, "--jobs", "1"))
        {
            Assert.True(Patience.Until(() => Directory.Exists(Path.GetDirectoryName(page)) || process.HasExited, process));
            process.Kill();
            process.WaitForExit();
        }

        Assert.False(File.Exists(page), "the report was complete before the kill");
        Assert.Equal(0, Run("run", study, "--out", killed, "--jobs", "1").ExitCode);
        Assert.True(File.Exists(page));
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "observations.csv")), File.ReadAllText(Path.Combine(killed, "observations.csv")));
    }

    [Fact]
    public void Status_AfterTheRun_HasNothingToDo()
    {
        string study = Write("tiny.yaml", Tiny);
        string folder = Path.Combine(Folder, "out");
        Run("run", study, "--out", folder, "--jobs", "1");

        JsonElement stages = Run("status", folder, "--json").Json().GetProperty("stages");

        Assert.All(stages.EnumerateObject(), stage => Assert.Equal(0, stage.Value.GetProperty("to_do").GetInt32()));
        Assert.Equal(9, stages.GetProperty("finetuning").GetProperty("done").GetInt32());
    }

    [Fact]
    public void Status_AfterTheRun_TellsHowFinetuningsEnded()
    {
        string study = Write("tiny.yaml", Tiny.Replace("steps: 4,", "max-steps: 12, patience: 2, validate-every: 2,", StringComparison.Ordinal));
        string folder = Path.Combine(Folder, "out");
        Run("run", study, "--out", folder, "--jobs", "1");

        string text = Run("status", folder).Output;
        JsonElement finetuning = Run("status", folder, "--json").Json().GetProperty("jobs").EnumerateArray().First(job => job.GetProperty("stage").GetString() == "finetuning");

        Assert.Contains("Finetunings: 9 finished", text, StringComparison.Ordinal);
        Assert.Contains("length ratio", text, StringComparison.Ordinal);
        Assert.True(finetuning.GetProperty("checkpoints").GetProperty("bleu").GetProperty("step").GetInt64() is > 0 and <= 12);
        Assert.True(finetuning.GetProperty("outputs").GetProperty("length_ratio").GetDouble() >= 0);
    }

    [Fact]
    public void Run_Only_DoesAPartAndSaysWhatIsLeft()
    {
        string study = Write("tiny.yaml", Tiny);
        string folder = Path.Combine(Folder, "out");

        CommandResult plan = Run("plan", study, "--out", folder, "--no-calibration", "--only", "en", "--json");
        CommandResult part = Run("run", study, "--out", folder, "--jobs", "1", "--only", "en");
        CommandResult wrong = Run("run", study, "--out", folder, "--jobs", "1", "--only", "eng,de");
        CommandResult rest = Run("run", study, "--out", folder, "--jobs", "1");

        Assert.Equal(7, plan.Json().GetProperty("jobs").GetArrayLength());          // tokenizer, a corpus, a pretraining, four finetunings
        Assert.Equal((0, 2, 0), (part.ExitCode, wrong.ExitCode, rest.ExitCode));
        Assert.Contains("this part of the study is done; 7 of 14 jobs remain.", part.Error, StringComparison.Ordinal);
        Assert.Contains("has no mixture \"eng\"; expected some of scratch, en, en+de.\nhint: did you mean en?", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(1 + (9 * 3), File.ReadAllLines(Path.Combine(folder, "observations.csv")).Length);
    }

    [Fact]
    public void Plan_StudyThatVerifies_TellsWhatThatTakes()
    {
        string study = Write("tiny.yaml", Tiny + "\nverify: 1\n");

        string text = Run("plan", study, "--out", Path.Combine(Folder, "out"), "--no-calibration").Output;

        Assert.Contains("verify: after the decision, 1 mixture is trained to 4800 tokens, which takes about ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SwarmThatVerifies_PlansAndShowsTheProposal()
    {
        string study = Write("swarm.yaml", """
            study: swarm
            tokenizer: { train: bpe, vocabulary: 480, sample: 20K }
            model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
            corpora:
              en: { generate: phrasebook, language: en, phrases: 3000 }
              de: { generate: phrasebook, language: de, phrases: 3000 }
              held-out: { generate: phrasebook, language: en, phrases: 100 }
            pretraining:
              swarm: { runs: 8, around: { en: 0.5, de: 0.5 }, concentration: [2, 5] }
              validation: { english: held-out }
              tokens: [12K]
              batch: 8
              sequence: 32
              warm-up: 10
            task: { generate: phrasebook, source: en, target: de, train: 40, validation: 8, test: 12 }
            finetuning: { examples: [40], steps: 1, batch: 8, learning-rate: 0.01, from-scratch: false }
            metrics: [cross-entropy]
            verify: { objective: english, at: [24K] }
            """);
        string folder = Path.Combine(Folder, "out");

        CommandResult plan = Run("plan", study, "--out", folder, "--no-calibration");
        JsonElement priced = Run("plan", study, "--out", folder, "--no-calibration", "--json").Json().GetProperty("verification");
        CommandResult result = Run("run", study, "--out", folder, "--jobs", "1");
        JsonElement status = Run("status", folder, "--json").Json().GetProperty("verification");

        Assert.Contains("verify: after the swarm, 3 mixtures (the proposal, the natural one, the best one, and any more) are trained to 24K tokens, which takes about ", plan.Output, StringComparison.Ordinal);
        Assert.True(priced.GetProperty("mixtures").GetInt32() == 3 && priced.GetProperty("flops").GetDouble() > 0);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("the scale of the swarm, the proposal was forecast at ", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("Proposed for english (loss): en ", result.Output, StringComparison.Ordinal);
        Assert.Contains("tokens the proposal was measured at ", result.Output, StringComparison.Ordinal);
        Assert.Equal([12240.0, 24000], status.GetProperty("scales").EnumerateArray().Select(scale => scale.GetProperty("pretraining_tokens").GetDouble()));
        Assert.True(status.GetProperty("scales")[1].GetProperty("regret").GetDouble() >= 0);
        Assert.True(status.GetProperty("proposal").GetProperty("rates").GetProperty("en").GetDouble() > 0.5);
        Assert.Contains("\"verification\"", File.ReadAllText(Path.Combine(folder, "report", "report.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "report", "swarm.csv")));
    }

    [Fact]
    public void Plan_StudyThatValidatesItsLength_StatesTheBudget()
    {
        string study = Write("tiny.yaml", Tiny.Replace("steps: 4,", "max-steps: 80,", StringComparison.Ordinal));

        string text = Run("plan", study, "--out", Path.Combine(Folder, "out"), "--no-calibration").Output;

        Assert.Contains("Finetunings: at most 80 steps each. A finetuning ends early after 5 consecutive validations (one every 2 steps) without an improvement.", text, StringComparison.Ordinal);
        Assert.Contains("Choosing checkpoints by each metric decodes 8 validation examples up to 40 times per finetuning: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Quickstart_ShippedObservations_AreOfItsRunsAndDecide()
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(Repository.PathOf("examples", "quickstart", "study.yaml")));
        string rows = Repository.PathOf("examples", "quickstart", "observations.csv");

        CommandResult advice = Run("advise", rows, "--at", "4M", "--json");

        Assert.Equal(plan.Cells.Select(cell => cell.Run).Order(StringComparer.Ordinal), ObservationTable.Read(rows).Rows.Select(row => row.Run).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("continue", advice.Json().GetProperty("advice").GetProperty("action").GetString());
        Assert.Equal("de", advice.Json().GetProperty("advice").GetProperty("mixture").GetString());
    }

    [Fact]
    public void Plan_TinyStudy_WritesNothing()
    {
        string study = Write("tiny.yaml", Tiny);
        string folder = Path.Combine(Folder, "out");

        JsonElement plan = Run("plan", study, "--out", folder, "--no-calibration", "--json").Json();

        Assert.False(Directory.Exists(folder));
        Assert.Equal(14, plan.GetProperty("jobs").GetArrayLength());          // tokenizer, two corpora, two pretrainings, nine finetunings
        Assert.True(plan.GetProperty("flops").GetDouble() > 0);
    }

    [Fact]
    public void Plan_PricedStudy_TellsMoneyReasonsAndWarnings()
    {
        string study = Write("tiny.yaml", Tiny);

        CommandResult text = Run("plan", study, "--out", Path.Combine(Folder, "out"), "--jobs", "2", "--no-calibration", "--price", "3600 EUR");
        JsonElement plan = Run("plan", study, "--out", Path.Combine(Folder, "out"), "--jobs", "2", "--no-calibration", "--price", "3600 EUR", "--json").Json();

        double seconds = plan.GetProperty("total_seconds").GetDouble();
        Assert.Equal(seconds, plan.GetProperty("cost").GetDouble(), seconds * 1e-12);
        Assert.Equal(seconds, plan.GetProperty("stages").EnumerateObject().Sum(stage => stage.Value.GetProperty("cost").GetDouble()), seconds * 1e-9);
        Assert.Equal("EUR", plan.GetProperty("currency").GetString());
        Assert.All(plan.GetProperty("jobs").EnumerateArray(), job => Assert.NotEqual("", job.GetProperty("reason").GetString()));
        Assert.Contains("is the baseline without pretraining at 40 pairs", text.Output, StringComparison.Ordinal);
        Assert.Contains(" EUR left to pay, at 3600.00 EUR per device-hour. A run occupies one device.", text.Output, StringComparison.Ordinal);
        Assert.Equal(["few-checkpoints", "one-seed", "one-size", "unseen-pairs", "small-test"], plan.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("name").GetString()));
        Assert.Contains("warning: there is only one finetuning size", text.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Twice_MeasuresOnce()
    {
        string study = Write("tiny.yaml", Tiny);
        string[] command = ["plan", study, "--out", Path.Combine(Folder, "out"), "--jobs", "2", "--json"];

        CommandResult first = RunProcess(command);
        CommandResult second = RunProcess(command);

        Assert.Contains("headwater: measuring this machine with 2 runs of the study's shapes for some seconds", first.Error, StringComparison.Ordinal);
        if (first.Error.Contains("other work used this machine's processors", StringComparison.Ordinal))
        {
            Assert.Contains("measuring", second.Error, StringComparison.Ordinal);      // nothing was kept of a measurement on a busy machine
            return;
        }

        Assert.DoesNotContain("measuring", second.Error, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
        Assert.StartsWith("measured on this machine, 2 at a time", first.Json().GetProperty("speed_source").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder, "out")));
    }

    // With a cache of its own, so that earlier tests have measured nothing.
    private CommandResult RunProcess(params string[] command)
    {
        using Process process = CommandProcess.StartWith(new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Path.Combine(Folder, "cache") }, command);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData("--until", "soon", "headwater: --until is \"soon\"; expected decided, or decided=P with a probability P above 0.5 and below 1.")]
    [InlineData("--until", "decided=1", "headwater: --until is \"decided=1\"; expected decided, or decided=P with a probability P above 0.5 and below 1.")]
    [InlineData("--max-cost", "3h", "headwater: --max-cost was given without --until decided; expected both.\nhint: add --until decided, or estimate the cost of the whole study with headwater plan.")]
    public void Run_UnfitBound_IsRefused(string option, string value, string message)
    {
        CommandResult result = Run("run", Write("tiny.yaml", Tiny), "--out", Path.Combine(Folder, "out"), option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UntilDecidedWithLittleTime_SparesTheRest()
    {
        string study = Write("tiny.yaml", Tiny.Replace("1200, 2400]", "1200, 2400, 4800]", StringComparison.Ordinal));
        string folder = Path.Combine(Folder, "out");

        CommandResult result = Run("run", study, "--out", folder, "--jobs", "1", "--until", "decided=0.999", "--max-cost", "0.00125h");
        JsonElement status = Run("status", folder, "--json").Json();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("headwater: next, the 4 smallest checkpoints of every mixture come first.", result.Error, StringComparison.Ordinal);
        Assert.Contains("% of the study's FLOPs and ", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "adaptive.json")));
        Assert.True(status.GetProperty("plan_against_actual").GetProperty("total").GetProperty("seconds").GetProperty("actual").GetDouble() > 0);
        Assert.InRange(status.GetProperty("times").GetProperty("overhead_share").GetDouble(), 0, 1);
    }

    [Fact]
    public void StatusAdviseAndReport_StudyWithAStoppedRun_SayWhatWhyAndHowToContinue()
    {
        string folder = Path.Combine(Folder, "out");
        Assert.Equal(0, Run("run", Write("tiny.yaml", Tiny), "--out", folder, "--jobs", "1").ExitCode);
        string run = Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(folder, "runs"), "pretrain-*").Order(StringComparer.Ordinal).First());
        File.WriteAllText(Path.Combine(folder, "adaptive.json"), $$"""
            { "stopped": [{ "id": "{{run}}", "mixture": "de", "tokens": 1000000, "probability": 0.012, "rule": "validation-loss", "reason": "de is the best with probability 1.2%, which is below 5%", "at": "2026-11-30T10:20:30Z" }] }
            """);
        const string what = "stopped at 1M tokens by --until decided on 2026-11-30 10:20 UTC: de is the best with probability 1.2%, which is below 5%";

        CommandResult status = Run("status", folder);
        JsonElement statusJson = Run("status", folder, "--json").Json().GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("id").GetString() == run).GetProperty("stopped");
        CommandResult advice = Run("advise", folder);
        JsonElement adviceJson = Run("advise", folder, "--json").Json().GetProperty("stopped")[0];
        CommandResult report = Run("report", folder, "--out", Path.Combine(Folder, "report"));

        Assert.Contains(what, Unwrapped(status.Output), StringComparison.Ordinal);
        Assert.Contains("stopped", status.Output, StringComparison.Ordinal);
        Assert.Equal(("de", 0.012, "validation-loss"), (statusJson.GetProperty("mixture").GetString(), statusJson.GetProperty("probability_best").GetDouble(), statusJson.GetProperty("rule").GetString()));
        Assert.Contains($"The pretraining of de was {what}. hint: headwater run without --until continues what was stopped.", Unwrapped(advice.Error), StringComparison.Ordinal);
        Assert.Equal(1_000_000, adviceJson.GetProperty("tokens").GetInt64());
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains($"The pretraining of de was {what}.", File.ReadAllText(Path.Combine(Folder, "report", "index.html")), StringComparison.Ordinal);

        static string Unwrapped(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
    }

    [Fact]
    public void Evaluate_AndGenerate_RunOnACheckpointOfTheStudy()
    {
        string study = Write("tiny.yaml", Tiny);
        string folder = Path.Combine(Folder, "out");
        Run("run", study, "--out", folder, "--jobs", "1");
        string model = Directory.EnumerateFiles(Path.Combine(folder, "runs"), "model.safetensors", SearchOption.AllDirectories)
            .First(path => path.Contains("finetune-scratch", StringComparison.Ordinal));
        string[] checkpoint = [Path.GetDirectoryName(model)!, "--threads", "1"];
        string source = Write("source.txt", "the train leaves at eight\nit rains\n");

        CommandResult evaluated = Run(["evaluate", .. checkpoint, "--source", source, "--target", source, "--json"]);
        CommandResult generated = Run(["generate", .. checkpoint, "-i", source, "--max-length", "6"]);
        CommandResult beamed = Run(["generate", .. checkpoint, "-i", source, "--max-length", "6", "--beam", "3"]);
        CommandResult refused = Run(["generate", .. checkpoint, "-i", source, "--beam", "0"]);

        Assert.Equal(2, evaluated.Json().GetProperty("examples").GetArrayLength());
        Assert.True(evaluated.Json().GetProperty("cross_entropy").GetDouble() > 0);
        Assert.Equal(2, generated.Output.Count(character => character == '\n'));
        Assert.Equal(2, beamed.Output.Count(character => character == '\n'));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Beam is 0; expected at least 1.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SeveralFaults_AreAllToldAndNothingIsWritten()
    {
        string study = Write("bad.yaml", Tiny
            .Replace("warm-up", "warmup", StringComparison.Ordinal)
            .Replace("tokens: [300, 600, 1200, 2400]", "tokens: [600, 300]", StringComparison.Ordinal)
            .Replace("en+de: { en: 0.5, de: 0.5 }", "en+de: { en: 0.5, cs: 0.5 }", StringComparison.Ordinal));
        string folder = Path.Combine(Folder, "out");

        CommandResult result = Run("run", study, "--out", folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("warmup", result.Error, StringComparison.Ordinal);
        Assert.Contains("300", result.Error, StringComparison.Ordinal);
        Assert.Contains("cs", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Run_MoreTokensThanTheCorpusHolds_Exits2WithTheNumbers()
    {
        string study = Write("greedy.yaml", Tiny.Replace("2400]", "10M]", StringComparison.Ordinal));

        CommandResult result = Run("run", study, "--out", Path.Combine(Folder, "out"), "--jobs", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("repeat: true", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "out", "report", "index.html")));
    }

    [Fact]
    public void Status_OfNothing_Exits2()
    {
        Assert.Equal(2, Run("status", Path.Combine(Folder, "absent")).ExitCode);
    }
}
