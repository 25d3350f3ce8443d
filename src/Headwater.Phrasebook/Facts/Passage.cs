using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>
/// Four phrases of which two are about one matter, so that a question can only be answered by reading which of them it is about.
/// </summary>
/// <param name="Matter">What the two are about.</param>
/// <param name="Asked">The meaning that is asked for.</param>
/// <param name="Twin">The other one.</param>
/// <param name="Sentences">All four in the order of the text.</param>
/// <param name="Wrong">The asked meaning with other values; the first has the twin's, which stands in the passage.</param>
internal sealed record Passage(
    Matter Matter, Meaning Asked, Meaning Twin, ImmutableArray<Meaning> Sentences, ImmutableArray<Meaning> Wrong)
{
    public string In(Grammar grammar) => string.Join(' ', Sentences.Select(meaning => meaning.In(grammar)));

    public Fact Fact(Grammar grammar) => Matter.In(grammar, Asked);

    /// <summary>The two that are about the matter, as short as can be, in the order of the text.</summary>
    public string Summary(Grammar grammar)
    {
        bool askedFirst = Sentences.IndexOf(Asked) < Sentences.IndexOf(Twin);
        return grammar.Both(Matter.In(grammar, askedFirst ? Asked : Twin), Matter.In(grammar, askedFirst ? Twin : Asked));
    }
}
