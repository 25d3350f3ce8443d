namespace Headwater.Phrasebook;

/// <summary>What a phrase says, before any language says it. Each kind of meaning is a record of the words it is about.</summary>
internal abstract record Meaning
{
    /// <summary>The phrase in a language. Different meanings give different phrases, in every language.</summary>
    public abstract string In(Grammar grammar);
}
