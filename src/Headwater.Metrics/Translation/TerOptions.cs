namespace Headwater.Metrics;

/// <summary>How TER is computed. The defaults are sacreBLEU's, and the signature of a score states every one of them.</summary>
public sealed record TerOptions
{
    internal static TerOptions Default { get; } = new();

    /// <summary>Set punctuation apart as tercom does; without it words are what stands between white space. Default false.</summary>
    public bool Normalized { get; init; }

    /// <summary>Leave out the marks <c>. , ? : ; ! " ( )</c>. Default false.</summary>
    public bool NoPunctuation { get; init; }

    /// <summary>
    /// Also set Chinese and Japanese characters apart, when <see cref="Normalized"/>, and leave out their punctuation, when
    /// <see cref="NoPunctuation"/>; alone without effect on the score. Default false.
    /// </summary>
    public bool AsianSupport { get; init; }

    /// <summary>Tell upper case from lower case. Default false.</summary>
    public bool CaseSensitive { get; init; }
}
