using TorchSharp;

namespace Headwater.Models;

/// <summary>Moves a model's weights against their gradients, and remembers what it must between steps.</summary>
internal interface IOptimizer : IDisposable
{
    /// <summary>Steps done.</summary>
    long Steps { get; set; }

    /// <summary>Moves the weights.</summary>
    void Step(double learningRate);

    /// <summary>What it remembers, by name; the tensors share its memory, so filling them restores it.</summary>
    IEnumerable<(string Name, torch.Tensor Moments)> State();
}

/// <summary>The update rules.</summary>
public enum OptimizerKind
{
    /// <summary>What T5 was trained with.</summary>
    Adafactor,

    /// <summary>AdamW whose steps are scaled by the root mean square of the weights they move, as Adafactor's are. Plain AdamW diverges on T5.</summary>
    AdamWScale,

    /// <summary>AdamW with β 0.9 and 0.95 and decay of matrices alone, as decoder-only models are trained.</summary>
    AdamW,
}
