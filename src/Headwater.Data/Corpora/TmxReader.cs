using System.Text;
using System.Xml;

namespace Headwater.Data;

/// <summary>
/// Reads pairs from a TMX file (Translation Memory eXchange 1.4b, GALA/LISA OSCAR), one translation unit in memory at a time. A language fits where it is equal or its first part is:
/// <c>en</c> takes <c>en-US</c>. Inline codes (bpt, ept, it, ph, ut) are dropped, the text inside highlights is kept. Units that lack one of the languages are skipped.
/// </summary>
internal static class TmxReader
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true };

    public static IEnumerable<TextPair> Pairs(string path, string source, string target)
    {
        using Stream content = TextFile.OpenContent(path);
        using XmlReader reader = XmlReader.Create(content, Settings);
        while (Read(reader, path, inside => inside.ReadToFollowing("tu")))
        {
            TextPair? pair = null;
            Read(reader, path, unit =>
            {
                using XmlReader inner = unit.ReadSubtree();
                pair = Unit(inner, source, target);
                return true;
            });
            if (pair is { } found) yield return found;
        }
    }

    private static bool Read(XmlReader reader, string path, Func<XmlReader, bool> step)
    {
        try
        {
            return step(reader);
        }
        catch (Exception failure) when (failure is XmlException)
        {
            int line = (failure as XmlException)?.LineNumber ?? ((IXmlLineInfo)reader).LineNumber;
            throw new InvalidDataException($"{path}({line}): not a whole TMX file ({failure.Message.TrimEnd('.')}). Fetch or export the file again.", failure);
        }
    }

    private static TextPair? Unit(XmlReader unit, string source, string target)
    {
        string? from = null, to = null;
        while (unit.ReadToFollowing("tuv"))
        {
            string language = unit.GetAttribute("lang", "http://www.w3.org/XML/1998/namespace") ?? unit.GetAttribute("lang") ?? "";
            bool isSource = from is null && Fits(language, source), isTarget = to is null && Fits(language, target);
            if (!isSource && !isTarget) continue;
            using XmlReader variant = unit.ReadSubtree();
            if (!variant.ReadToFollowing("seg")) continue;
            string text = Text(variant);
            if (isSource) from = text;
            else to = text;
        }

        return from is null || to is null ? null : new TextPair(from, to);
    }

    private static bool Fits(string language, string wanted) => language.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (language.Length == wanted.Length || language[wanted.Length] is '-' or '_');

    private static string Text(XmlReader segment)
    {
        StringBuilder text = new();
        int depth = segment.Depth;
        if (segment.IsEmptyElement) return "";
        segment.Read();
        while (segment.Depth > depth)
        {
            if (segment.NodeType == XmlNodeType.Element && segment.LocalName is "bpt" or "ept" or "it" or "ph" or "ut")
            {
                segment.Skip(); // stands on what follows
                continue;
            }

            if (segment.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(segment.Value);
            segment.Read();
        }

        return text.ToString().ReplaceLineEndings(" ").Trim();
    }
}
