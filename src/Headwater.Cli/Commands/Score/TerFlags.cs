using System.CommandLine;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>TER's flags.</summary>
internal sealed class TerFlags
{
    private readonly Option<bool> _caseSensitive = new("--ter-case-sensitive") { Description = "Case-sensitive scoring." };
    private readonly Option<bool> _asianSupport = new("--ter-asian-support")
    {
        Description = "Separate Chinese and Japanese characters (with --ter-normalized) and leave out their punctuation (with --ter-no-punct).",
    };

    private readonly Option<bool> _noPunctuation = new("--ter-no-punct") { Description = "Leave out punctuation." };
    private readonly Option<bool> _normalized = new("--ter-normalized") { Description = "Separate punctuation from words." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _caseSensitive, _asianSupport, _noPunctuation, _normalized })
        {
            command.Add(option);
        }
    }

    public TerOptions Options(ParseResult parse) => new()
    {
        CaseSensitive = parse.GetValue(_caseSensitive),
        AsianSupport = parse.GetValue(_asianSupport),
        NoPunctuation = parse.GetValue(_noPunctuation),
        Normalized = parse.GetValue(_normalized),
    };
}
