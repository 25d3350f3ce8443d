using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Which languages a text is written in, by bytes, estimated from a sample of its passages. Intervals are Wilson's for a share (doi:10.1080/01621459.1927.10502953),
/// with Kish's effective number of passages, (Σ bytes)² / Σ bytes², in place of their number: a share of 0 or 1 in the sample is not taken for certain.
/// Shares of a mixture are sums weighted by its rates, with intervals by the method of variance estimates recovery (Zou and Donner 2008, doi:10.1002/sim.3095).
/// </summary>
public sealed record LanguageShares
{
    /// <summary>The code of passages whose language cannot be identified.</summary>
    public const string Unknown = "unknown";

    private const int PassageCharacters = 400;   // the identifier gains nothing from more
    private const double StandardNormal95 = 1.6448536269514722;

    private readonly double _zeroHigh;

    private LanguageShares(ImmutableArray<LanguageShare> shares, double zeroHigh)
    {
        All = [.. shares.OrderByDescending(share => share.Share).ThenBy(share => share.Language, StringComparer.Ordinal)];
        _zeroHigh = zeroHigh;
    }

    /// <summary>Languages found, the largest share first.</summary>
    public ImmutableArray<LanguageShare> All { get; }

    /// <summary>Estimates the shares of a sample's text from its first <paramref name="passages"/> passages, with 90% intervals.</summary>
    public static LanguageShares Of(TextSample sample, int passages = 300)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(passages);
        string[] texts = [.. sample.Passages.Take(passages)];
        (string Language, double Bytes)[] found = [.. texts.AsParallel().AsOrdered().Select(text =>
            (LanguageIdentifier.Identify(text[..Math.Min(text.Length, PassageCharacters)]) ?? Unknown, (double)Encoding.UTF8.GetByteCount(text)))];
        double bytes = found.Sum(passage => passage.Bytes);
        double effective = bytes * bytes / found.Sum(passage => passage.Bytes * passage.Bytes);
        return new LanguageShares(
            [.. found.GroupBy(passage => passage.Language).Select(group => Interval(group.Key, group.Sum(passage => passage.Bytes) / bytes, effective))],
            Interval(Unknown, 0, effective).High);
    }

    /// <summary>The shares of a mixture of texts with these rates, which sum to 1.</summary>
    public static LanguageShares Mix(IReadOnlyList<(LanguageShares Shares, double Rate)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        string[] languages = [.. parts.SelectMany(part => part.Shares.All.Select(share => share.Language)).Distinct()];
        return new LanguageShares([.. languages.Select(language => Mix(language, parts))], Mix("", parts).High);
    }

    /// <summary>The share of a language; 0 with the interval that a sample without it allows where it was not found.</summary>
    public LanguageShare this[string language]
    {
        get
        {
            foreach (LanguageShare share in All)
            {
                if (share.Language == language) return share;
            }

            return new LanguageShare(language, 0, 0, _zeroHigh);
        }
    }

    private static LanguageShare Mix(string language, IReadOnlyList<(LanguageShares Shares, double Rate)> parts)
    {
        double share = 0, below = 0, above = 0;
        foreach ((LanguageShares shares, double rate) in parts)
        {
            LanguageShare part = shares[language];
            share += rate * part.Share;
            below += Math.Pow(rate * (part.Share - part.Low), 2);
            above += Math.Pow(rate * (part.High - part.Share), 2);
        }

        return new LanguageShare(language, share, Math.Max(0, share - Math.Sqrt(below)), Math.Min(1, share + Math.Sqrt(above)));
    }

    // Wilson: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z of the 95% point for a two-sided interval at 90%.
    private static LanguageShare Interval(string language, double share, double count)
    {
        double z2 = StandardNormal95 * StandardNormal95;
        double centre = share + z2 / (2 * count);
        double spread = StandardNormal95 * Math.Sqrt(share * (1 - share) / count + z2 / (4 * count * count));
        double scale = 1 + z2 / count;
        return new LanguageShare(language, share, Math.Max(0, (centre - spread) / scale), Math.Min(1, (centre + spread) / scale));
    }
}

/// <summary>The share of a corpus, by bytes, that is written in one language: 0 to 1, with an interval for what sampling leaves open. Mistakes of the identifier are not in it.</summary>
/// <param name="Language">ISO 639-1 code; <see cref="LanguageShares.Unknown"/> for passages whose language cannot be identified.</param>
/// <param name="Share">The estimate.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct LanguageShare(string Language, double Share, double Low, double High);
