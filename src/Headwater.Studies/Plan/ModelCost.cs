using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// What one token costs a model. A multiply-add is two FLOPs, forward costs one pass over the weights and backward two more, so training costs
/// 6(N_enc T_in + N_dec T_out) FLOPs. N_dec holds the output head, which multiplies every target token; embedding look-ups are free, attention's own
/// products are left out.
/// </summary>
internal sealed record ModelCost(T5Config Config)
{
    private const int BytesPerNumber = 4;

    public double EncoderParameters => Config.NumLayers * (Attention + FeedForward);

    public double DecoderParameters => Config.NumDecoderLayers * (2 * Attention + FeedForward) + (double)Config.DModel * Config.VocabSize;

    private double Attention => 4.0 * Config.DModel * Config.NumHeads * Config.DKv;

    // v1.1 has a gate beside the layer's input and output.
    private double FeedForward => (Config.FeedForwardProj == ModelSpec.GatedGelu ? 3.0 : 2.0) * Config.DModel * Config.DFf;

    public double Training(double inputTokens, double targetTokens) => 3 * Forward(inputTokens, targetTokens);

    public double Forward(double inputTokens, double targetTokens) => 2 * (EncoderParameters * inputTokens + DecoderParameters * targetTokens);

    /// <summary>Peak bytes of a training step: weights, gradients and update, and what the backward pass keeps of each layer and of the logits.</summary>
    public long TrainingBytes(int batch, double inputLength, double targetLength)
    {
        double inputs = batch * inputLength;
        double targets = batch * targetLength;
        double perToken = 12.0 * Config.DModel + 4.0 * Config.NumHeads * Config.DKv + 5.0 * Config.DFf;
        double scores = 3.0 * batch * Config.NumHeads
            * (Config.NumLayers * inputLength * inputLength + Config.NumDecoderLayers * targetLength * (targetLength + inputLength));
        double activations = perToken * (Config.NumLayers * inputs + 1.5 * Config.NumDecoderLayers * targets) + scores + 3.0 * targets * Config.VocabSize;
        return (long)(BytesPerNumber * (3.0 * Config.ParameterCount + activations));
    }
}
