using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

/// <summary>French: adjectives agree and mostly follow, small words elide and contract, the time often comes first.</summary>
internal sealed partial class FrenchGrammar : Grammar
{
    public override string Language => "fr";

    private static string The(Noun noun) => The(FrenchNouns.All[noun]);

    private static string The(Noun noun, Adjective how) => The(FrenchNouns.All[noun], how);

    private static string The(Place place) => The(FrenchLexicon.Places[place]);

    private static string The(Place place, Adjective how) => The(FrenchLexicon.Places[place], how);

    private static string The(FrenchNoun noun, Adjective? how = null)
    {
        string phrase = One(noun, how);
        return Elide(noun.Feminine ? "la" : "le", phrase);
    }

    private static string This(Noun noun, Adjective how)
    {
        FrenchNoun entry = FrenchNouns.All[noun];
        string phrase = One(entry, how);
        return $"{(entry.Feminine ? "cette" : BeginsWithVowel(phrase) ? "cet" : "ce")} {phrase}";
    }

    private static string A(Noun noun) => A(FrenchNouns.All[noun]);

    private static string A(Noun noun, Adjective how) => A(FrenchNouns.All[noun], how);

    private static string A(FrenchNoun noun, Adjective? how = null) => $"{(noun.Feminine ? "une" : "un")} {One(noun, how)}";

    /// <summary>Some of it, or several: "du pain", "de l'huile", "des œufs".</summary>
    private static string Some(Noun noun)
    {
        FrenchNoun entry = FrenchNouns.All[noun];
        return entry.IsCounted ? $"des {entry.Plural}" : Of(The(entry));
    }

    /// <summary>The plural, or what is not counted: "pommes de terre", "huile".</summary>
    private static string Many(Noun noun)
    {
        FrenchNoun entry = FrenchNouns.All[noun];
        return entry.IsCounted ? entry.Plural : entry.Singular;
    }

    /// <summary>"trois chemises blanches", "vingt et une petites roses".</summary>
    private static string Count(Quantity count, Noun noun, Adjective? how = null)
    {
        FrenchNoun entry = FrenchNouns.All[noun];
        return $"{FrenchNumbers.Write(count, entry.Feminine)} {Place(entry.Plural, entry.Feminine, plural: true, how)}";
    }

    private static string One(FrenchNoun noun, Adjective? how = null) => Place(noun.Singular, noun.Feminine, plural: false, how);

    private static string Place(string noun, bool feminine, bool plural, Adjective? how)
    {
        if (how is not { } quality) return noun;
        FrenchAdjective adjective = FrenchLexicon.Adjectives[quality];
        string form = adjective.Agree(feminine, plural);
        if (!adjective.Before) return $"{noun} {form}";
        if (!feminine && !plural && adjective.BeforeVowel is { } euphonic && BeginsWithVowel(noun)) form = euphonic;
        return $"{form} {noun}";
    }

    private static bool IsFeminine(Noun noun) => FrenchNouns.All[noun].Feminine;

    /// <summary>"plus grande", "moins chère", "meilleurs".</summary>
    private static string Comparative(Adjective adjective, bool feminine, bool plural) => adjective switch
    {
        Adjective.Good => Better.Agree(feminine, plural),
        Adjective.Cheap => $"moins {FrenchLexicon.Adjectives[Adjective.Expensive].Agree(feminine, plural)}",
        _ => $"plus {FrenchLexicon.Adjectives[adjective].Agree(feminine, plural)}",
    };

    private static readonly FrenchAdjective Better = "meilleur";

    private static string Who(Person person) => FrenchLexicon.People[person];

    private static string Pronoun(Person person) => Who(People.PronounOf(person));

    /// <summary>A subject and its verb: "mon père cherche", "j'achète".</summary>
    private static string Clause(Person who, FrenchVerb verb) => Subject(who, Finite(who, verb));

    private static string Subject(Person who, string finite) => who == Person.I ? Elide("je", finite) : $"{Who(who)} {finite}";

    private static string Finite(Person who, FrenchVerb verb) => People.FormOf(who) switch
    {
        Form.I => Reflect(verb, "me", verb.I),
        Form.We => Reflect(verb, "nous", verb.We),
        Form.They => Reflect(verb, "se", verb.They),
        _ => Reflect(verb, "se", verb.He),
    };

    private static string Reflect(FrenchVerb verb, string pronoun, string form) => verb.Reflexive ? $"{pronoun} {form}" : form;

    /// <summary>An infinitive in a clause about somebody: "me promener", "lire un livre".</summary>
    private static string Infinitive(Person who, Activity activity)
    {
        FrenchAction action = FrenchLexicon.Activities[activity];
        string pronoun = People.FormOf(who) switch
        {
            Form.I => "me",
            Form.We => "nous",
            _ => "se",
        };
        return $"{Reflect(action.Verb, pronoun, action.Verb.Infinitive)} {action.Complement}".TrimEnd();
    }

    private static string Do(Person who, Activity activity)
    {
        FrenchAction action = FrenchLexicon.Activities[activity];
        return $"{Clause(who, action.Verb)} {action.Complement}".TrimEnd();
    }

    private static string Have(Person who) => Clause(who, Having);

    private static readonly FrenchVerb Having = new("avoir", "ai", "a", "avons", "ont");

    private static readonly FrenchVerb Must = new("devoir", "dois", "doit", "devons", "doivent");

    private static readonly FrenchVerb Go = new("aller", "vais", "va", "allons", "vont");

    private static string Que(string clause) => Elide("que", clause);

    private static string Write(Quantity quantity) => FrenchNumbers.Write(quantity);

    private static string Words(int number) => FrenchNumbers.Words(number);

    private static string Name(City city) => FrenchLexicon.Cities[city];

    private static string From(City city) => Of(Name(city));

    /// <summary>Where something takes place; also where one goes.</summary>
    private static string At(Place place) => place == Phrasebook.Place.Forest ? "dans la forêt" : To(The(place));

    private static string By(Preposition preposition, string phrase) => preposition switch
    {
        Preposition.On => $"sur {phrase}",
        Preposition.Under => $"sous {phrase}",
        Preposition.Behind => $"derrière {phrase}",
        Preposition.Beside => $"à côté {Of(phrase)}",
        _ => $"devant {phrase}",
    };

    private static string Name(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Train => "train",
        Vehicle.Bus => "bus",
        Vehicle.Flight => "vol",
        _ => "train de nuit",
    };

    private static string Euros(Quantity amount) => $"{Write(amount)} euros";

    /// <summary>"douze euros et cinquante centimes" or "12,50 euros".</summary>
    private static string Euros(Money amount) => amount switch
    {
        { Spelled: false, Cents: 0 } => $"{Numeral.Of(amount.Euros)} euros",
        { Spelled: false } => $"{Numeral.Of(amount.Euros)},{Numeral.Of(amount.Cents, 2)} euros",
        { Cents: 0 } => $"{Words(amount.Euros)} euros",
        _ => $"{Words(amount.Euros)} euros et {Words(amount.Cents)} centimes",
    };
}
