using Headwater.Data;

namespace Headwater.Models;

/// <summary>Standard normal numbers from a seed, by the polar method of Marsaglia and Bray (1964, doi:10.1137/1006063). Not thread-safe.</summary>
internal sealed class NormalGenerator(ulong seed)
{
    private readonly SplitMix _uniform = new(seed);
    private double? _second;

    public double Next()
    {
        if (_second is double second)
        {
            _second = null;
            return second;
        }

        while (true)
        {
            double x = (2 * _uniform.NextDouble()) - 1;
            double y = (2 * _uniform.NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Math.Log(square) / square);
                _second = y * scale;
                return x * scale;
            }
        }
    }
}
