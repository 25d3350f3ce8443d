using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Questions as a model reads them that was not trained on their task: solved examples first, each with its answer and a blank line after it, then the question
/// (Brown et al. 2020, arXiv:2005.14165, section 2.1). Every question has examples of its own, drawn without replacement. With one seed, the examples of a smaller number of
/// shots are the first ones of a larger number.
/// </summary>
public sealed class FewShotPrompts
{
    private const string AfterExample = "\n\n";

    private readonly IReadOnlyList<TaskExample> _solved;
    private readonly ulong _seed;

    /// <param name="solved">Examples to draw from; may be empty for no shots.</param>
    /// <param name="seed">Seed of the draws.</param>
    public FewShotPrompts(IReadOnlyList<TaskExample> solved, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(solved);
        (_solved, _seed) = (solved, seed);
    }

    /// <summary>The text before the answer to one question, without white space at its end.</summary>
    /// <param name="question">The question.</param>
    /// <param name="place">Its place in the test set, from which its examples are drawn.</param>
    /// <param name="shots">How many solved examples come first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer solved examples.</exception>
    public string Of(TaskExample question, int place, int shots)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfNegative(shots);
        if (shots > _solved.Count)
            throw new ArgumentOutOfRangeException(nameof(shots), shots, $"There are {_solved.Count} examples to draw from.");
        StringBuilder text = new();
        foreach (TaskExample example in Drawn(place, shots))
            text.Append(example.Input.TrimEnd()).Append(PromptEncoder.BeforeAnswer).Append(example.Target).Append(AfterExample);
        return text.Append(question.Input.TrimEnd()).ToString();
    }

    private IEnumerable<TaskExample> Drawn(int place, int shots)
    {
        if (shots == 0)
            return [];
        Permutation order = new(_solved.Count, SplitMix.Mix(_seed, (ulong)place));
        return Enumerable.Range(0, shots).Select(i => _solved[(int)order[i]]);
    }

    /// <summary>What a model wrote as an answer, up to the end of its line: what follows would be the next example.</summary>
    public static string AnswerIn(string generated)
    {
        ArgumentNullException.ThrowIfNull(generated);
        string text = generated.TrimStart();
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        return (end < 0 ? text : text[..end]).TrimEnd();
    }
}
