using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

/// <summary>Romanian: the article is an ending of the noun, adjectives follow and agree, the time often comes first.</summary>
internal sealed partial class RomanianGrammar : Grammar
{
    public override string Language => "ro";

    private static RomanianNoun Entry(Noun noun) => RomanianNouns.All[noun];

    private static RomanianNoun Entry(Place place) => RomanianLexicon.Places[place];

    private static bool IsFeminine(Noun noun) => Entry(noun).IsFeminine;

    private static string The(Noun noun) => Entry(noun).Definite;

    private static string The(Place place) => Entry(place).Definite;

    /// <summary>"masa mare", "câinele bătrân"; also behind prepositions.</summary>
    private static string The(Noun noun, Adjective how) => $"{The(noun)} {Quality(noun, how).One(IsFeminine(noun))}";

    private static string The(Place place, Adjective how) => $"{The(place)} {Quality(how).One(Entry(place).IsFeminine)}";

    private static string A(Noun noun) => $"{Article(noun)} {Entry(noun).Singular}";

    private static string A(Noun noun, Adjective how) => $"{A(noun)} {Quality(noun, how).One(IsFeminine(noun))}";

    private static string Article(Noun noun) => IsFeminine(noun) ? "o" : "un";

    /// <summary>The plural, or what is not counted: "cartofi", "ulei".</summary>
    private static string Many(Noun noun)
    {
        RomanianNoun entry = Entry(noun);
        return entry.IsCounted ? entry.Plural : entry.Singular;
    }

    /// <summary>"trei cămăși albe", "douăzeci de trandafiri".</summary>
    private static string Count(Quantity count, Noun noun, Adjective? how = null)
    {
        RomanianNoun entry = Entry(noun);
        string things = how is { } quality ? $"{entry.Plural} {Quality(noun, quality).Many(entry.Gender)}" : entry.Plural;
        return RomanianNumbers.Count(count, entry.Gender, things);
    }

    private static RomanianAdjective Quality(Adjective how) => RomanianLexicon.Adjectives[how];

    private static RomanianAdjective Quality(Noun noun, Adjective how)
    {
        bool lives = noun is >= Noun.Dog and <= Noun.Tortoise or >= Noun.Birch and <= Noun.Sunflower;
        return lives && how == Adjective.Old ? RomanianLexicon.Aged : Quality(how);
    }

    private static string Who(Person person) => RomanianLexicon.People[person].Subject;

    /// <summary>The genitive and dative: "surorii mele".</summary>
    private static string Whose(Person person) => RomanianLexicon.People[person].Genitive;

    /// <summary>"câinele maro al unchiului meu": a possessive article stands where an adjective parts the owner from the thing.</summary>
    private static string Owned(Noun noun, Adjective how, Person owner) => $"{The(noun, how)} {(IsFeminine(noun) ? "a" : "al")} {Whose(owner)}";

    private static string Clause(Person who, RomanianVerb verb) => $"{Who(who)} {Finite(who, verb)}";

    private static string Finite(Person who, RomanianVerb verb) => People.FormOf(who) switch
    {
        Form.I => Reflect(verb, "mă", verb.I),
        Form.We => Reflect(verb, "ne", verb.We),
        Form.They => Reflect(verb, "se", verb.They),
        _ => Reflect(verb, "se", verb.He),
    };

    private static string Reflect(RomanianVerb verb, string pronoun, string form) => verb.Reflexive ? $"{pronoun} {form}" : form;

    /// <summary>"citesc o carte"</summary>
    private static string Do(Person who, Activity activity)
    {
        RomanianAction action = RomanianActivities.All[activity];
        return $"{Finite(who, action.Verb)} {action.Complement}".TrimEnd();
    }

    /// <summary>What another verb is followed by: "să citească o carte", "să mă plimb".</summary>
    private static string ToDo(Person who, Activity activity)
    {
        RomanianAction action = RomanianActivities.All[activity];
        return $"să {Subjunctive(who, action.Verb)} {action.Complement}".TrimEnd();
    }

    private static string Subjunctive(Person who, RomanianVerb verb) =>
        People.FormOf(who) is Form.I or Form.We ? Finite(who, verb) : Reflect(verb, "se", verb.Subjunctive);

    private static string Have(Person who) => Clause(who, Having);

    /// <summary>"eu am cumpărat", "ei au cumpărat".</summary>
    private static string Did(Person who, string participle) => $"{Who(who)} {Auxiliary(who)} {participle}";

    private static string Auxiliary(Person who) => People.FormOf(who) switch
    {
        Form.I or Form.We => "am",
        Form.They => "au",
        _ => "a",
    };

    private static readonly RomanianVerb Having = new("am", "are", "avem", "au", "aibă");
    private static readonly RomanianVerb Can = new("pot", "poate", "putem", "pot", "poată");

    private static string Words(int number) => RomanianNumbers.Words(number);

    private static string Write(Quantity quantity) => RomanianNumbers.Write(quantity);

    /// <summary>A small number in words before what it counts.</summary>
    private static string Count(int count, RomanianGender gender, string things) => RomanianNumbers.Count(new(count, Spelled: true), gender, things);

    private static string Name(City city) => RomanianLexicon.Cities[city];

    private static string In(Country country) => $"în {RomanianLexicon.Countries[country]}";

    private static string From(Country country) => $"din {RomanianLexicon.Countries[country]}";

    /// <summary>Where one goes, and where something takes place: "la muzeu", "în parc".</summary>
    private static string At(Place place) => $"{(IsGround(place) ? "în" : "la")} {Entry(place).AfterPreposition}";

    /// <summary>The same behind a noun: "de la muzeu", "din parc".</summary>
    private static string OfPlace(Place place) => $"{(IsGround(place) ? "din" : "de la")} {Entry(place).AfterPreposition}";

    private static bool IsGround(Place place) => place is Place.Park or Place.Forest;

    /// <summary>"lângă gară", "în fața gării".</summary>
    private static string By(Preposition preposition, Place place) =>
        By(preposition, Entry(place).AfterPreposition, Entry(place).Genitive);

    /// <summary>"lângă gara veche", "în fața gării vechi".</summary>
    private static string By(Preposition preposition, Place place, Adjective how) =>
        By(preposition, The(place, how), $"{Entry(place).Genitive} {Quality(how).Genitive(Entry(place).IsFeminine)}");

    private static string By(Preposition preposition, Noun noun, Adjective how) =>
        By(preposition, The(noun, how), $"{Entry(noun).Genitive} {Quality(noun, how).Genitive(IsFeminine(noun))}");

    private static string By(Preposition preposition, string phrase, string genitive) => preposition switch
    {
        Preposition.On => $"pe {phrase}",
        Preposition.Under => $"sub {phrase}",
        Preposition.Beside => $"lângă {phrase}",
        Preposition.Behind => $"în spatele {genitive}",
        _ => $"în fața {genitive}",
    };

    private static string Euros(Quantity amount) => RomanianNumbers.Count(amount, Masculine, "euro");

    /// <summary>"doisprezece euro și cincizeci de cenți" or "12,50 euro".</summary>
    private static string Euros(Money amount)
    {
        if (!amount.Spelled && amount.Cents > 0) return $"{Numeral.Of(amount.Euros)},{Numeral.Of(amount.Cents, 2)} euro";
        string euros = Euros(new Quantity(amount.Euros, amount.Spelled));
        return amount.Cents == 0 ? euros : $"{euros} și {Count(amount.Cents, Masculine, "cenți")}";
    }
}
