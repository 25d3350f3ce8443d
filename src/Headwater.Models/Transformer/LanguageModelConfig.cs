namespace Headwater.Models;

/// <summary>The shape of a model: <see cref="T5Config"/> or <see cref="DecoderConfig"/>.</summary>
public abstract record LanguageModelConfig
{
    private protected LanguageModelConfig()
    {
    }

    /// <summary>Rows of the embedding: token ids below this are valid.</summary>
    public abstract int VocabSize { get; init; }

    /// <summary>N, every weight once.</summary>
    public abstract long ParameterCount { get; }

    /// <summary>N without the token embedding and the output head.</summary>
    public abstract long ParameterCountWithoutEmbeddings { get; }

    /// <summary>The text of a Hugging Face config.json.</summary>
    public abstract string ToJson();

    /// <summary>Checks every property at once.</summary>
    /// <exception cref="ArgumentException">Names each property out of range.</exception>
    public abstract void Validate();

    /// <summary>A new model of this shape. Equal configuration and seed give equal bytes.</summary>
    public LanguageModel Create(ulong seed, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
    {
        LanguageModel model = Empty(device, precision);
        model.Parameters.Initialise(seed);
        return model;
    }

    /// <summary>A model with all weights 0, for a reader to fill.</summary>
    internal abstract LanguageModel Empty(ComputeDevice device, Precision precision);
}
