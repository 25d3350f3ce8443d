using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Outputs of a model for inputs: <see cref="GreedySearch"/>, or <see cref="BeamSearch"/> where <see cref="GenerationOptions.Beam"/> asks for more than one
/// hypothesis. Inputs of like length share a batch; on the processor each thread decodes batches of its own.
/// </summary>
public static class Generation
{
    /// <summary>One output for each input, in the order given, without the end mark.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Token ids, none empty: for T5 each ending in the end mark; a decoder-only model goes on behind the last.</param>
    /// <param name="options">Lengths, beams and batches.</param>
    /// <param name="progress">Told how many inputs are done.</param>
    /// <param name="cancellationToken">Looked at before each token of a batch.</param>
    public static int[][] Generate(
        LanguageModel model,
        IReadOnlyList<int[]> inputs,
        GenerationOptions? options = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new GenerationOptions();
        options.Validate();
        int[][] batches = [.. LengthBatches.Of(inputs.Count, i => inputs[i].Length, _ => 0, options.BatchTokens, Math.Max(1, options.BatchRows / options.Beam))];
        int[][] outputs = new int[inputs.Count][];
        int done = 0;
        Lock reporting = new();
        ForEach(model, batches, rows =>
        {
            int[][] generated = options.Beam == 1
                ? GreedySearch.Generate(model, inputs, rows, options.MaxLength, cancellationToken)
                : BeamSearch.Generate(model, inputs, rows, options, cancellationToken);
            for (int i = 0; i < rows.Length; i++)
            {
                outputs[rows[i]] = generated[i];
            }

            lock (reporting)
            {
                progress?.Report(done += rows.Length);
            }
        });
        return outputs;
    }

    // The longest first, so that threads end together.
    private static void ForEach(LanguageModel model, int[][] batches, Action<int[]> body)
    {
        if (model is not T5Model || !ProcessorGradient.Supports(model))
        {
            TorchRuntime.UseThreads();
            using IDisposable noGradient = no_grad();
            Array.ForEach(batches, body);
            return;
        }

        int next = batches.Length;
        Task[] workers = [.. Enumerable.Range(0, Math.Min(TorchRuntime.Loaded.Threads, batches.Length)).Select(_ => Task.Run(Work))];
        Task.WhenAll(workers).GetAwaiter().GetResult();

        void Work()
        {
            int before = Blas.UseThreads(1);
            try
            {
                for (int i = Interlocked.Decrement(ref next); i >= 0; i = Interlocked.Decrement(ref next))
                {
                    body(batches[i]);
                }
            }
            finally
            {
                Blas.UseThreads(before);
            }
        }
    }
}
