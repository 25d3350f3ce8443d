using System.Globalization;
using System.Text;

namespace Headwater.Studies;

/// <summary>
/// Marks that a command is running the study: a file named after machine and process, locked for the lifetime of the process. For <c>cancel</c>, and for knowing
/// whether somebody else is here.
/// </summary>
internal sealed class RunnerFile : IDisposable
{
    private readonly FileStream _stream;

    private RunnerFile(FileStream stream) => _stream = stream;

    /// <summary>Registers this process, and tidies up after those that were killed where it is alone.</summary>
    public static RunnerFile Register(StudyFolder study)
    {
        Directory.CreateDirectory(study.RunnersFolder);
        string name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");
        FileStream stream = Open(Path.Combine(study.RunnersFolder, name));
        stream.Write(Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        stream.Flush();
        bool alone = true;
        foreach (string file in Directory.GetFiles(study.RunnersFolder).Where(file => file != stream.Name))
            alone &= TryDelete(file);
        if (alone)
            Leftovers.Delete(study);
        return new RunnerFile(stream);
    }

    /// <summary>Processes of this machine that run the study now.</summary>
    public static IEnumerable<int> Here(StudyFolder study)
    {
        if (!Directory.Exists(study.RunnersFolder))
            yield break;
        foreach (string file in Directory.GetFiles(study.RunnersFolder, $"{Environment.MachineName}-*"))
        {
            string id = Path.GetFileName(file)[(Environment.MachineName.Length + 1)..];
            if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int process) && IsHeld(file))
                yield return process;
        }
    }

    public void Dispose()
    {
        File.Delete(_stream.Name);
        _stream.Dispose();
    }

    // Another command that asks whether this one lives holds the file for an instant.
    private static FileStream Open(string path)
    {
        const int attempts = 50;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < attempts && File.Exists(path))
            {
                Thread.Sleep(attempt);
            }
        }
    }

    // A file of another machine may be held by locks that do not reach here, so only this machine's are judged.
    private static bool TryDelete(string file)
    {
        if (!Path.GetFileName(file).StartsWith($"{Environment.MachineName}-", StringComparison.Ordinal) || IsHeld(file))
            return false;
        File.Delete(file);
        return true;
    }

    private static bool IsHeld(string file)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
