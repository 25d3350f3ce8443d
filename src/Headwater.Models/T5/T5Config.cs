using System.Globalization;

namespace Headwater.Models;

/// <summary>
/// The shape of a T5 model: pre-norm blocks, RMS norm, relative positions; v1.1 with a gated tanh-GELU and a head of its own, v1.0 with ReLU and the
/// embedding as its head. Names are those of published config.json files. Source: Raffel et al. 2020 (arXiv:1910.10683), Shazeer 2020 (arXiv:2002.05202).
/// </summary>
public sealed partial record T5Config : LanguageModelConfig
{
    public override required int VocabSize { get; init; }

    public required int DModel { get; init; }

    /// <summary>Width of one attention head. NumHeads × DKv need not equal DModel.</summary>
    public required int DKv { get; init; }

    /// <summary>Inner width of the feed-forward layer.</summary>
    public required int DFf { get; init; }

    /// <summary>Encoder layers.</summary>
    public required int NumLayers { get; init; }

    public required int NumDecoderLayers { get; init; }

    public required int NumHeads { get; init; }

    public int RelativeAttentionNumBuckets { get; init; } = 32;

    public int RelativeAttentionMaxDistance { get; init; } = 128;

    /// <summary>The published rate; what a training run drops is decided by <see cref="TrainingOptions.Dropout"/>.</summary>
    public double DropoutRate { get; init; } = 0.1;

    public double LayerNormEpsilon { get; init; } = 1e-6;

    /// <summary>Whether the output head is the input embedding, scaled by DModel^-0.5.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>The feed-forward layer: "gated-gelu", wo( gelu(wi_0 x) · (wi_1 x) ) of v1.1, or "relu", wo( relu(wi x) ) of v1.0.</summary>
    public string FeedForwardProj { get; init; } = GatedGelu;

    internal const string GatedGelu = "gated-gelu";
    internal const string Relu = "relu";

    internal bool IsGated => FeedForwardProj == GatedGelu;

    public override long ParameterCount => T5Layout.Of(this).Sum(weight => weight.Count);

    public override long ParameterCountWithoutEmbeddings => T5Layout.Of(this).Where(weight => !weight.IsEmbedding).Sum(weight => weight.Count);

    /// <summary>Heads × DKv: the width inside attention.</summary>
    internal int InnerWidth => NumHeads * DKv;

    internal override LanguageModel Empty(ComputeDevice device, Precision precision) => new T5Model(this, device, precision);

    public override void Validate()
    {
        List<string> faults = [];
        foreach ((string name, int value) in new[]
        {
            (nameof(VocabSize), VocabSize), (nameof(DModel), DModel), (nameof(DKv), DKv), (nameof(DFf), DFf), (nameof(NumLayers), NumLayers),
            (nameof(NumDecoderLayers), NumDecoderLayers), (nameof(NumHeads), NumHeads),
        })
        {
            if (value < 1)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected at least 1."));
            }
        }

        if (RelativeAttentionNumBuckets < 4 || RelativeAttentionNumBuckets % 4 != 0 || RelativeAttentionMaxDistance <= RelativeAttentionNumBuckets / 2)
        {
            faults.Add(
                $"RelativeAttentionNumBuckets is {RelativeAttentionNumBuckets} with RelativeAttentionMaxDistance {RelativeAttentionMaxDistance}; " +
                "expected a multiple of 4, and a distance above half of it.");
        }

        if (DropoutRate is not (>= 0 and < 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"DropoutRate is {DropoutRate}; expected 0 to below 1."));
        }

        if (LayerNormEpsilon is not > 0)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"LayerNormEpsilon is {LayerNormEpsilon}; expected a positive number."));
        }

        if (FeedForwardProj is not (GatedGelu or Relu))
        {
            faults.Add($"FeedForwardProj is \"{FeedForwardProj}\"; expected \"{GatedGelu}\" (T5 v1.1) or \"{Relu}\" (T5 v1.0).");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The model's configuration is not valid. {string.Join(" ", faults)}");
        }
    }
}
