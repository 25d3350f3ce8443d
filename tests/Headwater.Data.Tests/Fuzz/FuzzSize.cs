using System.Globalization;

namespace Headwater.Data.Tests;

/// <summary>How many texts a fuzz reads: few in every run of the tests; a million, or as many as HEADWATER_FUZZ says, in the explicit ones.</summary>
internal static class FuzzSize
{
    public const int Few = 5_000;

    public static int Full { get; } = Environment.GetEnvironmentVariable("HEADWATER_FUZZ") is { Length: > 0 } texts ? int.Parse(texts, CultureInfo.InvariantCulture) : 1_000_000;
}
