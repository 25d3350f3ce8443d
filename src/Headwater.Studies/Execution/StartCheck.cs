using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Finds out whether runs can start on this machine at all, before anything of a study is touched: a run that cannot start leaves an earlier one's results as they are.</summary>
internal static class StartCheck
{
    private const int ProbeBytes = 1 << 16;

    /// <exception cref="TorchUnavailableException">Something is to be trained, and libtorch cannot be loaded.</exception>
    /// <exception cref="ArgumentException">Something is to be trained with CUDA, and there is none.</exception>
    /// <exception cref="IOException">The folder's disk is full.</exception>
    public static void Of(StudyPlan plan, RunStore store)
    {
        CheckDisk(store.Folder);
        if (plan.Device != "cuda" || !plan.Jobs.Any(job => job.Stage is Stage.Pretraining or Stage.Finetuning && !store.IsDone(job)))
            return;
        TorchDiagnosis diagnosis = TorchRuntime.Diagnose();
        if (diagnosis.Load is not { } load)
            throw new TorchUnavailableException($"{diagnosis.Problem} Nothing of {store.Folder.Root} was changed.");
        if (!load.CudaAvailable)
            throw new ArgumentException($"--device is cuda, and libtorch in {load.LibraryFolder} finds no CUDA device; expected one. Nothing of {store.Folder.Root} was changed.\nhint: use --device cpu, or see headwater doctor.");
    }

    // A file of one block: what a record or a table needs.
    private static void CheckDisk(StudyFolder folder)
    {
        Directory.CreateDirectory(folder.Root);
        string probe = Path.Combine(folder.Root, $".probe-{Guid.NewGuid():N}");
        try
        {
            using FileStream file = new(probe, FileMode.CreateNew, FileAccess.Write);
            file.Write(new byte[ProbeBytes]);
            file.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            throw new IOException($"{folder.Root} cannot be written ({failure.Message.TrimEnd('.')}). Nothing of it was changed.\nhint: free some space, or name another folder with --output.", failure);
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
