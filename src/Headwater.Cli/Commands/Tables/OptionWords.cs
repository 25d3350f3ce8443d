using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>What options of several commands have in common: whether they were given, and words that stand for values.</summary>
internal static class OptionWords
{
    /// <summary>The word that leaves a choice to what the table supports.</summary>
    public const string Auto = "auto";

    /// <summary>Adds options in their order.</summary>
    public static void AddAll(this Command command, IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The parts of a comma-separated text, without white space around them and without empty ones.</summary>
    public static string[] Listed(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parts of all values of an option, each of which may be comma-separated; empty where the option was not given.</summary>
    public static IEnumerable<string> ListOf(this ParseResult parse, Option<string[]> option) => (parse.GetValue(option) ?? []).SelectMany(Listed);

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(this ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="ArgumentException">It stands for none; the message lists those that do.</exception>
    public static T Word<T>(Option option, string text)
        where T : struct, Enum
    {
        T found = Enum.GetValues<T>().FirstOrDefault(value => Spelled(value) == text);
        string[] words = [.. Enum.GetValues<T>().Select(Spelled).Concat(option.Name is "--several-runs" ? [] : [Auto]).Distinct()];
        return Spelled(found) == text ? found
            : throw new ArgumentException($"{option.Name} is \"{text}\"; expected one of {string.Join(", ", words)}.\nhint: {option.Name} {NearestName.To(text, words) ?? words[0]}");
    }

    /// <summary>The word for a value.</summary>
    public static string Spelled<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
