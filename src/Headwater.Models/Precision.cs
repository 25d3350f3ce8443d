using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// The numbers a model multiplies in. Half precision (fp16) is not among them: the inner activations of a T5 pass its largest number, 65,504, and every published
/// pretraining in it diverged. bfloat16 has float32's range with three decimal digits.
/// </summary>
public enum Precision
{
    Float32,

    /// <summary>
    /// Matrices of the layers and states in bfloat16; the weights that the optimiser moves, norms, softmax, embeddings, logits and loss in float32.
    /// </summary>
    BFloat16,
}

internal static class Precisions
{
    public static ScalarType ToTorch(this Precision precision) => precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
}
