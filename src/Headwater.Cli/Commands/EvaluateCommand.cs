using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headwater.Data;
using Headwater.Models;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater evaluate</c>: the negative log-likelihood of each example under a checkpoint, or which of given answers it finds likeliest.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        ModelInput input = new();
        Option<string?> source = new("--source") { Description = "Source text, one example per line." };
        Option<string?> target = new("--target") { Description = "Target text, one example per line." };
        Option<string?> ids = new("--ids") { Description = "JSONL with input_ids and labels instead of text. T5: both must end with the end-of-sequence id. Decoder-only: labels are as long as input_ids, -100 is not scored, and each label is predicted from the ids before it." };
        Option<string?> choices = new("--choices") { Description = "JSONL with input, choices and answer (the text or the index of the right choice, from 0): multiple choice by log-likelihood." };
        Option<string> normalise = new("--normalise") { Description = "How to normalise the log-likelihood of a choice: none, tokens or bytes (divide by their number), or unconditional (subtract the log-likelihood after an empty input).", DefaultValueFactory = _ => "none" };
        normalise.AcceptOnlyFromAmong("none", "tokens", "bytes", "unconditional");
        Option<string?> task = new("--task") { Description = "A task file. The checkpoint is scored on its test set with its metrics. See docs/tasks.md." };
        Option<int> maxTarget = new("--max-target") { Description = "Maximum tokens of a target. Longer targets are truncated, and only the remaining tokens are measured.", DefaultValueFactory = _ => ModelInput.DefaultLength };
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output, with every example." };
        Command command = new("evaluate")
        {
            source, target, maxTarget, ids, choices, normalise, task, json,
        };
        input.AddTo(command);
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            string?[] kinds = [parse.GetValue(source) ?? parse.GetValue(target), parse.GetValue(ids), parse.GetValue(choices), parse.GetValue(task)];
            if (kinds.Count(kind => kind is not null) != 1)
            {
                throw new ArgumentException("evaluate needs exactly one kind of input; expected --source with --target, --ids, --choices, or --task.");
            }

            if (parse.GetValue(task) is { } taskFile)
            {
                TaskScoresOutput scores = Score(input, parse, taskFile, interruption.Token);
                Write(terminal, parse.GetValue(json), scores.WriteJson, scores.Text);
                return ExitCode.Success;
            }

            if (parse.GetValue(choices) is { } questions)
            {
                ChoicesOutput ranked = Rank(input, parse, terminal, questions, Enum.Parse<ChoiceNormalisation>(parse.GetValue(normalise)!, ignoreCase: true), interruption.Token);
                Write(terminal, parse.GetValue(json), ranked.WriteJson, ranked.Text);
                return ExitCode.Success;
            }

            if (parse.GetValue(ids) is { } sequences && input.IsDecoder(parse))
            {
                ImmutableArray<ExampleLoss> scored = Sequences(input, parse, terminal, sequences, interruption.Token);
                EvaluatedText none = EvaluatedText.OfIds([]);
                Write(terminal, parse.GetValue(json), writer => WriteJson(writer, none, scored), () => Line(none, scored));
                return ExitCode.Success;
            }

            EvaluatedText text = parse.GetValue(ids) is { } file
                ? EvaluatedText.OfIds(TokenIdFile.Read(file, terminal))
                : EvaluatedText.OfPairs(ReadPairs(parse.GetValue(source), parse.GetValue(target), terminal), input.Tokenizer(parse), input.Prefix(parse), input.MaxSource(parse), ModelInput.Length(parse, maxTarget), terminal);
            text.CheckLengths(parse.GetValue(ids));
            using LanguageModel model = input.Model(parse, text.Tokenizer);
            text.CheckIds(parse.GetValue(ids), model.Shape.VocabSize);
            ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(model, text.Examples, cancellationToken: interruption.Token);
            Write(terminal, parse.GetValue(json), writer => WriteJson(writer, text, losses), () => Line(text, losses));
            return ExitCode.Success;
        });
        return command;
    }

    private static ImmutableArray<ExampleLoss> Sequences(ModelInput input, ParseResult parse, Terminal terminal, string file, CancellationToken token)
    {
        ImmutableArray<ScoredSequence> sequences = TokenIdFile.ReadSequences(file, terminal);
        using LanguageModel model = input.Model(parse, null);
        for (int line = 0; line < sequences.Length; line++)
        {
            int largest = Math.Max(sequences[line].Ids.Max(), sequences[line].Labels.Max());
            if (largest >= model.Shape.VocabSize)
            {
                throw new InvalidDataException($"{file}({line + 1}): token id {largest}; expected ids below {model.Shape.VocabSize}, the size of the model's vocabulary.\nhint: encode the texts with the tokenizer that the model was trained with.");
            }

            int longest = Math.Min(((DecoderModel)model).Config.LongestSequence, ModelInput.MostTokens);
            if (sequences[line].Ids.Length > longest)
            {
                throw new InvalidDataException($"{file}({line + 1}): {sequences[line].Ids.Length} token ids; expected at most {longest}, the model's positions or Headwater's limit.\nhint: cut the text into shorter ones.");
            }
        }

        return CrossEntropy.Of((DecoderModel)model, sequences, cancellationToken: token);
    }

    private static ChoicesOutput Rank(ModelInput input, ParseResult parse, Terminal terminal, string file, ChoiceNormalisation normalisation, CancellationToken token)
    {
        ImmutableArray<(ChoiceQuestion Question, int? Answer)> rows = ChoiceFile.Read(file, terminal);
        TextTokenizer tokenizer = input.Tokenizer(parse);
        int longest = input.MaxSource(parse), cut = 0;
        EncodedQuestion[] asked = [.. rows.Select(row => new EncodedQuestion(ModelInput.Encode(tokenizer, input.Prefix(parse) + row.Question.Input, longest, ref cut), row.Question.Choices))];
        ModelInput.ReportCut(terminal, cut, rows.Length, "inputs", "--max-source", longest);
        using LanguageModel model = input.Model(parse, tokenizer);
        return new ChoicesOutput(rows, RankClassification.Of(model, tokenizer, asked, normalisation == ChoiceNormalisation.Unconditional, token), normalisation);
    }

    private static TaskScoresOutput Score(ModelInput input, ParseResult parse, string file, CancellationToken token)
    {
        TaskSpec task = TaskFileReader.Read(file);
        TextTokenizer tokenizer = input.Tokenizer(parse);
        using LanguageModel model = input.Model(parse, tokenizer);
        return new TaskScoresOutput(TaskEvaluator.Of(model, tokenizer, task, token: token));
    }

    private static void Write(Terminal terminal, bool json, Action<Utf8JsonWriter> write, Func<string> text)
    {
        if (json)
        {
            JsonOutput.Write(terminal, write);
        }
        else
        {
            terminal.Output.WriteLine(text());
        }
    }

    private static TextPair[] ReadPairs(string? source, string? target, Terminal terminal)
    {
        if (source is null || target is null)
        {
            throw new ArgumentException("evaluate needs text; expected both --source and --target, or --ids.");
        }

        string[] sources = TextLines.Read(source, terminal);
        string[] targets = TextLines.Read(target, terminal);
        return sources.Length == targets.Length && sources.Length > 0
            ? [.. sources.Zip(targets, (left, right) => new TextPair(left, right))]
            : throw new InvalidDataException($"{source} has {sources.Length} lines and {target} has {targets.Length}; expected the same number of lines in both, at least one.");
    }

    private static string Line(EvaluatedText text, ImmutableArray<ExampleLoss> losses)
    {
        string perByte = PerByte(text, losses) is { } value ? string.Create(CultureInfo.InvariantCulture, $", {value:F6} per byte") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"cross-entropy {CrossEntropy.Mean(losses):F6} nats per target token{perByte} ({losses.Length} examples, {losses.Sum(loss => (long)loss.Tokens)} tokens)");
    }

    private static void WriteJson(Utf8JsonWriter json, EvaluatedText text, ImmutableArray<ExampleLoss> losses)
    {
        json.WriteStartObject();
        json.WriteStartArray("examples");
        for (int id = 0; id < losses.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteNumber("nll", losses[id].NegativeLogLikelihood);
            json.WriteNumber("tokens", losses[id].Tokens);
            if (text.Bytes is { } bytes)
            {
                json.WriteNumber("bytes", bytes[id]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("cross_entropy", CrossEntropy.Mean(losses));
        if (PerByte(text, losses) is { } perByte)
        {
            json.WriteNumber("cross_entropy_per_byte", perByte);
        }

        json.WriteEndObject();
    }

    private static double? PerByte(EvaluatedText text, ImmutableArray<ExampleLoss> losses) =>
        text.Bytes is { } bytes && bytes.Sum(count => (long)count) is > 0 and long sum ? losses.Sum(loss => loss.NegativeLogLikelihood) / sum : null;

    // Token ids know neither a tokenizer nor the bytes of their text.
    private sealed record EvaluatedText(ImmutableArray<EncodedPair> Examples, TextTokenizer? Tokenizer, int[]? Bytes)
    {
        public static EvaluatedText OfIds(ImmutableArray<EncodedPair> examples) => new(examples, null, null);

        public static EvaluatedText OfPairs(TextPair[] pairs, TextTokenizer tokenizer, string prefix, int maxSource, int maxTarget, Terminal terminal)
        {
            int cutSources = 0, cutTargets = 0;
            List<EncodedPair> examples = [];
            List<int> bytes = [];
            foreach (TextPair pair in pairs)
            {
                int before = cutTargets;
                int[] target = ModelInput.Encode(tokenizer, pair.Target, maxTarget, ref cutTargets);
                examples.Add(new EncodedPair(ModelInput.Encode(tokenizer, prefix + pair.Source, maxSource, ref cutSources), target));
                bytes.Add(Encoding.UTF8.GetByteCount(cutTargets > before ? tokenizer.Decode(target) : pair.Target));
            }

            ModelInput.ReportCut(terminal, cutSources, pairs.Length, "sources", "--max-source", maxSource);
            ModelInput.ReportCut(terminal, cutTargets, pairs.Length, "targets", "--max-target", maxTarget);
            return new EvaluatedText([.. examples], tokenizer, [.. bytes]);
        }

        // Ids are measured as they are, so that what cannot be is refused before memory is taken.
        public void CheckLengths(string? file)
        {
            int[] lengths = [.. Examples.Select(example => Math.Max(example.Input.Length, example.Target.Length))];
            int line = Array.FindIndex(lengths, length => length > ModelInput.MostTokens);
            if (line >= 0)
            {
                throw new InvalidDataException($"{file}({line + 1}): {lengths[line]} token ids; expected at most {ModelInput.MostTokens}, because memory grows with the square of the length.");
            }
        }

        /// <summary>Ids of a file are those of some tokenizer, which may not be the model's.</summary>
        public void CheckIds(string? file, int vocabulary)
        {
            for (int line = 0; file is not null && line < Examples.Length; line++)
            {
                int largest = Math.Max(Examples[line].Input.Max(), Examples[line].Target.Max());
                if (largest >= vocabulary)
                {
                    throw new InvalidDataException($"{file}({line + 1}): token id {largest}; expected ids below {vocabulary}, the size of the model's vocabulary.\nhint: encode the texts with the tokenizer that the model was trained with.");
                }
            }
        }
    }
}
