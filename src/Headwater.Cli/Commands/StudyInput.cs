using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The arguments that commands on a study share.</summary>
internal static class StudyInput
{
    public static Argument<string> File() => new("study") { Description = "The study's YAML file." };

    public static Argument<string> FileOrFolder() => new("study") { Description = "The study's folder or its YAML file." };

    public static Option<string?> Out() => new("--out") { Description = "The study's folder. Default: studies/NAME below the current folder." };

    public static Option<string> Device()
    {
        Option<string> device = new("--device") { Description = "cpu or cuda.", DefaultValueFactory = _ => "cpu" };
        return device.AcceptOnlyFromAmong("cpu", "cuda");
    }

    /// <summary>Mixtures of a study, with commas between.</summary>
    public static Option<string[]> Only() => new("--only")
    {
        Description = "Run only these mixtures (comma-separated; scratch is the model without pretraining). The rest of the study remains to do.",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<int?> Jobs() => new WholeNumberOption("--jobs", 1, int.MaxValue, "1 or more") { Description = "Concurrent runs. Default: cores ÷ the study's threads." };

    public static Option<long?> Memory()
    {
        Option<long?> memory = new("--memory")
        {
            Description = "Memory limit for all concurrent runs, such as 12G. Default: the free memory.",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (NumberText.TryParse(text.EndsWith('G') ? text[..^1] + "B" : text, out double bytes) && bytes >= 1)
                {
                    return (long)bytes;
                }

                result.AddError($"--memory is \"{text}\"; expected a size in bytes, such as 12G.");
                return null;
            },
        };
        return memory;
    }

    public static Option<bool> Json() => new("--json") { Description = "The result as JSON on standard output." };

    /// <summary>What starts this program again, for runs in processes of their own.</summary>
    public static ImmutableArray<string> Self()
    {
        string host = Environment.ProcessPath ?? "dotnet";
        bool viaDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return viaDotnet ? [host, Path.Combine(AppContext.BaseDirectory, "headwater.dll")] : [host];
    }
}
