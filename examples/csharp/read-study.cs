#:project ../../src/Headwater.Studies/Headwater.Studies.csproj
#:property UsesLibtorch=true
// Reads a study file and the rows that it measured, and prints each mixture's best score:
//   dotnet run examples/csharp/read-study.cs STUDY OBSERVATIONS METRIC
using System.Globalization;
using Headwater.Laws;
using Headwater.Studies;

if (args is not [string path, string observations, string metric])
{
    Console.Error.WriteLine("usage: dotnet run examples/csharp/read-study.cs study.yaml observations.csv bleu");
    return 2;
}

StudySpec study = StudyReader.Read(path);
StudyPlan plan = StudyPlanner.Plan(study);
Console.WriteLine($"{study.Name}: {plan.Jobs.Length} jobs, mixtures {string.Join(", ", study.Pretraining!.Mixtures.Select(mixture => mixture.Name))}");

ObservationTable table = ObservationTable.Read(observations);
foreach (IGrouping<string?, Observation> mixture in table.Rows.Where(row => row.Metric == metric).GroupBy(row => row.PretrainingData))
{
    Observation best = mixture.MaxBy(row => row.Value)!;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mixture.Key}: {metric} {best.Value:F1} after {best.PretrainingTokens / 1000:F0}K tokens"));
}

return 0;
