using System.Collections.Immutable;
using Headwater.Data;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>corpora:</c>.</summary>
internal sealed class CorpusSectionReader(SpecSection root)
{
    private const int DefaultPhrases = 200_000;
    private const double DefaultBroken = 0.001;
    private const string Expected = "{ path: text.txt.gz, language: en } or { generate: phrasebook, language: en }";

    public ImmutableArray<CorpusSpec> Read()
    {
        SpecSection? section = root.Section(root.Find("corpora", "none"), "corpora", "corpora by name");
        return section is null ? [] : [.. section.Children().Select(child => Read(section, child.Key, child.Value)).OfType<CorpusSpec>()];
    }

    private static CorpusSpec? Read(SpecSection parent, string name, YamlNode node)
    {
        SpecSection? section = parent.Section(node, name, Expected);
        if (section is null)
            return null;
        if (name.Length == 0 || !name.All(StudyFileReader.IsNameCharacter))
            section.Fault($"the corpus name \"{name}\" contains other characters than allowed; expected letters, digits, '-', '_', '+' and '.', because the name is used for folders and columns.");

        YamlNode? path = section.Find("path", "required for a file");
        YamlNode? generate = section.Find("generate", "none, or phrasebook");
        string? language = section.Text("language", null);
        int phrases = section.Int("phrases", DefaultPhrases);
        if ((path is null) == (generate is null))
            section.Fault($"{section.Name} must have either \"path\" or \"generate\": {Expected}.");

        ImmutableArray<string> topics = PhrasebookKeys.Topics(section);
        CorpusSpec spec = new()
        {
            Name = name,
            Language = language,
            Path = path is null ? null : ReadPath(section, path),
            Phrases = generate is null ? 0 : phrases,
            Topics = topics,
            Column = section.Text("column", null),
            Attributes = CleaningKeys.Texts(section, "attributes"),
            Include = CleaningKeys.Texts(section, "include"),
            Exclude = CleaningKeys.Texts(section, "exclude"),
            Broken = section.Number("broken", DefaultBroken, NumberRange.Share),
            Cleaning = CleaningKeys.Read(section, language),
            Line = section.Line,
        };
        if (generate is not null)
            PhrasebookKeys.Check(section, generate, "language", language);
        foreach (string key in ((string[])["phrases", "topics"]).Where(key => generate is null && section.Has(key)))
            section.Fault(key, $"{section.PathOf(key)} belongs to a generated corpus.\nhint: remove it, or write generate: phrasebook.");
        foreach (string key in ((string[])["column", "attributes", "include", "exclude", "broken"]).Where(key => path is null && section.Has(key)))
            section.Fault(key, $"{section.PathOf(key)} belongs to a corpus of files.\nhint: remove it, or write path.");
        section.Close();
        return spec;
    }

    private static string ReadPath(SpecSection section, YamlNode node)
    {
        string written = section.Scalar(node, section.PathOf("path"), "a file's path") ?? "";
        string path = written.Length == 0 ? "" : section.Source.ResolvePath(node, section.PathOf("path"), written);
        if (FileGlob.IsPattern(path) && FileGlob.Expand(path).Count == 0)
            section.Source.Fault(node, $"{section.PathOf("path")}: no file matches {path}.\nhint: * matches any text inside a name, ** matches folders of any depth.");
        else if (path.Length > 0 && !FileGlob.IsPattern(path) && !File.Exists(path))
            section.Source.Fault(node, $"{section.PathOf("path")}: there is no file {path}. Paths are relative to the study file's folder.");
        return path;
    }
}
