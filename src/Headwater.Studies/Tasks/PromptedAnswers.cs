using System.Collections.Immutable;
using System.Text;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Answers of a model that was not trained on the task. A choice is scored as the continuation of the prompt, behind a space and without an end mark (Gao et al. 2021, the
/// "cloze" formulation); a generated answer ends with its line. T5 reads the prompt in its encoder, with an end mark as in pretraining, and its decoder begins with the answer.
/// </summary>
internal sealed class PromptedAnswers(LanguageModel model, TextTokenizer tokenizer, TaskSettings task, CancellationToken token)
{
    public TaskAnswers Of(PromptedTask prompts) => task.Answers!.Reading == AnswerReading.Generate ? Generated(prompts) : Ranked(prompts);

    private TaskAnswers Generated(PromptedTask prompts)
    {
        EncodedPair[] targets = [.. prompts.Examples.Zip(prompts.Prompts, (example, prompt) => Pair(prompt, example.Target))];
        int[][] inputs = [.. prompts.Prompts.Select(prompt => Input(PromptEncoder.Encode(tokenizer, prompt)))];
        int[][] outputs = Generation.Generate(model, inputs, DecodingSpec.Options(task.Decoding, prompts.LongestAnswer), progress: null, token);
        string[] texts = [.. outputs.Select(ids => tokenizer.Decode(ids))];
        string[] answers = [.. texts.Select(FewShotPrompts.AnswerIn)];
        return new TaskAnswers
        {
            Examples = prompts.Examples,
            Losses = CrossEntropy.Of(model, targets, cancellationToken: token),
            OutputTokens = [.. outputs.Select((ids, i) => answers[i].Length < texts[i].Trim().Length ? tokenizer.Encode(answers[i]).Length : ids.Length)],     // what follows the line is no answer
            Predictions = [.. answers],
        };
    }

    private TaskAnswers Ranked(PromptedTask prompts)
    {
        ChoiceNormalisation normalisation = task.Answers!.Normalisation;
        Dictionary<string, double>? alone = normalisation == ChoiceNormalisation.Unconditional ? Alone(prompts) : null;
        ImmutableArray<ExampleLoss> losses = CrossEntropy.OfAnswers(
            model, [.. prompts.Examples.Zip(prompts.Prompts).SelectMany(pair => pair.First.Choices.Select(choice => Pair(pair.Second, choice)))], token);
        int next = 0;
        RankedChoice[][] ranked = [.. prompts.Examples.Select(example => example.Choices.Select(choice => Choice(choice, losses[next++])).ToArray())];
        return TaskAnswers.OfChoices(prompts.Examples, [.. ranked.Select(choices => choices.ToImmutableArray())], normalisation, TargetsBeyondTheChoices);

        RankedChoice Choice(string choice, ExampleLoss loss) =>
            new(-loss.NegativeLogLikelihood, loss.Tokens, Encoding.UTF8.GetByteCount(choice)) { Unconditional = alone?[choice] };

        ImmutableArray<ExampleLoss> TargetsBeyondTheChoices() => CrossEntropy.Of(
            model, [.. prompts.Examples.Zip(prompts.Prompts, (example, prompt) => Pair(prompt, example.Target))], cancellationToken: token);
    }

    private Dictionary<string, double> Alone(PromptedTask prompts)
    {
        string[] choices = [.. prompts.Examples.SelectMany(example => example.Choices).Distinct(StringComparer.Ordinal)];
        ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(model, [.. choices.Select(choice => Pair("", choice))], cancellationToken: token);
        return choices.Zip(losses).ToDictionary(pair => pair.First, pair => -pair.Second.NegativeLogLikelihood, StringComparer.Ordinal);
    }

    private EncodedPair Pair(string prompt, string answer)
    {
        EncodedPair pair = PromptEncoder.Encode(tokenizer, prompt, answer);
        return pair with { Input = Input(pair.Input) };
    }

    // An encoder reads the mark that begins a document at the end of its input.
    private int[] Input(int[] ids) => model is DecoderModel ? ids : [.. ids.AsSpan(1), ids[0]];
}
