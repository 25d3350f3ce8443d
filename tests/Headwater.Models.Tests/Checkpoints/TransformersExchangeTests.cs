using System.Diagnostics;
using System.Text.Json;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>Checkpoints to and from transformers, where a Python has it: see tests/golden/t5-hf/README.md.</summary>
public sealed class TransformersExchangeTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "golden", "t5-hf", "exchange.py");
    private static readonly string Python = Environment.GetEnvironmentVariable("HEADWATER_PYTHON") ?? "python3";
    private static readonly Lazy<string?> Absent = new(FindAbsent);

    [Theory]
    [InlineData("v1.0", false)]
    [InlineData("v1.1", false)]
    [InlineData("v1.1", true)]
    public void LoadModel_WrittenByTransformers_GivesItsLogits(string version, bool sharded)
    {
        Assert.SkipWhen(Absent.Value is not null, Absent.Value ?? "");
        using TemporaryFolder folder = new();
        TokenBatch batch = Prepare(folder["m"]);

        RunScript("write", folder["m"], version, sharded ? "1" : "0");

        Assert.Equal(sharded, File.Exists(Path.Combine(folder["m"], "model.safetensors.index.json")));
        using T5Model model = (T5Model)Checkpoint.LoadModel(folder["m"]);
        CompareWithAnswer(folder["m"], model, batch);
    }

    [Theory]
    [InlineData("relu", true, long.MaxValue)]
    [InlineData("gated-gelu", false, long.MaxValue)]
    [InlineData("gated-gelu", false, 8192)]
    public void SaveModel_ReadByTransformers_GivesOurLogits(string projection, bool tied, long shardBytes)
    {
        Assert.SkipWhen(Absent.Value is not null, Absent.Value ?? "");
        using TemporaryFolder folder = new();
        T5Config config = new()
        {
            VocabSize = 40, DModel = 24, DKv = 8, DFf = 20, NumLayers = 2, NumDecoderLayers = 3, NumHeads = 4, FeedForwardProj = projection, TieWordEmbeddings = tied,
        };
        using T5Model model = new(config, seed: 8);
        Checkpoint.SaveModel(folder["m"], model, shardBytes: shardBytes);
        TokenBatch batch = Prepare(folder["m"]);

        RunScript("read", folder["m"]);

        CompareWithAnswer(folder["m"], model, batch);
    }

    private static void CompareWithAnswer(string folder, T5Model model, TokenBatch batch)
    {
        using JsonDocument answer = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "answer.json")));
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ModelBatch tensors = ModelBatch.Of(batch, model);
        Tensor hidden = model.Hidden(tensors, DropoutPlan.None);
        float[] logits = [.. model.Logits(hidden).data<float>()];
        double[] expected = [.. Enumerable.Range(0, batch.Targets.Length).Where(place => batch.Targets[place] != 0)
            .SelectMany(place => answer.RootElement.GetProperty("logits")[place / batch.TargetLength][place % batch.TargetLength].EnumerateArray())
            .Select(value => value.GetDouble())];

        Assert.Equal(expected.Length, logits.Length);
        Assert.True(expected.Zip(logits).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-5);
        Assert.Equal(answer.RootElement.GetProperty("loss").GetDouble(), VocabularyLoss.Of(model, hidden, tensors.TargetIds).Average(loss => (double)loss), 1e-5);
    }

    private static TokenBatch Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        TokenBatch batch = TinyModels.CopyBatch(seed: 6, rows: 4, vocabulary: 40, longest: 25);
        File.WriteAllText(Path.Combine(folder, "batch.json"), JsonSerializer.Serialize(new
        {
            input_ids = batch.Inputs.Chunk(batch.InputLength),
            labels = batch.Targets.Chunk(batch.TargetLength),
        }));
        return batch;
    }

    private static string? FindAbsent()
    {
        try
        {
            (int exitCode, string error) = Run("-c", "import torch, transformers");
            return exitCode == 0 ? null : $"{Python} has no torch and transformers ({error.Trim().Split('\n')[^1]}). Set HEADWATER_PYTHON to a Python that has.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"There is no {Python}. Set HEADWATER_PYTHON to a Python with torch and transformers.";
        }
    }

    private static void RunScript(params string[] arguments)
    {
        (int exitCode, string error) = Run([Script, .. arguments]);
        Assert.True(exitCode == 0, error);
    }

    private static (int ExitCode, string Error) Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Python, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["HF_HUB_OFFLINE"] = "1";
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
