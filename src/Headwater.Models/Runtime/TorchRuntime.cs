using System.Runtime.InteropServices;
using TorchSharp;

namespace Headwater.Models;

/// <summary>
/// Loads libtorch into this process, by full path, and tells how it went. Where the package's wrapper library asks for a newer
/// libstdc++ than the system has, a patched copy is used: see docs/decisions/libtorch-loading.md. Thread-safe.
/// </summary>
public static class TorchRuntime
{
    /// <summary>An environment variable that names another folder of libtorch to use, such as one with CUDA. It must be of the same version.</summary>
    public const string FolderVariable = "HEADWATER_LIBTORCH";

    // In the order of their needs, so that each finds the ones before it already in the process.
    private static readonly string[] LinuxNames = ["libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"];

    private static readonly Lock Gate = new();
    private static TorchLoad? _load;

    /// <summary>Loads libtorch if that has not been done, and sets the threads that one operation uses.</summary>
    /// <exception cref="TorchUnavailableException">It cannot be loaded; the message has the loader's reason.</exception>
    public static TorchLoad Load(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        lock (Gate)
        {
            _load ??= LoadOnce(threads);
            if (_load.Threads != threads)
            {
                torch.set_num_threads(threads);
                _load = _load with { Threads = threads };
            }

            return _load;
        }
    }

    /// <summary>Tries the load, with one thread when there was none yet, and never throws.</summary>
    public static TorchDiagnosis Diagnose()
    {
        try
        {
            return new TorchDiagnosis { Load = Load(_load?.Threads ?? 1) };
        }
        catch (TorchUnavailableException exception)
        {
            return new TorchDiagnosis { Problem = exception.Message };
        }
    }

    /// <summary>The load, for code that needs one to have happened.</summary>
    /// <exception cref="InvalidOperationException">Nobody called <see cref="Load"/>.</exception>
    internal static TorchLoad Loaded =>
        _load ?? throw new InvalidOperationException("libtorch is not loaded. Call TorchRuntime.Load(threads) before using a model.");

    /// <summary>Gives the calling thread the number of threads of the load: libtorch keeps it thread by thread.</summary>
    internal static void UseThreads() => torch.set_num_threads(Loaded.Threads);

    private static TorchLoad LoadOnce(int threads)
    {
        string folder = LibraryFolder();
        try
        {
            NativeSettings.Apply(threads);
            foreach (string name in OperatingSystem.IsLinux() ? LinuxLibraries(folder) : [])
            {
                NativeLibrary.Load(Path.Combine(folder, name));
            }

            (string wrapper, IReadOnlyList<string> weakened) = LoadWrapper(folder);
            torch.InitializeDeviceType(DeviceType.CPU);
            torch.set_num_threads(threads);
            torch.set_num_interop_threads(1);                       // a second call would end the process
            return new TorchLoad
            {
                LibraryFolder = folder,
                Wrapper = wrapper,
                WeakenedVersions = weakened,
                Version = torch.__version__,
                Threads = threads,
                CudaAvailable = HasCuda(folder) && torch.cuda.is_available(),
            };
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException
            or NotSupportedException or InvalidDataException or ExternalException)
        {
            throw new TorchUnavailableException($"libtorch in {folder} does not load: {Innermost(exception).Message}", exception);
        }
    }

    private static IEnumerable<string> LinuxLibraries(string folder) => LinuxNames.Where(name => File.Exists(Path.Combine(folder, name)));

    private static (string Path, IReadOnlyList<string> Weakened) LoadWrapper(string folder)
    {
        string original = SearchFolders().Prepend(folder).Select(candidate => Path.Combine(candidate, WrapperName)).FirstOrDefault(File.Exists)
            ?? throw new TorchUnavailableException(
                $"{WrapperName} is not beside the program ({AppContext.BaseDirectory}). Build or publish the program again.");
        (string path, IReadOnlyList<string> weakened) = OperatingSystem.IsLinux() ? WrapperLibrary.Prepare(original) : (original, []);

        // TorchSharp asks for it by name: its imports through this resolver, its own start-up check through the loader,
        // which knows the library by then.
        nint handle = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => name == "LibTorchSharp" ? handle : 0);
        return (path, weakened);
    }

    private static string LibraryFolder()
    {
        string? named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(Path.Combine(named, LibraryName))
                ? named
                : throw new TorchUnavailableException(
                    $"{FolderVariable} is \"{named}\", where there is no {LibraryName}. Name the folder that holds it, or unset the variable.");
        }

        return SearchFolders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, LibraryName)))
            ?? throw new TorchUnavailableException(
                $"{LibraryName} was not found beside the program ({Path.Combine(AppContext.BaseDirectory, "libtorch")}). " +
                $"Build or publish the program again, or set {FolderVariable} to a folder with libtorch.");
    }

    private static IEnumerable<string> SearchFolders()
    {
        string beside = AppContext.BaseDirectory;
        string known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return
        [
            Path.Combine(beside, "libtorch"),
            Path.Combine(beside, "runtimes", "linux-x64", "native"),
            Path.Combine(beside, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            beside,
            .. known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
    }

    private static bool HasCuda(string folder) => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so"));

    private static string LibraryName => Platform("torch_cpu");

    private static string WrapperName => Platform("LibTorchSharp");

    private static string Platform(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static Exception Innermost(Exception exception) => exception.InnerException is null ? exception : Innermost(exception.InnerException);
}

/// <summary>libtorch cannot be loaded on this machine. The message holds the loader's own reason and what to do.</summary>
public sealed class TorchUnavailableException : Exception
{
    public TorchUnavailableException(string message) : base(message) { }

    public TorchUnavailableException(string message, Exception innerException) : base(message, innerException) { }

    public TorchUnavailableException() : this("libtorch is not available.") { }
}
