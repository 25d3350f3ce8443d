using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Writes results in the command's JSON shapes. Each method writes one object; numbers that are not finite are written as null.</summary>
public static class LawsJson
{
    /// <summary>Writes <c>{"fits":[…]}</c>.</summary>
    public static void WriteFits(Utf8JsonWriter writer, IEnumerable<LawFit> fits) => throw new NotSupportedException();

    /// <summary>Writes <c>{"forecasts":[…]}</c>.</summary>
    public static void WriteForecasts(Utf8JsonWriter writer, IEnumerable<Forecast> forecasts) => throw new NotSupportedException();

    /// <summary>Writes <c>{"backtests":[…],"summary":{…}}</c>.</summary>
    public static void WriteBacktests(Utf8JsonWriter writer, IEnumerable<Backtest> backtests) => throw new NotSupportedException();

    /// <summary>Writes <c>{"advice":{…},"mixtures":[…]}</c>.</summary>
    public static void WriteAdvice(Utf8JsonWriter writer, Advice? advice, IEnumerable<MixtureValuation> mixtures) => throw new NotSupportedException();
}
