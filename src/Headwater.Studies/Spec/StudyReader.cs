using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a study file. Everything that can be known from the file and the presence of what it names is checked, and all faults are told at once.</summary>
public static class StudyReader
{
    /// <exception cref="StudySpecException">The file is not a study, or not one that can run.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static StudySpec Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no study at {path}. Give the path of a study's YAML file.", path);

        SpecSource source = new(path);
        SpecSection? root = Load(source);
        StudySpec? spec = root is null ? null : new StudyFileReader(root).Read();
        return source.Faults.Count == 0 ? spec! : throw new StudySpecException(source.Faults);
    }

    private static SpecSection? Load(SpecSource source)
    {
        YamlStream stream = [];
        try
        {
            UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using StringReader text = new(SpecSource.Protect(strict.GetString(File.ReadAllBytes(source.File))));
            stream.Load(text);
        }
        catch (YamlException exception)
        {
            source.Fault((int)exception.Start.Line, $"this is not YAML: {exception.Message.TrimEnd('.')}. Mind the indentation, and quote text that holds \": \" or \"#\".");
            return null;
        }
        catch (DecoderFallbackException)
        {
            source.Fault((int?)null, "the file is not UTF-8 text. Save it as UTF-8.");
            return null;
        }

        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map)
            return new SpecSection(source, map, "");

        source.Fault((int?)null, "expected one map with the keys of a study (study, corpora, pretraining, task, finetuning, …).");
        return null;
    }
}
