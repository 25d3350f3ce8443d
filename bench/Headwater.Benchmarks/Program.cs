using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Headwater.Benchmarks.BleuCorpusBench).Assembly).Run(args);
