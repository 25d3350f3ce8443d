using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>Turns text pairs into ids. Both sides end in <see cref="TextTokenizer.EndOfSequence"/>, also where they were cut.</summary>
public static class PairEncoder
{
    /// <summary>The encoded pairs. Use the overload with options to learn how many were cut.</summary>
    public static ImmutableArray<EncodedPair> Encode(IEnumerable<TextPair> pairs, TextTokenizer tokenizer, string prefix = "", int maxInput = 256, int maxTarget = 256) =>
        Encode(pairs, tokenizer, new PairEncodingOptions { Prefix = prefix, MaxInput = maxInput, MaxTarget = maxTarget }).Pairs;

    /// <summary>The encoded pairs, and how many were cut.</summary>
    public static EncodedPairs Encode(IEnumerable<TextPair> pairs, TextTokenizer tokenizer, PairEncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImmutableArray<EncodedPair>.Builder encoded = ImmutableArray.CreateBuilder<EncodedPair>();
        List<int> ids = [];
        int cutInputs = 0, cutTargets = 0;
        foreach (TextPair pair in pairs)
        {
            int[] input = Encode(options.Prefix + pair.Source, tokenizer, options.MaxInput, ids, ref cutInputs);
            int[] target = Encode(pair.Target, tokenizer, options.MaxTarget, ids, ref cutTargets);
            encoded.Add(new EncodedPair(input, target));
        }

        return new EncodedPairs(encoded.DrainToImmutable(), cutInputs, cutTargets);
    }

    private static int[] Encode(string text, TextTokenizer tokenizer, int max, List<int> ids, ref int cut)
    {
        ids.Clear();
        tokenizer.Encode(text, ids);
        if (ids.Count >= max)
        {
            ids.RemoveRange(max - 1, ids.Count - (max - 1));
            cut++;
        }

        ids.Add(TextTokenizer.EndOfSequence);
        return [.. ids];
    }
}

/// <summary>One example as token ids. Both sides end in <see cref="TextTokenizer.EndOfSequence"/>.</summary>
public readonly record struct EncodedPair(int[] Input, int[] Target);

/// <summary>Encoded pairs in the order of their texts, with how many inputs and targets were too long and were cut.</summary>
public sealed record EncodedPairs(ImmutableArray<EncodedPair> Pairs, int TruncatedInputs, int TruncatedTargets);

/// <summary>How text pairs become token ids.</summary>
public sealed record PairEncodingOptions
{
    /// <summary>Put before every source, such as "translate English to German: ". Default none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Longest input in tokens, its end included; a longer one is cut. Default 256.</summary>
    public int MaxInput { get; init; } = 256;

    /// <summary>Longest target in tokens, its end included; a longer one is cut. Default 256.</summary>
    public int MaxTarget { get; init; } = 256;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Prefix);
        if (MaxInput < 2 || MaxTarget < 2)
            throw new ArgumentException($"MaxInput is {MaxInput} and MaxTarget {MaxTarget}; expected at least 2, one token and the end.");
    }
}
