using System.Globalization;

namespace Headwater.Metrics;

/// <summary>How BLEU is computed. The defaults are sacreBLEU's, and the signature of a score states every one of them.</summary>
public sealed record BleuOptions
{
    internal static BleuOptions Default { get; } = new();

    /// <summary>How a segment is cut into tokens. Default <see cref="BleuTokenizer.V13a"/>.</summary>
    public BleuTokenizer Tokenizer { get; init; } = BleuTokenizer.V13a;

    /// <summary>A tokenizer from outside, such as a SentencePiece model's; null for <see cref="Tokenizer"/>, which it stands in for.</summary>
    public SuppliedTokenizer? SuppliedTokenizer { get; init; }

    /// <summary>What an n-gram order without a match counts for. Default <see cref="BleuSmoothing.Exp"/>.</summary>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exp;

    /// <summary>The value for <see cref="BleuSmoothing.Floor"/> (default 0.1) and <see cref="BleuSmoothing.AddK"/> (default 1); ignored by the others.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>Compare without regard to case. Default false.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Average over the orders the hypothesis is long enough to have, which single sentences need. Default false.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>The longest n-gram, in tokens. Default 4; another value is added to the signature, which sacreBLEU leaves out.</summary>
    public int MaxOrder { get; init; } = DefaultMaxOrder;

    internal const int DefaultMaxOrder = 4;

    internal double EffectiveSmoothingValue => SmoothingValue ?? (Smoothing == BleuSmoothing.Floor ? 0.1 : 1);

    internal void Validate()
    {
        List<string> faults = [];
        if (MaxOrder < 1)
            faults.Add($"MaxOrder is {MaxOrder}; expected 1 or more.");
        if (SmoothingValue is { } value && !(value >= 0 && double.IsFinite(value)))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"SmoothingValue is {value:R}; expected a finite number, 0 or more."));
        if (!Enum.IsDefined(Tokenizer))
            faults.Add($"Tokenizer is {Tokenizer}; expected one of {string.Join(", ", Enum.GetNames<BleuTokenizer>())}.");
        if (!Enum.IsDefined(Smoothing))
            faults.Add($"Smoothing is {Smoothing}; expected one of {string.Join(", ", Enum.GetNames<BleuSmoothing>())}.");
        if (faults.Count > 0)
            throw new ArgumentException("BleuOptions: " + string.Join(" ", faults));
    }
}
