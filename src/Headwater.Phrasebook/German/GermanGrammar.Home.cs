using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Whereabouts m) => Sentence(
        $"{The(Nominative, m.What, m.How)} liegt {Join("in", The(Dative, m.Room))} {Preposition(m.Side)} {The(Dative, m.By, m.ByHow)}");

    public override string Say(PutAway m) => Sentence(
        $"leg {The(Accusative, m.What, m.How)} bitte {Join("in", The(Dative, m.Room))} {Preposition(m.Side)} {The(Accusative, m.By, m.ByHow)}!");

    public override string Say(Chores m) => Sentence(
        $"am {Name(m.Day)}{Name(m.Part)} {MainClause(m.Who, m.Work.First)}, während {Who(m.Other)} {SubordinateEnd(m.Other, m.Work.Second)}");

    public override string Say(Preferences m) => Sentence(
        $"{Every(m.Day)} {MainClause(m.Who, m.Pastimes.First, "gern")}, aber {Who(m.Other)} {Predicate(m.Other, m.Pastimes.Second, "lieber")}");

    public override string Say(DutyFirst m) => Sentence(
        $"{When(m.When)} {Muss(m.Who)} {Who(m.Who)} {Infinitive(m.Duty)}, bevor {Pronoun(m.Who)} mit {Who(Dative, m.With)} " +
        $"{Infinitive(m.Pleasure)} " +
        Pick(m.Who, "darf", "darf", "dürfen"));

    public override string Say(RoomQuestion m) => Sentence(
        $"ist {The(Nominative, m.What, m.How)} {Who(Genitive, m.Whose)} {Join("in", The(Dative, m.Room))}?");

    public override string Say(OwnThing m) => Sentence(
        $"{When(m.When)} {Haben(m.Who)} {Who(m.Who)} {Phrase(Accusative, Possessive(m.Who), GermanNouns.All[m.Thing], m.How)} {Participle(m.What)}");

    private static GermanArticle Possessive(Person owner) => People.FormOf(owner) switch
    {
        Form.I => GermanArticle.My,
        Form.We => GermanArticle.Our,
        Form.He => GermanArticle.His,
        _ => GermanArticle.Her,
    };

    /// <summary>What follows the first place of a main clause: "räumt mein Bruder den Keller auf".</summary>
    private static string MainClause(Person who, Activity activity, string adverb = "")
    {
        GermanAction action = GermanLexicon.Activities[activity];
        return Spaced(Verb(who, action.Verb), Who(who), adverb, action.Object, action.Verb.Particle);
    }

    /// <summary>What follows the subject of a main clause: "räumt den Keller auf".</summary>
    private static string Predicate(Person who, Activity activity, string adverb)
    {
        GermanAction action = GermanLexicon.Activities[activity];
        return Spaced(Verb(who, action.Verb), adverb, action.Object, action.Verb.Particle);
    }

    /// <summary>What follows the subject of a subordinate clause: "den Keller aufräumt".</summary>
    private static string SubordinateEnd(Person who, Activity activity)
    {
        GermanAction action = GermanLexicon.Activities[activity];
        return Spaced(action.Object, action.Verb.Final(People.FormOf(who)));
    }

    private static string Infinitive(Activity activity)
    {
        GermanAction action = GermanLexicon.Activities[activity];
        return Spaced(action.Object, action.Verb.Infinitive);
    }

    private static string Spaced(params ReadOnlySpan<string> parts)
    {
        string text = "";
        foreach (string part in parts)
            if (part.Length > 0) text = text.Length == 0 ? part : $"{text} {part}";
        return text.TrimEnd();
    }
}
