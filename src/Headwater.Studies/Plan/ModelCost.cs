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

    /// <summary>
    /// Peak bytes of a training step: weights, gradients and update, and what the backward pass keeps of each layer and of the logits. With a
    /// micro-batch these are of its rows; recomputed layers keep their inputs and one layer whole; bfloat16 halves what is kept and adds narrow weights.
    /// </summary>
    public long TrainingBytes(OptimizationSpec? training, bool recompute, double batch, double inputLength, double targetLength)
    {
        batch = Math.Min(batch, training?.MicroBatch ?? batch);
        double weights = (training?.Optimizer is null ? 3.0 : 5.0) + (training?.Precision is null ? 0.0 : 1.0);
        double kept = training?.Precision is null ? 1.0 : 0.5;
        double inputs = batch * inputLength;
        double targets = batch * targetLength;
        double perToken = 12.0 * Config.DModel + 4.0 * Config.NumHeads * Config.DKv + 5.0 * Config.DFf;
        double scores = 3.0 * batch * Config.NumHeads
            * (Config.NumLayers * inputLength * inputLength + Config.NumDecoderLayers * targetLength * (targetLength + inputLength));
        double layers = kept * (perToken * (Config.NumLayers * inputs + 1.5 * Config.NumDecoderLayers * targets) + scores);
        if (recompute)
            layers = layers / Math.Max(Config.NumLayers, Config.NumDecoderLayers) + kept * Config.DModel * (Config.NumLayers * inputs + Config.NumDecoderLayers * targets);
        return (long)(BytesPerNumber * (weights * Config.ParameterCount + layers + 3.0 * targets * Config.VocabSize));
    }
}
