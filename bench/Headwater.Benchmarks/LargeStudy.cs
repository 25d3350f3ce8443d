using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Benchmarks;

/// <summary>A study of ten thousand jobs: how long <c>plan</c> takes, and <c>status</c> where all of them are done. Nothing is trained; results are made up.</summary>
internal static class LargeStudy
{
    private const int Rounds = 3;
    private const int Checkpoints = 20;
    private const int Sizes = 2;

    /// <param name="headwater">The command, such as ./headwater.</param>
    /// <param name="jobs">About how many jobs.</param>
    public static void Run(string headwater, int jobs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headwater-bench-");
        try
        {
            string file = Path.Combine(folder.FullName, "study.yaml");
            string output = Path.Combine(folder.FullName, "out");
            File.WriteAllText(file, Yaml(jobs / (Checkpoints * Sizes)));
            Stopwatch clock = Stopwatch.StartNew();
            StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(file));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jobs={plan.Jobs.Length} in-process plan seconds={clock.Elapsed.TotalSeconds:F2} (cold)"));
            clock.Restart();
            StudyPlanner.Plan(StudyReader.Read(file));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jobs={plan.Jobs.Length} in-process plan seconds={clock.Elapsed.TotalSeconds:F2} (warm)"));
            Time(headwater, plan.Jobs.Length, ["plan", file, "--out", output, "--no-calibration"]);
            Time(headwater, plan.Jobs.Length, ["plan", file, "--out", output, "--no-calibration", "--json"]);
            Finish(plan, new StudyFolder(output));
            Time(headwater, plan.Jobs.Length, ["status", output]);
            Time(headwater, plan.Jobs.Length, ["status", output, "--json"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Time(string headwater, int jobs, string[] command)
    {
        for (int round = 0; round < Rounds; round++)
        {
            (double seconds, double megabytes) = LargeTablePeer.Measure(headwater, command);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jobs={jobs} command={command[0]}{(command[^1] == "--json" ? " --json" : "")} seconds={seconds:F2} megabytes={megabytes:F0}"));
        }
    }

    private static string Yaml(int mixtures)
    {
        StringBuilder yaml = new("""
            study: large
            tokenizer: { train: bpe, vocabulary: 512 }
            model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
            corpora:
              en: { generate: phrasebook, language: en, phrases: 2000 }
              de: { generate: phrasebook, language: de, phrases: 2000 }
            pretraining:
              batch: 2
              sequence: 32
              mixtures:

            """);
        for (int mixture = 1; mixture <= mixtures; mixture++)
        {
            double rate = (double)mixture / (mixtures + 1);
            yaml.Append(CultureInfo.InvariantCulture, $"    m{mixture}: {{ en: {rate:R}, de: {1 - rate:R} }}\n");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"  tokens: [{string.Join(", ", Enumerable.Range(1, Checkpoints).Select(number => 100 * number))}]\n");
        yaml.Append("task: { generate: phrasebook, source: en, target: de, train: 200, validation: 20, test: 20 }\n");
        yaml.Append("finetuning: { examples: [100, 200], steps: 10, batch: 8, learning-rate: 0.01 }\n");
        return yaml.ToString();
    }

    // As a study and its finished runs leave their folders: plan and estimate; records, result, a log and the mark.
    private static void Finish(StudyPlan plan, StudyFolder folder)
    {
        folder.Prepare(plan);
        KeptEstimate.Keep(plan, folder, () => new EstimateOptions { Jobs = 2 });
        Parallel.ForEach(plan.Jobs, job =>
        {
            RunFolder run = folder.Run(job.Id);
            Directory.CreateDirectory(run.Root);
            File.WriteAllText(run.RecordFile, JsonSerializer.Serialize(RunRecord.Of(job), StudyJson.Indented));
            File.WriteAllText(run.ResultFile, JsonSerializer.Serialize(Result(job), StudyJson.Indented));
            File.WriteAllText(run.LockFile, "");
            File.WriteAllText(run.MetricsFile, JsonSerializer.Serialize(new MetricsLine { Step = job.Steps, Tokens = job.Tokens, Loss = 3, Seconds = 10 }, StudyJson.Line) + "\n");
            File.WriteAllText(run.DoneFile, job.Id + "\n");
        });
    }

    private static object Result(Job job)
    {
        RunUsage usage = new RunMeter().Usage(diskBytes: 1000);
        return job.Settings switch
        {
            PretrainingSettings settings => new PretrainingResult
            {
                Parameters = 1, ParametersWithoutEmbeddings = 1, Seconds = 10, Usage = usage,
                Checkpoints = [.. settings.Checkpoints.Select(tokens => new PretrainingCheckpoint { Requested = tokens, Tokens = tokens, Step = 1, UniqueTokens = tokens, Compute = 1, Epochs = settings.Rates })],
            },
            FinetuningSettings => new FinetuningResult
            {
                Parameters = 1, ParametersWithoutEmbeddings = 1, LearningRate = 1, Examples = 1, FinetuningTokens = 1, BestStep = 1, ValidationLoss = 1, Seconds = 10, Usage = usage,
                Scores = [.. MetricNames.All.Select(name => new RunScore { Metric = name, Value = 1, StandardError = 1, Items = 20 })],
            },
            CorpusSettings => new CorpusResult { Documents = 1, Tokens = 1, Usage = usage },
            _ => new TokenizerResult { Vocabulary = 512, Sentinels = 100, Fingerprint = "made up", Usage = usage },
        };
    }
}
