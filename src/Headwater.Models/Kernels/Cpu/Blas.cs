using System.Runtime.InteropServices;

namespace Headwater.Models;

/// <summary>
/// The matrix product of the library that libtorch carries (MKL), called without libtorch around it. Row-major throughout. A libtorch without it,
/// as on other processors, leaves <see cref="IsAvailable"/> false.
/// </summary>
internal static unsafe class Blas
{
    private const byte Plain = (byte)'N';
    private const byte Transposed = (byte)'T';

    private static readonly delegate* unmanaged<byte*, byte*, int*, int*, int*, float*, float*, int*, float*, int*, float*, float*, int*, void> Product;
    private static readonly delegate* unmanaged<int, int> LocalThreads;

    static Blas()
    {
        string path = Path.Combine(TorchRuntime.Loaded.LibraryFolder, "libtorch_cpu.so");
        if (NativeLibrary.TryLoad(path, out nint library)
            && NativeLibrary.TryGetExport(library, "sgemm_", out nint product)
            && NativeLibrary.TryGetExport(library, "MKL_Set_Num_Threads_Local", out nint threads))
        {
            Product = (delegate* unmanaged<byte*, byte*, int*, int*, int*, float*, float*, int*, float*, int*, float*, float*, int*, void>)product;
            LocalThreads = (delegate* unmanaged<int, int>)threads;
        }
    }

    public static bool IsAvailable => Product is not null;

    /// <summary>Threads that products of the calling thread use; 0 for libtorch's number. Returns what it was.</summary>
    public static int UseThreads(int threads) => LocalThreads(threads);

    /// <summary>c = scale · a · b + keep · c, with a (rows, inner), b (inner, columns); strides are of rows, in floats.</summary>
    public static void Multiply(Matrix a, Matrix b, Matrix c, int rows, int inner, int columns, float keep = 0, float scale = 1)
    {
        // The library stores columns; cᵀ = bᵀ · aᵀ is the same product in its eyes.
        (byte left, byte right) = (b.IsTransposed ? Transposed : Plain, a.IsTransposed ? Transposed : Plain);
        (int leftStride, int rightStride, int stride) = (b.Stride, a.Stride, c.Stride);
        Product(&left, &right, &columns, &rows, &inner, &scale, b.Data, &leftStride, a.Data, &rightStride, &keep, c.Data, &stride);
    }
}

/// <summary>A matrix in memory, read as it lies or transposed.</summary>
internal readonly unsafe struct Matrix(float* data, int stride, bool isTransposed = false)
{
    public readonly float* Data = data;
    public readonly int Stride = stride;
    public readonly bool IsTransposed = isTransposed;

    public Matrix Transposed => new(Data, Stride, !IsTransposed);
}
