#:project ../../src/Headwater.Models/Headwater.Models.csproj
#:property UsesLibtorch=true
// Trains a tiny T5 on the bytes of pairs (source, tab, target), saves it in the Hugging Face layout and tries it:
//   dotnet run examples/csharp/train.cs PAIRS STEPS FOLDER
using System.Globalization;
using Headwater.Data;
using Headwater.Models;

if (args is not [string path, string count, string folder])
{
    Console.Error.WriteLine("usage: dotnet run examples/csharp/train.cs PAIRS.tsv STEPS FOLDER, such as pairs.tsv 400 model");
    return 2;
}

TextPair[] pairs = [.. File.ReadLines(path).Select(line => line.Split('\t')).Select(parts => new TextPair(parts[0], parts[1]))];
TextTokenizer tokenizer = TextTokenizer.OfBytes();
FinetuningStream batches = new(PairEncoder.Encode(pairs, tokenizer), batch: 16, seed: 1);

TorchRuntime.Load(threads: 1);
using T5Model model = new(T5Config.Preset("nano") with { VocabSize = tokenizer.VocabularySize }, seed: 1);
TrainingOptions options = new() { Schedule = LearningRateSchedule.InverseSquareRoot(0.02, warmUp: 100), Steps = long.Parse(count, CultureInfo.InvariantCulture), LogEvery = 100 };
using Trainer trainer = new(model, options, new TrainingCallbacks { OnLog = log => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {log.Step}: loss {log.Loss:F2}")) });
trainer.Run(batches.Batch);

Checkpoint.SaveModel(folder, model, tokenizer);
int[][] outputs = Generation.Generate(model, [.. pairs.Take(3).Select(pair => tokenizer.Encode(pair.Source).Append(TextTokenizer.EndOfSequence).ToArray())]);
foreach ((TextPair pair, int[] output) in pairs.Zip(outputs))
{
    Console.WriteLine($"{pair.Source} -> {tokenizer.Decode(output)}");
}

return 0;
