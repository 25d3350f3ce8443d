using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Keeps the likeliest hypotheses of each input. At each position the best 2 · beam continuations are taken: those that end are ranked with the length penalty
/// of Wu et al. 2016 (arXiv:1609.08144, eq. 14), the others continue. An input is done when none that continues could still overtake the worst of as many ended
/// ones as the beam is wide; where none ended, the likeliest that continues is the output.
/// </summary>
internal static class BeamSearch
{
    /// <summary>The output of each of some inputs.</summary>
    public static int[][] Generate(LanguageModel model, IReadOnlyList<int[]> inputs, int[] rows, GenerationOptions options, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecoderState decoder = DecoderState.Begin(model, inputs, rows, options.MaxLength);
        InputBeam[] beams = [.. rows.Select(_ => new InputBeam(options.Beam, options.LengthPenalty, options.MaxLength, decoder.Ends))];
        InputBeam[] active = beams;
        int[] last = decoder.First;
        while (active.Length > 0 && decoder.Position < options.MaxLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<float> logits = decoder.Next(last);
            int vocabulary = logits.Length / last.Length;
            List<int> kept = [];
            List<int> tokens = [];
            int row = 0;
            foreach (InputBeam beam in active)
            {
                int count = beam.Going;
                beam.Advance(logits.Slice(row * vocabulary, count * vocabulary), vocabulary);
                foreach ((int parent, int token) in beam.IsDone ? [] : beam.Moves)
                {
                    kept.Add(row + parent);
                    tokens.Add(token);
                }

                row += count;
            }

            active = [.. active.Where(beam => !beam.IsDone)];
            last = [.. tokens];
            if (kept.Count > 0)
            {
                decoder.Keep(kept);
            }
        }

        return [.. beams.Select(beam => beam.Best())];
    }
}
