using System.Collections.Concurrent;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// What tokens cost a model. A multiply-add is two FLOPs, forward costs one pass over the weights and backward two more, so training costs
///   6 (N_enc S + N_dec T + N_kv S) + 12 Σ (queries · keys) · inner width,
/// as <see cref="TrainingWork"/> counts a batch. A decoder-only model reads source and target alike, 6 N (S + T). N_dec holds the output head, which multiplies every target token; embedding look-ups are free.
/// </summary>
internal sealed record ModelCost(LanguageModelConfig Shape)
{
    /// <summary>
    /// What a process holds beside its model: .NET, libtorch and the study's texts. Resident in processes of Headwater's examples on x64, less what their models take.
    /// </summary>
    public const long ProgramBytes = 310_000_000;

    private const int BytesPerNumber = 4;

    // As Adafactor does it, and what that comes to in models of width 128 to 512.
    private const int FactoredFrom = 128;
    private const double WeightsPerMoment = 70;

    // Counted weight by weight, which ten thousand jobs of one model need not repeat.
    private static readonly ConcurrentDictionary<LanguageModelConfig, long> Counted = new();

    private DecoderConfig? Decoder => Shape as DecoderConfig;

    private T5Config Config => (T5Config)Shape;

    public double EncoderParameters => Config.NumLayers * (Attention + FeedForward);

    public double DecoderParameters => Config.NumDecoderLayers * (2 * Attention + FeedForward) + (double)Config.DModel * Config.VocabSize;

    private long Parameters => Counted.GetOrAdd(Shape, config => config.ParameterCount);

    private double InnerWidth => (double)Config.NumHeads * Config.DKv;

    private double Attention => 4 * Config.DModel * InnerWidth;

    // Keys and values of cross-attention are made of source tokens.
    private double CrossKeysAndValues => Config.NumDecoderLayers * 2 * Config.DModel * InnerWidth;

    // v1.1 has a gate beside the layer's input and output.
    private double FeedForward => (Config.FeedForwardProj == ModelSpec.GatedGelu ? 3.0 : 2.0) * Config.DModel * Config.DFf;

    /// <summary>6(N_enc T_in + N_dec T_out): the compute of observations, without attention's own products.</summary>
    public double Compute(double inputTokens, double targetTokens) => Decoder is { } decoder
        ? 6 * decoder.WeightsPerToken * (inputTokens + targetTokens)
        : 6 * (EncoderParameters * inputTokens + DecoderParameters * targetTokens);

    /// <summary>Forward and backward over so many pairs.</summary>
    public WorkFlops Training(double pairs, PairLengths lengths) => 3 * pairs * Forward(lengths);

    /// <summary>Forward alone, of which all is evaluation.</summary>
    public WorkFlops Evaluation(double pairs, PairLengths lengths) => new(0, 0, pairs * Forward(lengths).Training);

    private WorkFlops Forward(PairLengths lengths) => Decoder is { } decoder
        ? new(0, 2 * decoder.WeightsPerToken * lengths.Both + 4 * decoder.NumHiddenLayers * (lengths.SourceSquared + 2 * lengths.SourceTarget + lengths.TargetSquared) * decoder.QueryWidth, 0)
        : new(
        2 * EncoderParameters * lengths.Source + 4 * Config.NumLayers * lengths.SourceSquared * InnerWidth,
        2 * ((DecoderParameters - CrossKeysAndValues) * lengths.Target + CrossKeysAndValues * lengths.Source)
            + 4 * Config.NumDecoderLayers * (lengths.SourceTarget + lengths.TargetSquared) * InnerWidth,
        0);

    /// <summary>Bytes of a saved model.</summary>
    public long ModelBytes => BytesPerNumber * Parameters;

    /// <summary>
    /// Bytes of a saved training state beside the model: AdamW keeps two numbers a weight, Adafactor those of rows and columns, or one a weight in matrices with
    /// a side below 128.
    /// </summary>
    public long StateBytes(OptimizationSpec? training) => training?.Optimizer is null ? BytesPerNumber * (long)Moments() : 2 * ModelBytes;

