using BenchmarkDotNet.Running;
using Headwater.Benchmarks;

if (args is ["chinchilla", string table])
{
    ChinchillaPeer.Run(table);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(BleuCorpusBench).Assembly).Run(args);
}
