namespace Headwater.Phrasebook;

/// <summary>Something that one kind of meaning tells and that can be asked for: when a train leaves, what a thing costs.</summary>
internal abstract class Matter
{
    /// <summary>The kind's place in <see cref="Scenes.All"/>.</summary>
    public abstract int Scene { get; }

    /// <summary>Whether two meanings may stand in one passage: each can be asked for without the other, and they tell different things in the
    /// same way of writing.</summary>
    public abstract bool Suits(Meaning asked, Meaning twin);

    /// <summary>A meaning that says of the same what another one says: the train to Venice, but the other train's time.</summary>
    public abstract Meaning Change(Meaning meaning, Meaning other);

    /// <summary>Whether two meanings tell the same: the same time, the same price, however it is written.</summary>
    public abstract bool TellTheSame(Meaning one, Meaning other);

    public abstract Fact In(Grammar grammar, Meaning meaning);
}

/// <summary>A matter of one kind of meaning.</summary>
/// <param name="fact">What is told, in a language.</param>
/// <param name="differ">Whether a question about the first meaning cannot be taken for one about the second.</param>
/// <param name="value">What is told, before any language.</param>
/// <param name="change">The first meaning with the second one's value.</param>
internal sealed class Matter<T>(Func<Grammar, T, Fact> fact, Func<T, T, bool> differ, Func<T, object> value, Func<T, T, T> change) : Matter
    where T : Meaning
{
    public override int Scene { get; } = Enumerable.Range(0, Scenes.All.Length).Single(place => Scenes.All[place][0] is T);

    public override bool Suits(Meaning asked, Meaning twin) => differ((T)asked, (T)twin) && !TellTheSame(asked, twin);

    public override Meaning Change(Meaning meaning, Meaning other) => change((T)meaning, (T)other);

    public override bool TellTheSame(Meaning one, Meaning other) => value((T)one).Equals(value((T)other));

    public override Fact In(Grammar grammar, Meaning meaning) => fact(grammar, (T)meaning);
}

/// <summary>One thing that a phrase tells.</summary>
/// <param name="Question">What asks for it: "When does the train to Venice leave?"</param>
/// <param name="Answer">What answers the question, in words that stand in the phrase: "14:35".</param>
/// <param name="Statement">The fact without the rest of the phrase, to be made a sentence: "the train to Venice leaves at 14:35".</param>
internal sealed record Fact(string Question, string Answer, string Statement);
