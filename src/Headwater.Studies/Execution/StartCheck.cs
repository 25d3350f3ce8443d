using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Finds out whether runs can start on this machine at all, before anything of a study is touched: a run that cannot start leaves an earlier one's results as they are.</summary>
internal static class StartCheck
{
    private const int ProbeBytes = 1 << 16; // what a record or a table needs

    /// <exception cref="TorchUnavailableException">Something is to be trained, and libtorch cannot be loaded.</exception>
    /// <exception cref="ArgumentException">Something is to be trained with CUDA, and there is none; or a file is in the folder's place.</exception>
    /// <exception cref="IOException">The folder's disk is full or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Of(StudyPlan plan, RunStore store)
    {
        CanWrite(store.Folder);
        if (!plan.Jobs.Any(job => job.Stage > Stage.Corpus && !job.IsOfTrainer && !store.IsDone(job)))
            return;
        TorchLoad load = Load(plan, store.Folder);
        if (plan.Device == "cuda" && !load.CudaAvailable)
            throw new ArgumentException($"--device is cuda, and libtorch in {load.LibraryFolder} finds no CUDA device; expected one. {Unchanged(store.Folder)}\nhint: use --device cpu, or see headwater doctor.");
    }

    /// <summary>Writes a small file where the study's files will be, and deletes it.</summary>
    /// <exception cref="ArgumentException">A file is in the folder's place.</exception>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void CanWrite(StudyFolder folder)
    {
        string place = Path.GetFullPath(folder.Root);
        while (!Directory.Exists(place))                    // the study's folder is made when the study begins
        {
            if (File.Exists(place))
                throw new ArgumentException($"{place} is a file; expected a folder for the study's files.\nhint: name another folder with --out.");
            place = Path.GetDirectoryName(place)!;
        }

        string probe = Path.Combine(place, $".probe-{Guid.NewGuid():N}");
        try
        {
            using FileStream file = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            file.Write(new byte[ProbeBytes]);
            file.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            string reason = failure.Message.Split(" : ")[0].TrimEnd('.');
            throw new IOException($"Nothing can be written into {place} ({reason}). {Unchanged(folder)}\nhint: free some space, or name another folder with --out.", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new UnauthorizedAccessException($"Nothing can be written into {place}: permission is denied. {Unchanged(folder)}\nhint: change the folder's permissions, or name another folder with --out.", failure);
        }
    }

    private static TorchLoad Load(StudyPlan plan, StudyFolder folder)
    {
        try
        {
            return TorchRuntime.Load(plan.Spec.Threads);
        }
        catch (TorchUnavailableException failure)
        {
            throw new TorchUnavailableException($"{failure.Message} {Unchanged(folder)}\nhint: see headwater doctor.", failure);
        }
    }

    private static string Unchanged(StudyFolder folder) => $"Nothing in {folder.Root} was changed.";
}
