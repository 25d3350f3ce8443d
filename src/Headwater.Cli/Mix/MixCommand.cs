using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater mix</c>: surrogates over mixing rates, the best mixture within limits, forecasts of other mixtures, and what to run next.</summary>
internal static class MixCommand
{
    public static Command Create(Terminal terminal)
    {
        TableInput input = new(terminal);
        MixtureOptions defaults = new();
        Option<string> objective = new("--objective") { Description = "What to improve: a target's name, mean (of all targets) or worst (the target that improves least).", DefaultValueFactory = _ => defaults.Objective };
        Option<string> surrogate = new("--surrogate") { Description = $"{string.Join(", ", MixtureSurrogates.Names)}. auto averages all by cross-validated error.", DefaultValueFactory = _ => defaults.Surrogate };
        Option<string[]> rates = new("--rates") { Description = "Columns of mixing rates, such as en,de,fr. Default: rate_CORPUS, or neighbouring columns that sum to 1.", AllowMultipleArgumentsPerToken = true };
        Option<string?> metric = new("--metric") { Description = "The metric to analyse. Default: all." };
        Option<string[]> cap = ByCorpus("--cap", "The largest rate of corpora: github=0.3,arxiv=20%.");
        Option<string[]> floor = ByCorpus("--floor", "The smallest rate of corpora: en=0.1.");
        Option<string[]> natural = ByCorpus("--natural", "The natural rates to start from and to compare with: en=0.7,de=0.3. Default: the shares of --available, else the mixture called natural, else the mean of the runs.");
        Option<string[]> available = ByCorpus("--available", "Tokens that corpora have: en=300B,de=40B.");
        Option<string?> tokens = new("--tokens") { Description = "Tokens of the run to come; with --available and --epochs they cap the rates: 1T." };
        Option<double> epochs = new("--epochs") { Description = "How often a corpus may be repeated.", DefaultValueFactory = _ => defaults.Epochs };
        Option<string[]> keep = ByCorpus("--keep", "Corpora that keep their proportions, as rates (en=0.7,de=0.3) or as the name of a mixture in the table: only their common share and the rates of the other corpora are searched.");
        Option<double> pull = new("--pull") { Description = "Regularisation towards the natural rates: standard deviations of the objective per nat of divergence.", DefaultValueFactory = _ => defaults.Pull };
        Option<int> next = new("--next") { Description = "How many runs to propose next: those with the largest expected improvement." };
        Option<string?> joint = new("--joint") { Description = $"Fit one law of rates, parameters and tokens to runs of several sizes instead: {string.Join(" or ", JointMixtureFit.Forms)}. Forecasts are then at the sizes of --predict." };
        Option<string?> predict = new("--predict") { Description = "Forecast the mixtures of another table; its values are not read." };
        Option<string?> report = new("--report") { Description = "Write a report page with figures into this folder." };
        Option<double> level = new("--level") { Description = "Level of the intervals: the share of measurements that they should contain.", DefaultValueFactory = _ => defaults.Level };
        Option<ulong> seed = new("--seed") { Description = "Seed of folds and searches." };
        Command command = new("mix");
        input.AddTablesTo(command);
        command.AddAll([objective, surrogate, rates, metric, cap, floor, natural, available, tokens, epochs, keep, pull, next, joint, predict, report, level, seed, input.Json]);

        command.SetAction(parse =>
        {
            MixtureOptions options = defaults with
            {
                Objective = parse.GetValue(objective)!,
                Surrogate = parse.GetValue(surrogate)!,
                Caps = Shares(parse, cap),
                Floors = Shares(parse, floor),
                Natural = Shares(parse, natural),
                Available = Sizes(parse, available),
                Tokens = parse.GetValue(tokens) is { } text ? Size(tokens.Name, text) : null,
                Epochs = Positive(epochs.Name, parse.GetValue(epochs)),
                Pull = AtLeastNone(pull.Name, parse.GetValue(pull)),
                Next = (int)AtLeastNone(next.Name, parse.GetValue(next)),
                Level = parse.GetValue(level) is > 0 and < 1 and var share ? share : throw new ArgumentException($"--level is {parse.GetValue(level)}; expected a share between 0 and 1, such as 0.9.\nhint: --level 0.9"),
                Seed = parse.GetValue(seed),
            };
            if (parse.GetValue(joint) is null && options.Tokens is not null && options.Available.IsEmpty)
            {
                throw new ArgumentException("--tokens caps rates by the available tokens of the corpora, but no available tokens were given.\nhint: --available en=300B,de=40B");
            }

            ImmutableArray<string> columns = [.. parse.ListOf(rates)];
            ObservationTable table = input.ReadMixtures(parse, columns);
            if (parse.GetValue(joint) is { } form)
            {
                JointMixtureAnalysis laws = JointMixtureAnalysis.Of(table, form, options.Available, parse.GetValue(metric));
                ImmutableArray<MixturePrediction> forecasts = parse.GetValue(predict) is { } larger ? laws.Predict(input.ReadMixturesAlone(larger, columns)) : [];
                JointOutput.Write(terminal, laws, forecasts, parse.GetValue(input.Json));
                return ExitCode.Success;
            }

            MixtureRuns runs = MixtureRuns.Of(table, parse.GetValue(metric));
            ObservationTable? others = parse.GetValue(predict) is { } name ? input.ReadMixturesAlone(name, columns) : null;
            ImmutableArray<NamedMixture> mixtures = others is null ? [] : MixtureRates.Of(others, runs.Design.Corpora);
            MixOutput output = new(terminal, table, runs);
            output.WriteReading();
            MixtureAnalysis analysis = MixtureAnalysis.Of(runs, options with { Keep = Kept(parse, keep, runs) });
            ImmutableArray<MixturePrediction> predictions = analysis.Predict(mixtures);
            string[] warnings = [.. table.Warnings, .. analysis.Warnings, .. others is null ? [] : runs.WarningsAbout(others)];
            output.Write(analysis, predictions, warnings, parse.GetValue(input.Json));
            if (parse.GetValue(report) is { } folder)
            {
                output.WriteReport(analysis, folder);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string[]> ByCorpus(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    // Rates, or the mixture of the table that has them.
    private static ImmutableSortedDictionary<string, double> Kept(ParseResult parse, Option<string[]> option, MixtureRuns runs)
    {
        string[] texts = [.. parse.ListOf(option)];
        if (texts is not [var name] || name.Contains('=', StringComparison.Ordinal))
        {
            return Shares(parse, option);
        }

        int run = runs.Names.IndexOf(name);
        return run >= 0
            ? runs.Design.Corpora.Select((corpus, place) => KeyValuePair.Create(corpus, runs.Design[run][place])).Where(rate => rate.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal)
            : throw new ArgumentException($"{option.Name} is \"{name}\"; expected rates such as en=0.7,de=0.3, or one of the {runs.Names.Length} mixtures of the table: {string.Join(", ", runs.Names.Take(8))}{(runs.Names.Length > 8 ? ", …" : "")}.");
    }

    private static ImmutableSortedDictionary<string, double> Shares(ParseResult parse, Option<string[]> option) => Pairs(parse, option, text =>
        text.EndsWith('%') && NumberOf(text[..^1]) is { } percent ? percent / 100 : NumberOf(text), "a share such as 0.3 or 30%");

    private static ImmutableSortedDictionary<string, double> Sizes(ParseResult parse, Option<string[]> option) => Pairs(parse, option, NumberOf, "a number of tokens such as 40B");

    private static ImmutableSortedDictionary<string, double> Pairs(ParseResult parse, Option<string[]> option, Func<string, double?> read, string expected)
    {
        ImmutableSortedDictionary<string, double>.Builder pairs = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (string text in parse.ListOf(option))
        {
            int equals = text.LastIndexOf('=');
            if (equals <= 0 || read(text[(equals + 1)..].Trim()) is not { } number)
            {
                throw new ArgumentException($"{option.Name} is \"{text}\"; expected CORPUS=NUMBER with {expected}.\nhint: {option.Name} en={(expected.StartsWith("a share", StringComparison.Ordinal) ? "0.3" : "40B")}");
            }

            pairs[text[..equals].Trim()] = number;
        }

        return pairs.ToImmutable();
    }

    private static double? NumberOf(string text) => NumberText.TryParse(text, out double number) ? number : null;

    private static double Size(string option, string text) => NumberOf(text) is > 0 and var size ? size : throw new ArgumentException($"{option} is \"{text}\"; expected a positive number such as 1T.\nhint: {option} 1T");

    private static double Positive(string option, double number) => number > 0 && double.IsFinite(number) ? number : throw new ArgumentException($"{option} is {number}; expected a number above 0.\nhint: {option} 1");

    private static double AtLeastNone(string option, double number) => number >= 0 && double.IsFinite(number) ? number : throw new ArgumentException($"{option} is {number}; expected 0 or more.\nhint: {option} 0");
}
