using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>What a training run saves: a model's folder with optimizer.safetensors, state.json, and best.safetensors once it has validated.</summary>
internal static class TrainingFiles
{
    private const string OptimizerFile = "optimizer.safetensors";
    private const string StateFile = "state.json";
    private const string BestFile = "best.safetensors";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void Write(string directory, LanguageModel model, IOptimizer optimizer, TrainerState state, BestWeights best)
    {
        AtomicDirectory.Write(directory, folder =>
        {
            using DisposeScope scope = NewDisposeScope();
            Checkpoint.WriteModel(folder, model);
            Safetensors.Write(Path.Combine(folder, OptimizerFile), optimizer.State());
            if (best.Kept.Count > 0)
            {
                Safetensors.Write(Path.Combine(folder, BestFile), [.. best.Kept.Select(kept => (BestName(kept.Key), kept.Value))]);
            }

            Checkpoint.WriteText(Path.Combine(folder, StateFile), ToJson(state));
        });
    }

    public static TrainerState Read(string directory, LanguageModel model, IOptimizer optimizer, BestWeights best)
    {
        string stateFile = Path.Combine(directory, StateFile);
        string optimizerFile = Path.Combine(directory, OptimizerFile);
        if (!File.Exists(stateFile) || !File.Exists(optimizerFile))
        {
            throw new InvalidDataException($"{directory} has no {StateFile} and {OptimizerFile}: it is a model, not a training run to resume.");
        }

        using DisposeScope scope = NewDisposeScope();
        TrainerState state = FromJson(File.ReadAllText(stateFile), stateFile);
        using (Safetensors moments = Safetensors.Open(optimizerFile))
        {
            foreach ((string name, Tensor tensor) in optimizer.State())
            {
                moments.ReadInto(name, tensor);
            }
        }

        optimizer.Steps = state.Step;
        string bestFile = Path.Combine(directory, BestFile);
        if (state.BestStep is not null && File.Exists(bestFile))
        {
            using Safetensors weights = Safetensors.Open(bestFile);
            foreach (long step in state.BestSteps)
            {
                Tensor kept = empty_like(model.Parameters.Values, device: CPU);
                weights.ReadInto(BestName(step), kept);
                best.Put(step, kept);
            }
        }

        return state;
    }

    private static string BestName(long step) => string.Create(CultureInfo.InvariantCulture, $"step-{step}");

    private static string ToJson(TrainerState state)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("step", state.Step);
            json.WriteNumber("tokens", state.Tokens);
            json.WriteNumber("target_tokens", state.TargetTokens);
            if (state.BestStep is long step && state.BestLoss is double loss)
            {
                json.WriteNumber("best_step", step);
                json.WriteNumber("best_loss", loss);
            }

            WriteIfSet("last_loss", state.LastLoss);
            WriteIfSet("reference_loss", state.ReferenceLoss);
            WriteIfSet("loss_improved_step", state.LossImprovedStep);
            WriteScores(json, state.BestScores);
            WriteIfSet("validations_since_best", state.ValidationsSinceBest == 0 ? null : state.ValidationsSinceBest);
            WriteIfSet("micro_batch", state.MicroBatch);
            WriteIfSet("running_loss", state.RunningLoss);
            json.WriteNumber("pending_loss", state.PendingLoss);
            json.WriteNumber("pending_steps", state.PendingSteps);
            json.WriteEndObject();

            void WriteIfSet(string name, double? value)
            {
                if (value is double set)
                {
                    json.WriteNumber(name, set);
                }
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteScores(Utf8JsonWriter json, ImmutableSortedDictionary<string, BestValidation> scores)
    {
        if (scores.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("best_scores");
        foreach ((string name, BestValidation best) in scores)
        {
            json.WriteStartObject(name);
            json.WriteNumber("step", best.Step);
            json.WriteNumber("value", best.Value);
            json.WriteNumber("reference", best.Reference);
            json.WriteNumber("improved_step", best.ImprovedStep);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, BestValidation> ReadScores(JsonElement root) => !root.TryGetProperty("best_scores", out JsonElement scores)
        ? TrainerState.NoScores
        : TrainerState.NoScores.AddRange(scores.EnumerateObject().Select(score => KeyValuePair.Create(score.Name, new BestValidation(
            score.Value.GetProperty("step").GetInt64(), score.Value.GetProperty("value").GetDouble(),
            score.Value.GetProperty("reference").GetDouble(), score.Value.GetProperty("improved_step").GetInt64()))));

    private static TrainerState FromJson(string text, string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return new TrainerState
            {
                Step = root.GetProperty("step").GetInt64(),
                Tokens = root.GetProperty("tokens").GetInt64(),
                TargetTokens = root.GetProperty("target_tokens").GetInt64(),
                BestStep = root.TryGetProperty("best_step", out JsonElement step) ? step.GetInt64() : null,
                BestLoss = root.TryGetProperty("best_loss", out JsonElement loss) ? loss.GetDouble() : null,
                LastLoss = root.TryGetProperty("last_loss", out JsonElement last) ? last.GetDouble() : null,
                ReferenceLoss = root.TryGetProperty("reference_loss", out JsonElement reference) ? reference.GetDouble() : null,
                LossImprovedStep = root.TryGetProperty("loss_improved_step", out JsonElement improved) ? improved.GetInt64() : null,
                BestScores = ReadScores(root),
                ValidationsSinceBest = root.TryGetProperty("validations_since_best", out JsonElement validations) ? validations.GetInt32() : 0,
                MicroBatch = root.TryGetProperty("micro_batch", out JsonElement rows) ? rows.GetInt32() : null,
                RunningLoss = root.TryGetProperty("running_loss", out JsonElement running) ? running.GetDouble() : null,
                PendingLoss = root.GetProperty("pending_loss").GetDouble(),
                PendingSteps = root.GetProperty("pending_steps").GetInt64(),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file} is no training state: {exception.Message}", exception);
        }
    }
}
