namespace Headwater.Phrasebook;

/// <summary>A noun; food that is weighed has no plural.</summary>
internal sealed record EnglishNoun(string Singular, string Plural)
{
    public static implicit operator EnglishNoun(string singular) => new(singular, singular + "s");
}

/// <summary>An adjective and its comparative.</summary>
internal sealed record EnglishAdjective(string Text, string Comparative)
{
    public static implicit operator EnglishAdjective(string text) => new(text, $"more {text}");
}

/// <summary>A verb phrase: "tidy up the cellar", "tidies up the cellar".</summary>
internal sealed record EnglishAction(string Base, string Third);

/// <summary>A person as subject and as object: "I", "me", "my"; nouns are the same in both places and own with an apostrophe.</summary>
internal sealed record EnglishPerson(string Subject, string Object, string Possessive)
{
    public static implicit operator EnglishPerson(string noun) => new(noun, noun, noun + (IsPlural(noun) ? "'" : "'s"));

    private static bool IsPlural(string noun) => noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal);
}
