namespace Headwater.Data;

/// <summary>
/// The pretraining objective of T5 (Raffel et al. 2020, arXiv:1910.10683, section 3.3.4): random spans of a passage are each replaced by one sentinel,
/// and the target lists the sentinels with what they replaced. Lengths and rounding follow the published preprocessor, so 512 encoder tokens
/// hold 568 raw ones and have 114 target tokens. Immutable and thread-safe.
/// </summary>
public sealed record SpanCorruption
{
    /// <summary>The published preprocessor has 100 sentinels; more spans would run into real pieces.</summary>
    public const int MaxSpans = 100;

    private readonly double _noiseDensity = 0.15;
    private readonly double _meanNoiseSpanLength = 3;

    /// <summary>Share of the raw tokens that is removed. Default 0.15, as published.</summary>
    public double NoiseDensity
    {
        get => _noiseDensity;
        init => _noiseDensity = value is > 0 and <= 0.9 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The noise density must be above 0 and at most 0.9.");
    }

    /// <summary>Mean length of a removed span, in tokens. Default 3, as published.</summary>
    public double MeanNoiseSpanLength
    {
        get => _meanNoiseSpanLength;
        init => _meanNoiseSpanLength = value >= 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The mean length of a noise span must be at least 1 token.");
    }

    /// <summary>The longest passage, in raw tokens, whose corrupted form with its end fits into <paramref name="inputLength"/> tokens; it fills them exactly.</summary>
    public int RawLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 3);
        int raw = 2;
        while (Measure(raw + 1).InputLength <= inputLength) raw++;
        RefuseTooManySpans(raw, Measure(raw));
        return raw;
    }

    /// <summary>Target tokens, with the end, of a passage of <see cref="RawLength"/> tokens.</summary>
    public int TargetLength(int inputLength) => Measure(RawLength(inputLength)).TargetLength;

    /// <summary>Removed spans, and so sentinels, of a passage of <see cref="RawLength"/> tokens.</summary>
    public int SpanCount(int inputLength) => Measure(RawLength(inputLength)).Spans;

    /// <summary>Corrupts a passage of at least two tokens. <paramref name="sentinelId"/> gives the id of the k-th sentinel, k from 0. The same seed gives the same spans.</summary>
    public CorruptedExample Apply(ReadOnlySpan<int> tokens, Func<int, int> sentinelId, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sentinelId);
        if (tokens.Length < 2) throw new ArgumentException($"Span corruption needs a passage of at least 2 tokens; got {tokens.Length}.", nameof(tokens));
        NoiseShape shape = Measure(tokens.Length);
        RefuseTooManySpans(tokens.Length, shape);

        SplitMix generator = new(seed);
        int[] kept = Compose(shape.KeptTokens, shape.Spans, generator);
        int[] noise = Compose(shape.NoiseTokens, shape.Spans, generator);
        int[] inputs = new int[shape.InputLength];
        int[] targets = new int[shape.TargetLength];
        int read = 0, input = 0, target = 0;
        for (int span = 0; span < shape.Spans; span++)
        {
            int sentinel = sentinelId(span);
            Copy(tokens, ref read, kept[span], inputs, ref input);
            inputs[input++] = targets[target++] = sentinel;
            Copy(tokens, ref read, noise[span], targets, ref target);
        }

        inputs[input] = targets[target] = TextTokenizer.EndOfSequence;
        return new CorruptedExample(inputs, targets);
    }

    /// <summary>Corrupts a passage with the sentinels of a tokenizer.</summary>
    public CorruptedExample Apply(ReadOnlySpan<int> tokens, TextTokenizer tokenizer, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return Apply(tokens, tokenizer.SentinelId, seed);
    }

    // noise = round(L · density), spans = round(noise / mean), both half to even, at least 1. The published operation multiplies in single
    // precision, which moves 39 lengths below 5000 (190, 350, …) by one token against double precision.
    private NoiseShape Measure(int length)
    {
        int noise = Math.Clamp((int)MathF.Round(length * (float)NoiseDensity), 1, length - 1);
        int spans = Math.Max((int)MathF.Round(noise / (float)MeanNoiseSpanLength), 1);
        return new NoiseShape(length - noise, noise, Math.Min(spans, length - noise)); // every kept part holds a token, so dense noise gets fewer, longer spans
    }

    // A uniformly random composition of `total` into `parts` positive terms: a random choice of parts − 1 of the total − 1 places to cut.
    private static int[] Compose(int total, int parts, SplitMix generator)
    {
        bool[] cuts = new bool[total - 1];
        cuts.AsSpan(0, parts - 1).Fill(true);
        generator.Shuffle<bool>(cuts);
        int[] lengths = new int[parts];
        int part = 0;
        lengths[0] = 1;
        foreach (bool cut in cuts)
        {
            if (cut) part++;
            lengths[part]++;
        }

        return lengths;
    }

    private static void Copy(ReadOnlySpan<int> from, ref int read, int count, int[] to, ref int written)
    {
        from.Slice(read, count).CopyTo(to.AsSpan(written));
        read += count;
        written += count;
    }

    private static void RefuseTooManySpans(int length, NoiseShape shape)
    {
        if (shape.Spans > MaxSpans)
            throw new ArgumentException($"Span corruption of {length} raw tokens makes {shape.Spans} spans; there are {MaxSpans} sentinels.\nhint: use shorter sequences or longer spans.");
    }

    private readonly record struct NoiseShape(int KeptTokens, int NoiseTokens, int Spans)
    {
        public int InputLength => KeptTokens + Spans + 1;

        public int TargetLength => NoiseTokens + Spans + 1;
    }
}

/// <summary>A corrupted passage and what is missing from it, both ending in <see cref="TextTokenizer.EndOfSequence"/>.</summary>
public readonly record struct CorruptedExample(int[] Inputs, int[] Targets);
