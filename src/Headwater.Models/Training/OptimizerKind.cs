namespace Headwater.Models;

/// <summary>The update rules.</summary>
public enum OptimizerKind
{
    /// <summary>What T5 was trained with.</summary>
    Adafactor,

    /// <summary>AdamW whose steps are scaled by the root mean square of the weights they move, as Adafactor's are. Plain AdamW diverges on T5.</summary>
    AdamWScale,
}
