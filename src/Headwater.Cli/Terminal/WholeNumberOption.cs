using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Headwater.Cli;

/// <summary>An option that takes a whole number from a range. <see cref="CommandLineFaults"/> says what is wrong with its value.</summary>
internal sealed class WholeNumberOption : Option<int?>
{
    private readonly int _least;
    private readonly int _most;
    private readonly string _expected;

    /// <param name="name">The option's name.</param>
    /// <param name="least">The smallest number it takes.</param>
    /// <param name="most">The largest.</param>
    /// <param name="expected">The range in words.</param>
    public WholeNumberOption(string name, int least, int most, string expected) : base(name)
    {
        (_least, _most, _expected) = (least, most, expected);
        Validators.Add(result =>
        {
            if (FaultOf(result) is { } fault)
            {
                result.AddError(fault);
            }
        });
    }

    /// <summary>What is wrong with a whole number out of the range; <c>null</c> for one inside it, and for what is no number, which reading it here would throw on.</summary>
    public string? FaultOf(OptionResult result) =>
        result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && (number < _least || number > _most) ? $"{Name} is \"{number}\"; expected {_expected}." : null;
}
