#:project ../../src/Headwater.Laws/Headwater.Laws.csproj
// Decides between the mixtures of a table, and says why:
//   dotnet run examples/csharp/decide.cs TABLE TOKENS
using System.Globalization;
using Headwater.Laws;

if (args is not [string path, string tokens])
{
    Console.Error.WriteLine("usage: dotnet run examples/csharp/decide.cs TABLE TOKENS, such as runs.csv 64e6");
    return 2;
}

double at = double.Parse(tokens, CultureInfo.InvariantCulture);
Analysis analysis = Analysis.Of(ObservationTable.Read(path), new AnalysisOptions { At = [at] });
if (analysis.Advice is not { } advice)
{
    Console.WriteLine(string.Join('\n', analysis.Warnings));
    return 1;
}

Console.WriteLine($"{advice.Action} {advice.Mixture}");
Console.WriteLine(advice.Reason);
foreach (MixtureValuation mixture in analysis.Valuations)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mixture.Mixture}: best with probability {mixture.ProbabilityBest:0.00}"));
}

return 0;
