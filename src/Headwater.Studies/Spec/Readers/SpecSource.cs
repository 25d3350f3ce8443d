using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>The study file while it is read: its place, and the faults found so far.</summary>
internal sealed partial class SpecSource(string file)
{
    // Braces end a flow map, so ${NAME} would need quotes there. Two private characters stand for it while the file is parsed.
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    public string File { get; } = Path.GetFullPath(file);

    public List<Fault> Faults { get; } = [];

    /// <summary>Every key that a reader asked for, by its dotted path, with its default in words: what the schema of the study file is checked against.</summary>
    public IReadOnlyDictionary<string, string> Declared => _declared;

    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);

    public void Declare(string path, string @default) => _declared[path] = @default;

    public void Fault(YamlNode node, string message) => Fault((int)node.Start.Line, message);

    public void Fault(int? line, string message) => Faults.Add(new Fault(Path.GetFileName(File), line, message));

    /// <summary>The file's text with variables made safe for the parser.</summary>
    public static string Protect(string text) => Variable().Replace(text, $"{Open}$1{Close}");

    /// <summary>A value as it was written.</summary>
    public static string Unprotect(string value) => Protected().Replace(value, "$${$1}");

    /// <summary>The full path a written one stands for: <c>${NAME}</c> is an environment variable, and the study's own folder is the base.</summary>
    public string ResolvePath(YamlNode node, string key, string written)
    {
        bool complete = true;
        string expanded = Variable().Replace(written, match =>
        {
            string? value = Environment.GetEnvironmentVariable(match.Groups[1].Value);
            if (!string.IsNullOrEmpty(value))
                return value;

            complete = false;
            Fault(node, $"{key} is \"{written}\", but the environment variable {match.Groups[1].Value} is not set.\nhint: set it, or write the path out.");
            return "";
        });
        return complete ? Path.GetFullPath(expanded, Path.GetDirectoryName(File)!) : "";
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\uE000(\w+)\uE001")]
    private static partial Regex Protected();
}
