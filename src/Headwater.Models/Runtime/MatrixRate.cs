using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// What the processor reaches in nothing but matrix multiplication, 1024³ in float32: the measure that training speed is a share of. Every process measures it, in a
/// tenth of a second, and the best of all for a processor and a number of threads is kept in the user's cache folder: what else runs can only lower it.
/// </summary>
public static class MatrixRate
{
    private const int Size = 1024;
    private const int Repeats = 5;

    private static double? _measured;
    private static int _threads;

    /// <summary>FLOPs a second with the threads that libtorch was loaded with.</summary>
    public static double Measured()
    {
        int threads = TorchRuntime.Loaded.Threads;
        if (_measured is not double known || _threads != threads)
        {
            known = BestOf(FileOf(threads), Measure());
            (_measured, _threads) = (known, threads);
        }

        return known;
    }

    /// <summary>FLOPs a second with so many threads, as earlier processes measured it; null where none did. Loads nothing.</summary>
    public static double? Known(int threads) => Read(FileOf(threads));

    /// <summary>The higher of a rate and the one in the file, which holds it afterwards.</summary>
    internal static double BestOf(string file, double rate) => Read(file) is { } known && known >= rate ? known : Keep(file, rate);

    private static double Measure()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor left = ones(Size, Size);
        Tensor right = ones(Size, Size);
        double best = double.PositiveInfinity;
        for (int i = 0; i <= Repeats; i++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            using Tensor product = left.mm(right);
            best = i == 0 ? best : Math.Min(best, clock.Elapsed.TotalSeconds);      // the first one warms up
        }

        return 2.0 * Size * Size * Size / best;
    }

    private static string FileOf(int threads) => Path.Combine(MachineCache.Folder("matrix-rate"), $"{MachineCache.Processor()}-{threads}-threads");

    private static double? Read(string file) =>
        File.Exists(file) && double.TryParse(File.ReadAllText(file), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 ? rate : null;

    private static double Keep(string file, double rate)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            string temporary = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllText(temporary, rate.ToString("R", CultureInfo.InvariantCulture));
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Measured again by the next process.
        }

        return rate;
    }
}
