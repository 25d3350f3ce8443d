using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a YAML file as a map.</summary>
internal static class SpecFile
{
    /// <summary>The map that a file is; null, with a fault, where it is something else.</summary>
    public static SpecSection? Load(SpecSource source, string expected)
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
            source.Fault((int)exception.Start.Line, $"this is not YAML: {exception.Message.TrimEnd('.')}. Check the indentation, and quote text that contains \": \" or \"#\".");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser's own way to say that a list or map was never closed.
            source.Fault((int?)null, "this is not YAML: a bracket or brace is not closed.\nhint: close each [ with ] and each { with }.");
            return null;
        }
        catch (DecoderFallbackException)
        {
            source.Fault((int?)null, "the file is not UTF-8 text.\nhint: save it as UTF-8.");
            return null;
        }

        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map)
            return new SpecSection(source, map, "");

        source.Fault((int?)null, $"expected one map with {expected}.");
        return null;
    }
}
