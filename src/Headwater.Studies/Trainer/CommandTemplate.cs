using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>
/// The command of a trainer as a study writes it: words as a shell splits them, without a shell. <c>{name}</c> is a field, <c>{{</c> and <c>}}</c> are braces, <c>${NAME}</c> is an environment variable
/// of the machine that runs the command.
/// </summary>
internal static partial class CommandTemplate
{
    public const string Pretrain = "pretrain", Finetune = "finetune", Evaluate = "evaluate";

    public const string Mixture = "mixture", Corpus = "corpus", Rates = "rates", Tokens = "tokens", Seed = "seed", Checkpoint = "checkpoint", Out = "out", Devices = "devices", Threads = "threads",
        Tokenizer = "tokenizer", Vocabulary = "vocabulary", Model = "model", Layers = "layers", Width = "width", Heads = "heads", Feedforward = "feedforward",
        Task = "task", Train = "train", Validation = "validation", Test = "test", Examples = "examples", Shots = "shots";

    private static readonly ImmutableArray<string> Everywhere = [Checkpoint, Out, Seed, Devices, Threads, Tokenizer, Vocabulary, Model, Layers, Width, Heads, Feedforward];

    /// <summary>The fields that a stage's command may have.</summary>
    public static ImmutableArray<string> FieldsFor(string stage) => stage switch
    {
        Pretrain => [Mixture, Corpus, Rates, Tokens, .. Everywhere],
        Finetune => [Task, Train, Validation, Test, Examples, .. Everywhere],
        _ => [Task, Train, Validation, Test, Shots, .. Everywhere],
    };

    /// <summary>The fields in some words.</summary>
    public static ImmutableHashSet<string> FieldsOf(IEnumerable<string> words) =>
        [.. words.SelectMany(word => Part().Matches(word)).Select(match => match.Groups[1].Value).Where(name => name.Length > 0)];

    /// <summary>A word with its fields and environment variables in place.</summary>
    /// <exception cref="TrainerException">An environment variable is not set.</exception>
    public static string Fill(string word, IReadOnlyDictionary<string, string> fields) => Part().Replace(word, match => match.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ when match.Groups[2] is { Success: true, Value: var name } => Environment.GetEnvironmentVariable(name)
            ?? throw new TrainerException($"the command has ${{{name}}}, but the environment variable {name} is not set on {Environment.MachineName}.\nhint: set it there (slurm.setup can), or write the value out."),
        _ => fields[match.Groups[1].Value],
    });

    /// <summary>The words of a command; null where a quote is not closed.</summary>
    public static ImmutableArray<string>? Split(string text)
    {
        ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        StringBuilder word = new();
        bool begun = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                begun = true;
            }
            else if (quote == '\0' && (c is '\'' or '"'))
            {
                (quote, begun) = (c, true);
            }
            else if (c == quote && quote != '\0')
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                begun = true;
            }
        }

        End();
        return quote == '\0' ? words.ToImmutable() : null;

        void End()
        {
            if (begun)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }

    // A name in lower case is a field; anything else in braces is left as it is, such as a set in a program's text.
    [GeneratedRegex(@"\{\{|\}\}|(?<!\$)\{([a-z][a-z-]*)\}|\$\{(\w+)\}")]
    private static partial Regex Part();
}
