using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>A beam search in place of the likeliest token each time. See <see cref="GenerationOptions"/>.</summary>
public sealed record DecodingSpec
{
    // Beyond twice the longest target seen, a decoder only repeats itself.
    internal const int LongestOutputFactor = 2;

    /// <summary>Hypotheses kept for each input, at least 2.</summary>
    public required int Beam { get; init; }

    /// <summary>α of the length penalty.</summary>
    public required double LengthPenalty { get; init; }

    /// <summary>As <c>beam</c> and <c>length-penalty</c> of a task say; null for one hypothesis.</summary>
    internal static DecodingSpec? Read(SpecSection section)
    {
        GenerationOptions defaults = new();
        int beam = section.Int("beam", defaults.Beam);
        double penalty = section.Number("length-penalty", defaults.LengthPenalty, NumberRange.LengthPenalty);
        if (beam == 1 && section.Has("length-penalty"))
            section.Fault("length-penalty", $"{section.PathOf("length-penalty")} needs a beam, but {section.PathOf("beam")} is 1.\nhint: set beam: 4, or remove length-penalty.");
        return beam == 1 ? null : new DecodingSpec { Beam = beam, LengthPenalty = penalty };
    }

    /// <summary>Tokens of an output at most: twice the longest target of like pairs, within what the task allows.</summary>
    internal static int LongestOutput(int maxTarget, EncodedPairs like) => Math.Min(maxTarget, LongestOutputFactor * like.Pairs.Max(pair => pair.Target.Length));

    internal static GenerationOptions Options(DecodingSpec? decoding, int longest) => decoding is null
        ? new GenerationOptions { MaxLength = longest }
        : new GenerationOptions { MaxLength = longest, Beam = decoding.Beam, LengthPenalty = decoding.LengthPenalty };
}
