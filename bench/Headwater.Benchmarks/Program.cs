using System.Globalization;
using BenchmarkDotNet.Running;
using Headwater.Benchmarks;

if (args is ["chinchilla", string table])
{
    ChinchillaPeer.Run(table);
}
else if (args is ["score", string systems, .. string[] command])
{
    ScorePeer.Run(systems);
    if (command is [string score])
    {
        ScoreProcessPeer.Run(score, systems);
    }
}
else if (args is ["training", .. string[] shape])
{
    TrainingPeer.Run(shape);
}
else if (args is ["decoder", .. string[] decoderShape])
{
    TrainingPeer.RunDecoder(decoderShape);
}
else if (args is ["decoding", .. string[] decoded])
{
    DecodingPeer.Run(decoded);
}
else if (args is ["ranking", .. string[] ranked])
{
    RankingPeer.Run(ranked);
}
else if (args is ["running", .. string[] { Length: > 0 } studies])
{
    RunningPeer.Run(studies);
}
else if (args is ["soak", .. string[] soaked])
{
    SoakPeer.Run(soaked);
}
else if (args is ["curve", string folder, .. string[] { Length: > 8 } curve])
{
    CurvePeer.Run(folder, curve[..8], curve[8..]);
}
else if (args is ["mixtures", string tables])
{
    MixtureSimulation.Run(int.Parse(tables, CultureInfo.InvariantCulture));
}
else if (args is ["mixture-table", string corpora, string runs, string targets, string path])
{
    MixtureSimulation.WriteTable(int.Parse(corpora, CultureInfo.InvariantCulture), int.Parse(runs, CultureInfo.InvariantCulture), int.Parse(targets, CultureInfo.InvariantCulture), path);
}
else if (args is ["table", string headwater, .. string[] rows])
{
    LargeTablePeer.Run(headwater, rows is [string count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000);
}
else if (args is ["shards" or "shards-cleaned", string gigabytes, string threads, .. string[] { Length: > 0 } texts])
{
    ShardPeer.Run(double.Parse(gigabytes, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture), clean: args[0] == "shards-cleaned", texts);
}
else if (args is ["study", string program, .. string[] jobs])
{
    LargeStudy.Run(program, jobs is [string number] ? int.Parse(number, CultureInfo.InvariantCulture) : 10_000);
}
else if (args is ["adaptive", string grids, .. string[] study])
{
    AdaptiveBench.Run(int.Parse(grids, CultureInfo.InvariantCulture), study is [string finished] ? finished : null);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(BleuCorpusBench).Assembly).Run(args);
}
