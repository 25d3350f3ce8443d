using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>A first study of what was found in a folder, as commented YAML, with the assumptions behind it.</summary>
public sealed class StudyDraft
{
    // A trained BPE of a few thousand pieces has at least so many bytes in a token of most scripts, so that a corpus has at least as many tokens as counted on.
    private const int BytesPerToken = 4;

    private const int MostTokens = 4_000_000;
    private const int LeastTokens = 250_000;
    private const int Checkpoints = 6;
    private const int CommentColumn = 56;
    private const int MostExamples = 8000;
    private const int FewestExamples = 40;
    private const int MostSingleMixtures = 8;

    private readonly FolderSurvey _survey;
    private readonly List<string> _assumptions = [];
    private readonly StringBuilder _yaml = new();

    private StudyDraft(FolderSurvey survey, string name)
    {
        _survey = survey;
        Line($"# Which text should a small model read before it learns {(survey.Tasks.Length == 1 ? "this task" : "these tasks")}? Written by headwater new from what this folder has.");
        Line("# Every key is explained in docs/study-spec.md. headwater schema > study.schema.json, and a first line of");
        Line("# \"# yaml-language-server: $schema=study.schema.json\", let an editor complete the keys.");
        Line($"study: {Yaml.Text(name)}");
        Line("seed: 1", "every random choice derives from it; seeds: 3 repeats the training and shows its noise");
        WriteModel();
        WriteCorpora();
        WritePretraining();
        WriteTasks();
        WriteFinetuning();
        Line("threads: 1", "of one run; several runs go at a time");
    }

    /// <summary>The study file.</summary>
    public string Text => _yaml.ToString();

    /// <summary>What was assumed, each a sentence.</summary>
    public ImmutableArray<string> Assumptions => [.. _assumptions];

