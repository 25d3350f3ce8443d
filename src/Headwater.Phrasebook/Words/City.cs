using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>Cities, most of which each language calls by a name of its own.</summary>
internal enum City
{
    Vienna, Munich, Cologne, Geneva, Brussels, Rome, Venice, Lisbon, Warsaw, Prague, Copenhagen, Athens, London, Naples, Florence, Milan, Zurich,
    Strasbourg, Nice, Cracow, Bucharest, Berne, Basel, Seville, Antwerp, Dresden, Hamburg, Nuremberg, Turin, Paris, Berlin, Lyon,
}

/// <summary>Countries.</summary>
internal enum Country
{
    Germany, France, Italy, Spain, Portugal, Switzerland, Austria, Poland, Greece, Sweden, Norway, Denmark, Hungary, Romania, Belgium, Netherlands,
    Ireland, England, Scotland, Turkey, Japan, Canada, Brazil, China, India, Egypt, Morocco, Finland,
}

/// <summary>Countries that suit the same kind of phrase.</summary>
internal static class Geography
{
    /// <summary>Countries one may reach by bicycle from most of the cities.</summary>
    public static readonly ImmutableArray<Country> NearCountries =
        [.. Enum.GetValues<Country>().Where(country => country <= Country.Scotland)];
}
