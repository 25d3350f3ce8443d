#:project ../../src/Headwater.Metrics/Headwater.Metrics.csproj
// Scores a translation, with the numbers of sacreBLEU:
//   dotnet run examples/csharp/score.cs HYPOTHESES REFERENCES
using Headwater.Metrics;

if (args is not [string hypotheses, string references])
{
    Console.Error.WriteLine("usage: dotnet run examples/csharp/score.cs HYPOTHESES REFERENCES, one sentence per line");
    return 2;
}

string[] outputs = File.ReadAllLines(hypotheses);
string[][] expected = [File.ReadAllLines(references)];
Console.WriteLine(Bleu.Corpus(outputs, expected));
Console.WriteLine(Chrf.Corpus(outputs, expected));
Console.WriteLine(Ter.Corpus(outputs, expected));
return 0;
