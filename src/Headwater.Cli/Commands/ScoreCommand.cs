using System.CommandLine;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary><c>headwater score</c>: system output against references, with sacreBLEU's flags, output and exit codes.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal) => new("score", "Score system output against references, as the reference tools do.")
    {
        BleuCommand(terminal),
        ChrfCommand(terminal),
        TerCommand(terminal),
        RougeCommand.Create(terminal),
        SquadCommand.Create(terminal),
    };

    private static Command BleuCommand(Terminal terminal)
    {
        Option<string> tokenizer = new("--tokenize", "-tok")
        {
            Description = "How segments are cut into tokens.",
            DefaultValueFactory = _ => "13a",
        };
        Option<string> smoothing = new("--smooth-method", "-s")
        {
            Description = "What an n-gram order without a match counts for: exp, floor, add-k or none.",
            DefaultValueFactory = _ => "exp",
        };
        Option<double?> smoothingValue = new("--smooth-value", "-sv") { Description = "The value for floor (0.1) and add-k (1)." };
        Option<bool> lowercase = new("--lowercase", "-lc") { Description = "Compare without regard to case." };
        ScoreInputs inputs = new();

        Command command = new("bleu", "BLEU with sacreBLEU's numbers and signature.") { tokenizer, smoothing, smoothingValue, lowercase };
        inputs.AddTo(command);
        command.SetAction(parse =>
        {
            BleuOptions options = new()
            {
                Tokenizer = TokenizerNamed(parse.GetValue(tokenizer)!),
                Smoothing = SmoothingNamed(parse.GetValue(smoothing)!),
                SmoothingValue = parse.GetValue(smoothingValue),
                Lowercase = parse.GetValue(lowercase),
            };
            return inputs.Score(
                parse,
                terminal,
                () => Bleu.Running(options),
                (segment, references) => Bleu.Sentence(segment, references, options with { EffectiveOrder = true }));
        });
        return command;
    }

    private static Command ChrfCommand(Terminal terminal)
    {
        Option<int> charOrder = new("--chrf-char-order", "-cc") { Description = "The longest character n-gram.", DefaultValueFactory = _ => 6 };
        Option<int> wordOrder = new("--chrf-word-order", "-cw")
        {
            Description = "The longest word n-gram: 2 is chrF++.",
            DefaultValueFactory = _ => 0,
        };
        Option<int> beta = new("--chrf-beta") { Description = "How many times recall weighs as much as precision.", DefaultValueFactory = _ => 2 };
        Option<bool> whitespace = new("--chrf-whitespace") { Description = "Keep white space in the character n-grams." };
        Option<bool> lowercase = new("--chrf-lowercase", "-lc") { Description = "Compare without regard to case." };
        Option<bool> epsSmoothing = new("--chrf-eps-smoothing") { Description = "Smooth as chrF++.py does, in place of effective order." };
        ScoreInputs inputs = new();

        Command command = new("chrf", "chrF and chrF++ with sacreBLEU's numbers and signature.")
        {
            charOrder, wordOrder, beta, whitespace, lowercase, epsSmoothing,
        };
        inputs.AddTo(command);
        command.SetAction(parse =>
        {
            ChrfOptions options = new()
            {
                CharOrder = parse.GetValue(charOrder),
                WordOrder = parse.GetValue(wordOrder),
                Beta = parse.GetValue(beta),
                Whitespace = parse.GetValue(whitespace),
                Lowercase = parse.GetValue(lowercase),
                EpsSmoothing = parse.GetValue(epsSmoothing),
            };
            return inputs.Score(
                parse,
                terminal,
                () => Chrf.Running(options),
                (segment, references) => Chrf.Sentence(segment, references, options));
        });
        return command;
    }

    private static Command TerCommand(Terminal terminal)
    {
        Option<bool> caseSensitive = new("--ter-case-sensitive") { Description = "Tell upper case from lower case." };
        Option<bool> asianSupport = new("--ter-asian-support")
        {
            Description = "Set Chinese and Japanese characters apart, when normalized, and leave out their punctuation, with --ter-no-punct.",
        };
        Option<bool> noPunctuation = new("--ter-no-punct") { Description = "Leave out punctuation." };
        Option<bool> normalized = new("--ter-normalized") { Description = "Set punctuation apart." };
        ScoreInputs inputs = new();

        Command command = new("ter", "TER with sacreBLEU's numbers and signature; lower is better.") { caseSensitive, asianSupport, noPunctuation, normalized };
        inputs.AddTo(command);
        command.SetAction(parse =>
        {
            TerOptions options = new()
            {
                CaseSensitive = parse.GetValue(caseSensitive),
                AsianSupport = parse.GetValue(asianSupport),
                NoPunctuation = parse.GetValue(noPunctuation),
                Normalized = parse.GetValue(normalized),
            };
            return inputs.Score(
                parse,
                terminal,
                () => Ter.Running(options),
                (segment, references) => Ter.Sentence(segment, references, options));
        });
        return command;
    }

    private static BleuTokenizer TokenizerNamed(string name) => name switch
    {
        "13a" => BleuTokenizer.V13a,
        "intl" => BleuTokenizer.Intl,
        "char" => BleuTokenizer.Char,
        "zh" => BleuTokenizer.Zh,
        "none" => BleuTokenizer.None,
        _ => throw new ArgumentException($"--tokenize is \"{name}\"; expected 13a, intl, char, zh or none."),
    };

    private static BleuSmoothing SmoothingNamed(string name) => name switch
    {
        "exp" => BleuSmoothing.Exp,
        "floor" => BleuSmoothing.Floor,
        "add-k" => BleuSmoothing.AddK,
        "none" => BleuSmoothing.None,
        _ => throw new ArgumentException($"--smooth-method is \"{name}\"; expected exp, floor, add-k or none."),
    };
}
