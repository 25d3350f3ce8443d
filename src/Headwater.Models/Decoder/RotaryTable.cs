namespace Headwater.Models;

/// <summary>
/// Cosines and sines of rotary positions: at position p the pair (x_i, x_{i + w/2}) of a head turns by p · θ^(−2i/w), w being the numbers that turn
/// (Su et al. 2021, arXiv:2104.09864; pairs as in published files, half a width apart). Grows with the positions asked for. Not thread-safe.
/// </summary>
internal sealed class RotaryTable(DecoderConfig config)
{
    private readonly double[] _frequencies = Frequencies(config);

    /// <summary>Pairs of a head that turn.</summary>
    public int Pairs => _frequencies.Length;

    /// <summary>Positions that the arrays hold.</summary>
    public int Positions { get; private set; }

    /// <summary>(positions, pairs).</summary>
    public float[] Cosines { get; private set; } = [];

    public float[] Sines { get; private set; } = [];

    /// <summary>Makes sure that the arrays hold at least so many positions.</summary>
    public void Grow(int positions)
    {
        if (positions <= Positions)
        {
            return;
        }

        int wanted = Math.Max(positions, Math.Min(2 * Positions, config.MaxPositionEmbeddings));
        Cosines = new float[wanted * Pairs];
        Sines = new float[wanted * Pairs];
        for (int i = 0; i < Cosines.Length; i++)
        {
            double angle = i / Pairs * _frequencies[i % Pairs];
            (Cosines[i], Sines[i]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
        }

        Positions = wanted;
    }

    /// <summary>Radians a position of each pair, after scaling.</summary>
    private static double[] Frequencies(DecoderConfig config)
    {
        double[] frequencies = new double[config.RotaryWidth / 2];
        for (int i = 0; i < frequencies.Length; i++)
        {
            double frequency = Math.Pow(config.RopeTheta, -2.0 * i / config.RotaryWidth);
            frequencies[i] = config.RopeScaling?.Apply(frequency) ?? frequency;
        }

        return frequencies;
    }
}
