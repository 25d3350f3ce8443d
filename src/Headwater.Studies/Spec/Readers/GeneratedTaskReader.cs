using Headwater.Data;
using Headwater.Phrasebook;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a task whose examples are made: <c>{ generate: cloze, corpus: novels.txt, … }</c> or <c>{ generate: phrasebook, ask: questions, language: en, … }</c>.</summary>
internal sealed class GeneratedTaskReader(SpecSection section, NeededSplits needed)
{
    // The kinds of what can be asked of the phrasebook's passages.
    private static readonly Dictionary<string, (PhrasebookTask Task, string Kind)> Asked = new(StringComparer.Ordinal)
    {
        ["questions"] = (PhrasebookTask.Questions, "passage-questions"),
        ["choices"] = (PhrasebookTask.MultipleChoice, "passage-choices"),
        ["entailment"] = (PhrasebookTask.Entailment, "passage-entailment"),
        ["summary"] = (PhrasebookTask.Summary, "passage-summary"),
    };

    /// <summary>What can be asked of the phrasebook's passages.</summary>
    public static IEnumerable<string> Questions => Asked.Keys;

    /// <summary>The task; null where the generator makes translations, or nothing that is known.</summary>
    public TaskSpec? Read(string? name) => section.Children().First(child => child.Key == "generate").Value switch
    {
        YamlScalarNode { Value: GeneratedTaskSpec.Cloze } => Cloze(name),
        YamlScalarNode { Value: GeneratedTaskSpec.Phrasebook } when section.Has("ask") => Phrases(name),
        _ => null,
    };

    private TaskSpec Cloze(string? name)
    {
        section.Find("generate", "required");
        GeneratedTaskSpec cloze = new()
        {
            Generator = GeneratedTaskSpec.Cloze,
            Corpus = File("corpus", required: true, "a file of running text, a paragraph a line"),
            Books = File("books", required: false, "a .tsv or .csv file with a column of words, one line a book"),
            Language = section.Text("language", "en"),
            Choices = section.Int("options", 4, minimum: 2),
            Context = section.Int("context", 3),
        };
        return new TextTaskReader(section, ClozeKind()).ReadGenerated(name, cloze, needed);
    }

    private TaskSpec Phrases(string? name)
    {
        YamlNode generate = section.Find("generate", "required")!;
        string ask = section.RequiredText("ask", $"one of {string.Join(", ", Asked.Keys)}");
        string language = section.RequiredText("language", "the language of the passages, for example en");
        PhrasebookKeys.Check(section, generate, "language", language);
        if (!Asked.TryGetValue(ask, out (PhrasebookTask Task, string Kind) asked))
        {
            section.Fault("ask", $"{section.PathOf("ask")} is \"{ask}\"; expected {string.Join(", ", Asked.Keys)}.{SpecSection.DidYouMean(ask, Asked.Keys)}");
            asked = Asked["questions"];
        }

        GeneratedTaskSpec passages = new() { Generator = GeneratedTaskSpec.Phrasebook, Ask = asked.Task.ToString(), Language = language, Topics = PhrasebookKeys.Topics(section) };
        return Reader(asked.Kind).ReadGenerated(name, passages, needed);
    }

    // A model that was not finetuned knows no prefix, only text that goes on.
    private TaskKind ClozeKind()
    {
        TaskKind kind = TaskKind.Find(TaskKind.Cloze)!;
        return needed.Finetunes ? kind : kind with { Form = kind.Form! with { Prompt = "{context}" } };
    }

    private TextTaskReader Reader(string kind) => new(section, TaskKind.Find(kind));

    private string? File(string key, bool required, string expected)
    {
        YamlNode? node = required ? section.Require(key, expected) : section.Find(key, "none");
        string? written = node is null ? null : section.Scalar(node, section.PathOf(key), expected);
        string? path = written is null ? null : section.Source.ResolvePath(node!, section.PathOf(key), written);
        if (path is { Length: > 0 } && !System.IO.File.Exists(path))
            section.Source.Fault(node!, $"{section.PathOf(key)}: there is no file {path}. Expected {expected}; paths are relative to the folder of the file that names them.");
        return path;
    }
}
