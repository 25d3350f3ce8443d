#:project ../../src/Headwater.Laws/Headwater.Laws.csproj
// Fits a law to each series of a table and forecasts it at a larger scale:
//   dotnet run examples/csharp/fit.cs TABLE METRIC TOKENS
using System.Globalization;
using Headwater.Laws;

if (args is not [string path, string metric, string tokens])
{
    Console.Error.WriteLine("usage: dotnet run examples/csharp/fit.cs TABLE METRIC TOKENS, such as runs.csv bleu 64e6");
    return 2;
}

ObservationTable table = ObservationTable.Read(path);
foreach (MeasuredSeries series in MeasuredSeries.Of(table, metric))
{
    FittedLaw fit = LawFamily.BleuLog.Fit(series);
    Console.WriteLine(fit);
    Console.WriteLine($"  {fit.Forecast(double.Parse(tokens, CultureInfo.InvariantCulture))}");
}

return 0;
