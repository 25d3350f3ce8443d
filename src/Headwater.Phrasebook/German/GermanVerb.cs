namespace Headwater.Phrasebook;

/// <summary>
/// A verb in the present tense. <paramref name="Stem"/> is the infinitive without what separates; <paramref name="He"/> and <paramref name="I"/> are
/// given where they are not regular; <paramref name="Particle"/> separates in main clauses ("auf" of "aufräumen", "spazieren " of "spazieren gehen").
/// </summary>
internal sealed record GermanVerb(string Stem, string? He = null, string? I = null, string Particle = "")
{
    private string Third { get; } = He ?? RegularThird(Root(Stem));

    private string First { get; } = I ?? Root(Stem) + "e";

    public static implicit operator GermanVerb(string infinitive) => new(infinitive);

    /// <summary>"aufräumen"</summary>
    public string Infinitive => Particle + Stem;

    /// <summary>"räumt", in a main clause; the particle comes last in the clause.</summary>
    public string Finite(Form form) => form switch
    {
        Form.I => First,
        Form.He or Form.She => Third,
        _ => Stem,
    };

    /// <summary>"aufräumt", at the end of a subordinate clause.</summary>
    public string Final(Form form) => Particle + Finite(form);

    private static string Root(string infinitive) => infinitive.EndsWith("en", StringComparison.Ordinal) ? infinitive[..^2] : infinitive[..^1];

    private static string RegularThird(string root) => root + (root[^1] is 't' or 'd' ? "et" : "t");
}

/// <summary>A verb and what it is done to: "den Keller" and "aufräumen". <paramref name="Object"/> may be empty.</summary>
internal sealed record GermanAction(string Object, GermanVerb Verb);