    private double Moments()
    {
        if (Decoder is { } decoder)
            return Moments(Parameters, decoder.QueryWidth);
        double attention = (Config.NumLayers + 2.0 * Config.NumDecoderLayers) * Attention;
        double feedForward = (Config.NumLayers + Config.NumDecoderLayers) * FeedForward;
        return Moments(attention, InnerWidth) + Moments(feedForward, Config.DFf) + Moments(Parameters - attention - feedForward, Config.VocabSize);
    }

    private double Moments(double weights, double side) => Math.Min(Decoder?.HiddenSize ?? Config.DModel, side) < FactoredFrom ? weights : weights / WeightsPerMoment;

    /// <summary>
    /// Peak bytes of a training step: weights, gradients and update, and what the backward pass keeps of each layer and of the logits. With a
    /// micro-batch these are of its rows; recomputed layers keep their inputs and one layer whole; bfloat16 halves what is kept and adds narrow weights.
    /// </summary>
    public long TrainingBytes(OptimizationSpec? training, bool recompute, double batch, double inputLength, double targetLength)
    {
        batch = Math.Min(batch, training?.MicroBatch ?? batch);
        double weights = (training?.Optimizer is null ? 3.0 : 5.0) + (training?.Precision is null ? 0.0 : 1.0);
        double kept = training?.Precision is null ? 1.0 : 0.5;
        if (Decoder is { } decoder)
            return (long)(BytesPerNumber * (weights * Parameters + KeptOf(decoder, recompute, batch, inputLength + targetLength) * kept + 3.0 * batch * (inputLength + targetLength) * decoder.VocabSize));
        double inputs = batch * inputLength;
        double targets = batch * targetLength;
        double perToken = 12.0 * Config.DModel + 4.0 * Config.NumHeads * Config.DKv + 5.0 * Config.DFf;
        double scores = 3.0 * batch * Config.NumHeads
            * (Config.NumLayers * inputLength * inputLength + Config.NumDecoderLayers * targetLength * (targetLength + inputLength));
        double layers = kept * (perToken * (Config.NumLayers * inputs + 1.5 * Config.NumDecoderLayers * targets) + scores);
        if (recompute)
            layers = layers / Math.Max(Config.NumLayers, Config.NumDecoderLayers) + kept * Config.DModel * (Config.NumLayers * inputs + Config.NumDecoderLayers * targets);
        return (long)(BytesPerNumber * (weights * Parameters + layers + 3.0 * targets * Config.VocabSize));
    }

    // A pass without gradients keeps its tensors to its end too. Evaluations of models of width 64 and 96 took 0.8 to 1.4 times what twice their layers and logits come to.
    private const double EvaluationCopies = 2;

    /// <summary>Peak bytes of a forward pass over a batch with this number of tokens, in sequences of one length, some of which are scored.</summary>
    public long EvaluationBytes(double tokens, PairLengths lengths)
    {
        double layers = Decoder is { } decoder ? KeptOf(decoder, recompute: false, Math.Max(1, tokens / lengths.Both), lengths.Both)
            : tokens * (Config.NumLayers + 1.5 * Config.NumDecoderLayers) * (12.0 * Config.DModel + 4.0 * InnerWidth + 5.0 * Config.DFf + 3.0 * Config.NumHeads * lengths.Both);
        double logits = tokens * lengths.Target / lengths.Both * Shape.VocabSize;
        return (long)(BytesPerNumber * (Parameters + EvaluationCopies * (layers + logits)));
    }

    // What libtorch keeps of each layer for the backward pass, in numbers: states, projections and what turns them, scores before and after the softmax, and the feed-forward layer.
    private static double KeptOf(DecoderConfig config, bool recompute, double batch, double length)
    {
        double perToken = 8.0 * config.HiddenSize + 6.0 * config.QueryWidth + 6.0 * config.KeyValueWidth + 5.0 * config.IntermediateSize;
        double layer = batch * length * perToken + 3.0 * batch * config.NumAttentionHeads * length * length;
        return recompute ? layer + batch * length * config.HiddenSize * config.NumHiddenLayers : layer * config.NumHiddenLayers;
    }
}
