using System.CommandLine;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>chrF's flags.</summary>
internal sealed class ChrfFlags
{
    private readonly Option<int> _charOrder = new("--chrf-char-order", "-cc") { Description = "The longest character n-gram.", DefaultValueFactory = _ => 6 };
    private readonly Option<int> _wordOrder = new("--chrf-word-order", "-cw") { Description = "The longest word n-gram: 2 is chrF++.", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _beta = new("--chrf-beta") { Description = "β, the weight of recall relative to precision.", DefaultValueFactory = _ => 2 };
    private readonly Option<bool> _whitespace = new("--chrf-whitespace") { Description = "Keep white space in the character n-grams." };
    private readonly Option<bool> _lowercase = new("--chrf-lowercase") { Description = "chrF without regard to case." };
    private readonly Option<bool> _epsSmoothing = new("--chrf-eps-smoothing") { Description = "Smooth as chrF++.py does, instead of effective order." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _charOrder, _wordOrder, _beta, _whitespace, _lowercase, _epsSmoothing })
        {
            command.Add(option);
        }
    }

    public ChrfOptions Options(ParseResult parse, bool lowercase) => new()
    {
        CharOrder = parse.GetValue(_charOrder),
        WordOrder = parse.GetValue(_wordOrder),
        Beta = parse.GetValue(_beta),
        Whitespace = parse.GetValue(_whitespace),
        Lowercase = parse.GetValue(_lowercase) || lowercase,
        EpsSmoothing = parse.GetValue(_epsSmoothing),
    };
}
