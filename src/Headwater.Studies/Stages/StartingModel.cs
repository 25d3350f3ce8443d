using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Opens a model from elsewhere that a study starts from.</summary>
internal static class StartingModel
{
    /// <exception cref="InvalidDataException">It is not the one that the study was planned with.</exception>
    public static LanguageModel Load(TextSource weights, ComputeDevice device, Precision precision = Precision.Float32) => Checkpoint.Fingerprint(weights.Path!) == weights.Fingerprint
        ? Checkpoint.LoadModel(weights.Path!, device, precision)
        : throw new InvalidDataException($"{weights.Path} changed since the study was planned. Run the study again.");
}
