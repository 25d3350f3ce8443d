using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Data;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What <c>headwater align</c> compares: the mixtures and tasks of a study file, or corpora and a task given by their files.</summary>
internal sealed class AlignTexts(Terminal terminal)
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _texts = new("spec|corpus")
    {
        Description = "A study's YAML file; or corpora, each a file or NAME=FILE (.txt, .jsonl, plain, .gz or .zst); - is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _task = new("--task") { Description = "With corpora: the task's sentence pairs, either PREFIX for files PREFIX.LANGUAGE, or one .tsv or .jsonl file." };
    private readonly Option<string?> _source = new("--source") { Description = "With corpora: the source language, such as en." };
    private readonly Option<string?> _target = new("--target") { Description = "With corpora: the target language, such as de." };

    public void AddTo(Command command)
    {
        command.Add(_texts);
        command.Add(_task);
        command.Add(_source);
        command.Add(_target);
    }

    /// <summary>Measures what the command line names, by task.</summary>
    public ImmutableSortedDictionary<string, TaskAlignment> Measure(ParseResult parse, AlignmentOptions options)
    {
        string[] texts = parse.GetValue(_texts)!;
        if (Array.Exists(texts, IsStudy))
        {
            return texts is [var study] && parse.GetValue(_task) is null
                ? StudyAlignment.Of(StudyReader.Read(study), options)
                : throw new ArgumentException("align was given a study file together with other inputs; expected one study file, or corpora with --task.\nhint: leave out the study file or the corpora.");
        }

        (string task, string source, string target) = (Needed(parse, _task), Language(parse, _source), Language(parse, _target));
        Corpus[] corpora = [.. texts.Select(Open)];
        if (texts.Count(text => FileOf(text) == StandardInput) > 1)
        {
            throw new ArgumentException("Two corpora are \"-\" (standard input); expected at most one.\nhint: give the others as files.");
        }

        if (corpora.GroupBy(corpus => corpus.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two corpora have the name \"{twice.Key}\"; expected one.\nhint: name them: NAME=FILE.");
        }

        TaskAlignment alignment = TaskAlignment.Of(
            corpora, [.. corpora.Select(corpus => Mixture.Of(corpus.Name))], ParallelText.Read(task, source, target), source, target, options);
        return ImmutableSortedDictionary<string, TaskAlignment>.Empty.Add($"{source}-{target}", alignment);
    }

    private static bool IsStudy(string text) => Path.GetExtension(text).ToLowerInvariant() is ".yaml" or ".yml";

    private Corpus Open(string text)
    {
        string file = FileOf(text);
        string name = text.Length > file.Length ? text[..^(file.Length + 1)] : file == StandardInput ? "input" : Path.GetFileName(file).Split('.')[0];
        return file == StandardInput ? Corpus.FromStream(name, TextInput.Open(path: null, terminal, out _)) : Corpus.FromFile(name, file);
    }

    // What follows NAME=, where a name is given.
    private static string FileOf(string text)
    {
        int mark = text.IndexOf('=', StringComparison.Ordinal);
        return mark <= 0 || File.Exists(text) ? text : text[(mark + 1)..];
    }

    private static string Needed(ParseResult parse, Option<string?> option) => parse.GetValue(option)
        ?? throw new ArgumentException($"align needs {option.Name} where corpora are given; expected all of --task, --source and --target.\nhint: --task PREFIX --source en --target de");

    private static string Language(ParseResult parse, Option<string?> option)
    {
        string language = Needed(parse, option);
        return LanguageIdentifier.Languages.Contains(language)
            ? language
            : throw new ArgumentException($"{option.Name} is \"{language}\"; expected the ISO 639-1 code of a supported language: {string.Join(" ", LanguageIdentifier.Languages)}.\nhint: {option.Name} en");
    }
}