    /// <exception cref="ArgumentException">The folder lacks what a study needs.</exception>
    public static StudyDraft Of(FolderSurvey survey, string name)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return new StudyDraft(survey, CorpusSurvey.Cleaned(name) is { Length: > 0 } cleaned ? cleaned : "study");
    }

    private long Bytes => _survey.Corpora.Sum(corpus => corpus.Bytes);

    private void WriteModel()
    {
        int vocabulary = Bytes >= 1_000_000 ? 4096 : Bytes >= 200_000 ? 2048 : 1024;
        Line($"tokenizer: {{ train: bpe, vocabulary: {vocabulary} }}", "trained on the corpora below");
        Line("model: micro", "1.8M parameters without embeddings: minutes a run on one core");
        _assumptions.Add("The model is micro, a T5 of 1.8M parameters without embeddings, so that a run takes minutes on one core.");
    }

    private void WriteCorpora()
    {
        Line("corpora:");
        foreach (FoundCorpus corpus in _survey.Corpora)
            Line($"  {Yaml.Text(corpus.Name)}: {{ path: {Yaml.Text(corpus.Path)}{(corpus.Language is { } language ? $", language: {Yaml.Text(language)}" : "")}{(corpus.Column is { } column ? $", column: {Yaml.Text(column)}" : "")} }}");
    }

    private void WritePretraining()
    {
        long smallest = _survey.Corpora.Min(corpus => corpus.Bytes) / BytesPerToken;
        int most = MostTokens;
        while (most > LeastTokens && most > smallest)
            most /= 2;
        Line("pretraining:");
        Line("  mixtures:", "shares of tokens; each mixture is one row of the decision");
        foreach ((string name, string rates) in Mixtures())
            Line($"    {Yaml.Text(name)}: {rates}", rates.Contains("temperature", StringComparison.Ordinal) ? "in proportion to their sizes" : null);
        Line($"  tokens: [{string.Join(", ", Enumerable.Range(0, Checkpoints).Select(i => NumberText.Format(Rounded(most >> (Checkpoints - 1 - i)))))}]", "one trajectory, a checkpoint at each");
        if (most > smallest)
        {
            Line("  repeat: true", "the smallest corpus is read more than once");
            _assumptions.Add($"The smallest corpus has about {NumberText.Format(Math.Round(smallest / 1000.0) * 1000)} tokens, fewer than the {NumberText.Format(most)} of a run, so corpora may be repeated. Repeated text helps less than new text.");
        }

        Line("  batch: 8", "small, to get many steps out of few tokens");
        Line("  warm-up: 1000");
        Line("  learning-rate: 0.01");
        _forecast = 4L * most;
    }

    // 15.625K is 16K.
    private static double Rounded(int tokens) => tokens < 100_000 ? Math.Round(tokens / 1000.0) * 1000 : tokens;

    private long _forecast;

    private IEnumerable<(string Name, string Rates)> Mixtures()
    {
        ImmutableArray<FoundCorpus> corpora = _survey.Corpora;
        foreach (FoundCorpus corpus in corpora.Take(MostSingleMixtures))
            yield return (corpus.Name, $"{{ {Yaml.Text(corpus.Name)}: 1 }}");
        if (corpora.Length == 1)
            yield break;
        FoundCorpus[] ofTask = [.. corpora.Where(corpus => _survey.Tasks.Any(task => task.Languages.Contains(corpus.Language)))];
        if (ofTask.Length == 2 && corpora.Length > 2)
        {
            yield return ($"{ofTask[0].Name}+{ofTask[1].Name}", $"{{ {Yaml.Text(ofTask[0].Name)}: 0.5, {Yaml.Text(ofTask[1].Name)}: 0.5 }}");
            yield break;
        }

        if (corpora.Length > MostSingleMixtures)
            _assumptions.Add($"Of {corpora.Length} corpora, the first {MostSingleMixtures} have a mixture of their own. With this many, a swarm of mixtures decides better (docs/mix.md).");
        yield return (corpora.Length == 2 ? $"{corpora[0].Name}+{corpora[1].Name}" : "all", $"{{ temperature: 1, corpora: [{string.Join(", ", corpora.Select(corpus => Yaml.Text(corpus.Name)))}] }}");
    }

    private void WriteTasks()
    {
        if (_survey.Tasks.Length == 1)
        {
            Line($"task: {_survey.Tasks[0].Yaml}");
            return;
        }

        Line("tasks:");
        foreach (FoundTask task in _survey.Tasks)
            Line($"  {Yaml.Text(task.Name)}: {task.Yaml}");
    }

    private void WriteFinetuning()
    {
        int? fewest = _survey.Tasks.Min(task => task.Examples);
        int most = Math.Min(fewest ?? MostExamples, MostExamples);
        string examples = fewest is null || most < FewestExamples ? "all" : string.Create(CultureInfo.InvariantCulture, $"[{most / 4}, {most}]");
        Line("finetuning:");
        Line($"  examples: {examples}", "sizes of the finetuning set; smaller sets are subsets of larger ones");
        Line("  steps: 500", "every run has the same; max-steps and patience let validation decide");
        Line("  batch: 32");
        Line("  schedule: linear", "the rate falls to 0 at the last step");
        Line("  ramp-up: 20");
        Line("  learning-rate: 0.01");
        Line("  label-smoothing: 0.1");
        Line("  validate-every: 125");
        Line("  from-scratch: true", "also a model without pretraining: does pretraining help at all?");
        Line($"forecast: {{ fit-on: 4, at: [{NumberText.Format(_forecast)}] }}", "backtest from the 4 smallest; forecast from all");
        _assumptions.Add(string.Create(CultureInfo.InvariantCulture, $"Each finetuning has 500 steps{(examples == "all" ? "" : $" on {most / 4:N0} and {most:N0} examples")}, and the decision is forecast at {NumberText.Format(_forecast)} pretraining tokens."));
        if (_survey.Corpora.Length == 1)
            _assumptions.Add("There is one corpus, so the study finds out whether reading it helps at all, and not which text is better. Add corpora to compare.");
    }

    private void Line(string text, string? comment = null) => _yaml.Append(comment is null ? text : $"{text.PadRight(CommentColumn - 1)} # {comment}").Append('\n');
}
