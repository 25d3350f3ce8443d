using static Headwater.Phrasebook.GermanArticle;
using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

/// <summary>
/// German: the verb second in main clauses and last in subordinate ones, infinitives and participles last, articles and adjectives declined.
/// </summary>
internal sealed partial class GermanGrammar : Grammar
{
    public override string Language => "de";

    private static string The(GermanCase grammaticalCase, Noun noun) => Phrase(grammaticalCase, Definite, GermanNouns.All[noun]);

    private static string The(GermanCase grammaticalCase, Noun noun, Adjective how) => Phrase(grammaticalCase, Definite, GermanNouns.All[noun], how);

    private static string TheMany(GermanCase grammaticalCase, Noun noun) => Phrase(grammaticalCase, Definite, GermanNouns.All[noun], plural: true);

    private static string This(GermanCase grammaticalCase, Noun noun, Adjective how) =>
        Phrase(grammaticalCase, GermanArticle.This, GermanNouns.All[noun], how);

    private static string A(GermanCase grammaticalCase, Noun noun) => Phrase(grammaticalCase, Indefinite, GermanNouns.All[noun]);

    private static string A(GermanCase grammaticalCase, Noun noun, Adjective how) => Phrase(grammaticalCase, Indefinite, GermanNouns.All[noun], how);

    private static string Not(GermanCase grammaticalCase, Noun noun) => $"k{A(grammaticalCase, noun)}";

    /// <summary>More than one, without an article: "Hunde", "braune Hunde"; what is not counted stays singular.</summary>
    private static string Many(GermanCase grammaticalCase, Noun noun, Adjective? how = null) =>
        Phrase(grammaticalCase, None, GermanNouns.All[noun], how, plural: true);

    private static string One(Noun noun) => GermanNouns.All[noun].Singular;

    private static string The(GermanCase grammaticalCase, Place place, Adjective? how = null) =>
        Phrase(grammaticalCase, Definite, GermanLexicon.Places[place].Noun, how);

    private static string Phrase(GermanCase grammaticalCase, GermanArticle article, GermanNoun noun, Adjective? how = null, bool plural = false)
    {
        string head = noun.In(grammaticalCase, plural);
        if (how is { } quality)
            head = $"{GermanLexicon.Adjectives[quality].Stem}{GermanEndings.Adjective(article, grammaticalCase, noun.Gender, plural)} {head}";
        return article == None ? head : $"{GermanEndings.Article(article, grammaticalCase, noun.Gender, plural)} {head}";
    }

    /// <summary>A preposition before its noun phrase, with which its article may melt: "im Park", "zur Kirche".</summary>
    private static string Join(string preposition, string phrase)
    {
        string? melted = (preposition, phrase[..4]) switch
        {
            ("in", "dem ") => "im",
            ("an", "dem ") => "am",
            ("zu", "dem ") => "zum",
            ("zu", "der ") => "zur",
            ("von", "dem ") => "vom",
            ("bei", "dem ") => "beim",
            ("in", "das ") => "ins",
            ("an", "das ") => "ans",
            _ => null,
        };
        return melted is null ? $"{preposition} {phrase}" : string.Concat(melted, phrase.AsSpan(3));
    }

    private static string At(Place place) => Join(GermanLexicon.Places[place].At, The(Dative, place));

    private static string To(Place place)
    {
        string preposition = GermanLexicon.Places[place].To;
        return Join(preposition, The(preposition == "zu" ? Dative : Accusative, place));
    }

    private static string Who(Person person) => Who(Nominative, person);

    private static string Who(GermanCase grammaticalCase, Person person)
    {
        if (person <= Person.They) return Pronoun(grammaticalCase, People.FormOf(person));
        GermanPerson entry = GermanLexicon.People[person];
        return Phrase(grammaticalCase, entry.Article, entry.Noun, plural: entry.Plural);
    }

    private static string Pronoun(Person person) => Pronoun(Nominative, People.FormOf(person));

    private static string Pronoun(GermanCase grammaticalCase, Form form) => (form, grammaticalCase) switch
    {
        (Form.I, Nominative) => "ich",
        (Form.I, Accusative) => "mich",
        (Form.I, _) => "mir",
        (Form.We, Nominative) => "wir",
        (Form.We, _) => "uns",
        (Form.He, Nominative) => "er",
        (Form.He, Accusative) => "ihn",
        (Form.He, _) => "ihm",
        (Form.She, Dative) => "ihr",
        (Form.They, Dative) => "ihnen",
        _ => "sie",
    };

    private static string Verb(Person person, GermanVerb verb) => verb.Finite(People.FormOf(person));

    private static string Haben(Person person) => Pick(person, "habe", "hat", "haben");

    private static string Muss(Person person) => Pick(person, "muss", "muss", "müssen");

    private static string Pick(Person person, string first, string third, string plural) => People.FormOf(person) switch
    {
        Form.I => first,
        Form.He or Form.She => third,
        _ => plural,
    };

    private static string Comparative(Adjective adjective) => GermanLexicon.Adjectives[adjective].Comparative;

    private static string Write(Quantity quantity) => GermanNumbers.Write(quantity);

    private static string Words(int number) => GermanNumbers.Words(number);

    private static string Name(City city) => GermanLexicon.Cities[city];

    private static string Preposition(Preposition preposition) => preposition switch
    {
        Phrasebook.Preposition.On => "auf",
        Phrasebook.Preposition.Under => "unter",
        Phrasebook.Preposition.Behind => "hinter",
        Phrasebook.Preposition.Beside => "neben",
        _ => "vor",
    };

    private static string Name(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Train => "Zug",
        Vehicle.Bus => "Bus",
        Vehicle.Flight => "Flug",
        _ => "Nachtzug",
    };

    private static string Euros(Quantity amount) => $"{Write(amount)} Euro";

    /// <summary>"zwölf Euro und fünfzig Cent" or "12,50 Euro".</summary>
    private static string Euros(Money amount) => amount switch
    {
        { Spelled: false, Cents: 0 } => $"{Numeral.Of(amount.Euros)} Euro",
        { Spelled: false } => $"{Numeral.Of(amount.Euros)},{Numeral.Of(amount.Cents, 2)} Euro",
        { Cents: 0 } => $"{Words(amount.Euros)} Euro",
        _ => $"{Words(amount.Euros)} Euro und {Words(amount.Cents)} Cent",
    };
}
