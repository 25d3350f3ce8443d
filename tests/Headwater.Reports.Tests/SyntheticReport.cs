using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

internal static class SyntheticReport
{
    public static ReportInput Study(Func<string, string>? rename = null) => new()
    {
        Title = "captions-en-de",
        Analysis = SyntheticAnalysis.Study(rename),
        Study = new StudySummary
        {
            Name = "captions-en-de",
            Settings = [new("Model", "3 layers, width 128, 4 heads; 2.8M parameters"), new("Task", "translation en to de"), new("Seed", "1")],
            Runs =
            [
                new RunSummary { Id = "3f2a9c", Stage = "pretrain", Label = "en+de to 4M", Status = "done", Tokens = 4e6, Steps = 887, Epochs = 0.62, Seconds = 511 },
                new RunSummary { Id = "77b01e", Stage = "finetune", Label = "en+de at 4M, 2K examples", Status = "done", Tokens = 210e3, Steps = 200, LearningRate = 0.001, ValidationLoss = 2.914, Seconds = 63 },
                new RunSummary { Id = "a0c4d1", Stage = "finetune", Label = "cs at 1M, 8K examples", Status = "failed", Note = "The loss was not finite at step 40." },
            ],
            Warnings = ["1 run failed: cs at 1M, 8K examples. Its observations are missing."],
        },
        Comparisons =
        [
            new PairedComparison { Metric = "bleu", Setting = "2K examples", Left = "en+de at 4M", Right = "scratch", Difference = 11.2, StandardError = 0.41, PValue = 0.0002 },
            new PairedComparison { Metric = "bleu", Setting = "2K examples", Left = "en+de at 4M", Right = "cs at 4M", Difference = 9.1, StandardError = 0.44, PValue = 0.0002 },
        ],
    };

    public static ReportInput Bare() => new() { Title = "table.csv", Analysis = SyntheticAnalysis.Bare() };
}
