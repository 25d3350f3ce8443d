using static Headwater.Phrasebook.GermanNoun;

namespace Headwater.Phrasebook;

/// <summary>The stem to which an adjective's endings are added, and its comparative.</summary>
internal sealed record GermanAdjective(string Stem, string Comparative)
{
    public static implicit operator GermanAdjective(string stem) => new(stem, stem + "er");
}

/// <summary>Somebody with an article of his own: "mein Vater", "der Lehrer", "Anna".</summary>
internal sealed record GermanPerson(GermanArticle Article, GermanNoun Noun, bool Plural = false);

/// <summary>A place, and the prepositions that lead to it (accusative, but dative after "zu") and stand at it (dative).</summary>
internal sealed record GermanPlace(GermanNoun Noun, string At, string To);

/// <summary>The words of German other than nouns.</summary>
internal static class GermanLexicon
{
    public static readonly Lexicon<Adjective, GermanAdjective> Adjectives = new(new()
    {
        [Adjective.Red] = "rot", [Adjective.Blue] = "blau", [Adjective.Green] = "grün", [Adjective.Yellow] = "gelb", [Adjective.White] = "weiß",
        [Adjective.Black] = "schwarz", [Adjective.Brown] = "braun", [Adjective.Grey] = "grau",

        [Adjective.Big] = new("groß", "größer"), [Adjective.Small] = "klein", [Adjective.Old] = new("alt", "älter"), [Adjective.New] = "neu",
        [Adjective.Beautiful] = "schön", [Adjective.Pretty] = "hübsch", [Adjective.Cheap] = "billig", [Adjective.Expensive] = "teur",
        [Adjective.Heavy] = "schwer", [Adjective.Light] = "leicht", [Adjective.Long] = new("lang", "länger"),
        [Adjective.Short] = new("kurz", "kürzer"), [Adjective.Thick] = "dick", [Adjective.Thin] = "dünn", [Adjective.Modern] = "modern",
        [Adjective.Simple] = "einfach", [Adjective.Practical] = "praktisch", [Adjective.Elegant] = "elegant",
        [Adjective.Warm] = new("warm", "wärmer"), [Adjective.Quiet] = "ruhig", [Adjective.Bright] = "hell", [Adjective.Famous] = "berühmt",

        [Adjective.Fresh] = "frisch", [Adjective.Sweet] = "süß", [Adjective.Good] = new("gut", "besser"), [Adjective.Ripe] = "reif",

        [Adjective.Interesting] = "interessant", [Adjective.Boring] = "langweilig", [Adjective.Funny] = "lustig", [Adjective.Sad] = "traurig",

        [Adjective.Young] = new("jung", "jünger"), [Adjective.Lazy] = "faul", [Adjective.Tired] = "müd", [Adjective.Fat] = "dick",
        [Adjective.Dark] = new("dunkl", "dunkler"),
    });

    public static readonly Lexicon<Person, GermanPerson> People = new(new()
    {
        // The nouns of pronouns are never declined: GermanGrammar has their forms.
        [Person.I] = Bare("ich"), [Person.We] = Bare("wir"), [Person.He] = Bare("er"), [Person.She] = Bare("sie"), [Person.They] = Bare("sie"),
        [Person.Father] = My(Der("Vater", "Väter")), [Person.Mother] = My(Die("Mutter", "Mütter")), [Person.Brother] = My(Der("Bruder", "Brüder")),
        [Person.Sister] = My(Die("Schwester", "Schwestern")), [Person.Grandfather] = My(Der("Großvater", "Großväter")),
        [Person.Grandmother] = My(Die("Großmutter", "Großmütter")), [Person.Uncle] = My(Der("Onkel", "Onkel")),
        [Person.Aunt] = My(Die("Tante", "Tanten")), [Person.Husband] = My(Der("Mann", "Männer")), [Person.Wife] = My(Die("Frau", "Frauen")),
        [Person.Son] = My(Der("Sohn", "Söhne")), [Person.Daughter] = My(Die("Tochter", "Töchter")), [Person.Nephew] = My(WeakDer("Neffe")),
        [Person.Niece] = My(Die("Nichte", "Nichten")), [Person.Neighbour] = new(GermanArticle.Our, WeakDer("Nachbar")),
        [Person.Boss] = My(new("Chef", GermanGender.Masculine, "Chefs", OwnGenitive: "Chefs")), [Person.Colleague] = My(WeakDer("Kollege")),
        [Person.Teacher] = new(GermanArticle.Definite, Der("Lehrer", "Lehrer")), [Person.Anna] = Bare("Anna"), [Person.Paul] = Bare("Paul"),
        [Person.Parents] = Mine(Die("", "Eltern")), [Person.Grandparents] = Mine(Die("", "Großeltern")),
        [Person.Children] = Mine(Das("Kind", "Kinder")), [Person.Brothers] = Mine(Der("Bruder", "Brüder")),
        [Person.Friends] = Mine(Der("Freund", "Freunde")), [Person.Neighbours] = new(GermanArticle.Our, WeakDer("Nachbar"), Plural: true),
    });

    public static readonly Lexicon<Activity, GermanAction> Activities = new(new()
    {
        [Activity.CleanTheWindows] = new("die Fenster", "putzen"),
        [Activity.TidyTheCellar] = new("den Keller", new GermanVerb("räumen", Particle: "auf")),
        [Activity.WaterTheFlowers] = new("die Blumen", "gießen"),
        [Activity.WashTheDishes] = new("das Geschirr", new GermanVerb("spülen")),
        [Activity.MowTheLawn] = new("den Rasen", "mähen"),
        [Activity.RepairTheRoof] = new("das Dach", "reparieren"),
        [Activity.PaintTheFence] = new("den Zaun", new GermanVerb("streichen")),
        [Activity.IronTheShirts] = new("die Hemden", new GermanVerb("bügeln", I: "bügle")),
        [Activity.TakeOutTheRubbish] = new("den Müll", new GermanVerb("bringen", Particle: "hinaus")),
        [Activity.HangUpTheWashing] = new("die Wäsche", new GermanVerb("hängen", Particle: "auf")),
        [Activity.PeelThePotatoes] = new("die Kartoffeln", "schälen"),
        [Activity.SweepTheStairs] = new("die Treppe", "kehren"),
        [Activity.LayTheTable] = new("den Tisch", "decken"),
        [Activity.BakeABread] = new("Brot", new GermanVerb("backen", He: "backt")),
        [Activity.MakeTheBeds] = new("die Betten", "machen"),
        [Activity.WashTheCar] = new("das Auto", new GermanVerb("waschen", He: "wäscht")),
        [Activity.PickTheApples] = new("die Äpfel", "pflücken"),
        [Activity.FeedTheHens] = new("die Hühner", new GermanVerb("füttern", I: "füttere")),

        [Activity.ReadABook] = new("ein Buch", new GermanVerb("lesen", He: "liest")),
        [Activity.GoForAWalk] = new("", new GermanVerb("gehen", Particle: "spazieren ")),
        [Activity.PlayThePiano] = new("Klavier", "spielen"),
        [Activity.PlayFootball] = new("Fußball", "spielen"),
        [Activity.PlayChess] = new("Schach", "spielen"),
        [Activity.SwimInTheLake] = new("im See", "schwimmen"),
        [Activity.ListenToMusic] = new("Musik", "hören"),
        [Activity.WatchTelevision] = new("", new GermanVerb("sehen", He: "sieht", Particle: "fern")),
        [Activity.Cycle] = new("", new GermanVerb("fahren", He: "fährt", Particle: "Rad ")),
        [Activity.PaintAPicture] = new("ein Bild", "malen"),
        [Activity.Dance] = new("", "tanzen"),
        [Activity.Sing] = new("", "singen"),
        [Activity.CookASoup] = new("eine Suppe", "kochen"),
        [Activity.WriteALetter] = new("einen Brief", "schreiben"),
        [Activity.DrinkATea] = new("eine Tasse Tee", "trinken"),
        [Activity.GoFishing] = new("", "angeln"),
        [Activity.WorkInTheGarden] = new("im Garten", "arbeiten"),
        [Activity.RestABit] = new("", new GermanVerb("ruhen", Particle: "aus")),
    });

    public static readonly Lexicon<Place, GermanPlace> Places = new(new()
    {
        [Place.Station] = new(Der("Bahnhof", "Bahnhöfe"), "an", "zu"), [Place.School] = new(Die("Schule", "Schulen"), "in", "in"),
        [Place.Museum] = new(Das("Museum", "Museen"), "in", "in"), [Place.Church] = new(Die("Kirche", "Kirchen"), "in", "in"),
        [Place.Market] = new(Der("Markt", "Märkte"), "auf", "auf"), [Place.Bakery] = new(Die("Bäckerei", "Bäckereien"), "in", "in"),
        [Place.Pharmacy] = new(Die("Apotheke", "Apotheken"), "in", "in"), [Place.Hospital] = new(Das("Krankenhaus", "Krankenhäuser"), "in", "in"),
        [Place.Library] = new(Die("Bibliothek", "Bibliotheken"), "in", "in"), [Place.PostOffice] = new(Das("Postamt", "Postämter"), "in", "zu"),
        [Place.Bank] = new(Die("Bank", "Banken"), "in", "zu"), [Place.Cinema] = new(Das("Kino", "Kinos"), "in", "in"),
        [Place.Theatre] = new(Das("Theater", "Theater"), "in", "in"), [Place.Park] = new(Der("Park", "Parks"), "in", "in"),
        [Place.Zoo] = new(Der("Zoo", "Zoos"), "in", "in"), [Place.Beach] = new(Der("Strand", "Strände"), "an", "an"),
        [Place.Harbour] = new(Der("Hafen", "Häfen"), "an", "zu"), [Place.Airport] = new(Der("Flughafen", "Flughäfen"), "an", "zu"),
        [Place.TownHall] = new(Das("Rathaus", "Rathäuser"), "in", "zu"), [Place.Castle] = new(Das("Schloss", "Schlösser"), "in", "zu"),
        [Place.SwimmingPool] = new(Das("Schwimmbad", "Schwimmbäder"), "in", "in"),
        [Place.Restaurant] = new(Das("Restaurant", "Restaurants"), "in", "in"), [Place.Cafe] = new(Das("Café", "Cafés"), "in", "in"),
        [Place.Supermarket] = new(Der("Supermarkt", "Supermärkte"), "in", "in"),
        [Place.University] = new(Die("Universität", "Universitäten"), "an", "an"), [Place.Lake] = new(Der("See", "Seen"), "an", "an"),
        [Place.Forest] = new(Der("Wald", "Wälder"), "in", "in"), [Place.Farm] = new(Der("Bauernhof", "Bauernhöfe"), "auf", "auf"),
        [Place.Stadium] = new(Das("Stadion", "Stadien"), "in", "in"), [Place.Factory] = new(Die("Fabrik", "Fabriken"), "in", "in"),
        [Place.Mill] = new(Die("Mühle", "Mühlen"), "in", "zu"), [Place.Bridge] = new(Die("Brücke", "Brücken"), "an", "zu"),
        [Place.Tower] = new(Der("Turm", "Türme"), "in", "zu"), [Place.Fountain] = new(Der("Brunnen", "Brunnen"), "an", "zu"),
        [Place.Bookshop] = new(Die("Buchhandlung", "Buchhandlungen"), "in", "in"), [Place.Opera] = new(Das("Opernhaus", "Opernhäuser"), "in", "in"),
        [Place.Hotel] = new(Das("Hotel", "Hotels"), "in", "in"),
    });

    public static readonly Lexicon<City, string> Cities = new(new()
    {
        [City.Vienna] = "Wien", [City.Munich] = "München", [City.Cologne] = "Köln", [City.Geneva] = "Genf", [City.Brussels] = "Brüssel",
        [City.Rome] = "Rom", [City.Venice] = "Venedig", [City.Lisbon] = "Lissabon", [City.Warsaw] = "Warschau", [City.Prague] = "Prag",
        [City.Copenhagen] = "Kopenhagen", [City.Athens] = "Athen", [City.London] = "London", [City.Naples] = "Neapel", [City.Florence] = "Florenz",
        [City.Milan] = "Mailand", [City.Zurich] = "Zürich", [City.Strasbourg] = "Straßburg", [City.Nice] = "Nizza", [City.Cracow] = "Krakau",
        [City.Bucharest] = "Bukarest", [City.Berne] = "Bern", [City.Basel] = "Basel", [City.Seville] = "Sevilla", [City.Antwerp] = "Antwerpen",
        [City.Dresden] = "Dresden", [City.Hamburg] = "Hamburg", [City.Nuremberg] = "Nürnberg", [City.Turin] = "Turin", [City.Paris] = "Paris",
        [City.Berlin] = "Berlin", [City.Lyon] = "Lyon",
    });

    /// <summary>Countries as they stand after "aus" and "in" (dative) and after "nach" or "in" (accusative).</summary>
    public static readonly Lexicon<Country, GermanCountry> Countries = new(new()
    {
        [Country.Germany] = "Deutschland", [Country.France] = "Frankreich", [Country.Italy] = "Italien", [Country.Spain] = "Spanien",
        [Country.Portugal] = "Portugal", [Country.Switzerland] = new("der Schweiz", "in die Schweiz"), [Country.Austria] = "Österreich",
        [Country.Poland] = "Polen", [Country.Greece] = "Griechenland", [Country.Sweden] = "Schweden", [Country.Norway] = "Norwegen",
        [Country.Denmark] = "Dänemark", [Country.Hungary] = "Ungarn", [Country.Romania] = "Rumänien", [Country.Belgium] = "Belgien",
        [Country.Netherlands] = new("den Niederlanden", "in die Niederlande"), [Country.Ireland] = "Irland", [Country.England] = "England",
        [Country.Scotland] = "Schottland", [Country.Turkey] = new("der Türkei", "in die Türkei"), [Country.Japan] = "Japan",
        [Country.Canada] = "Kanada", [Country.Brazil] = "Brasilien", [Country.China] = "China", [Country.India] = "Indien",
        [Country.Egypt] = "Ägypten", [Country.Morocco] = "Marokko", [Country.Finland] = "Finnland",
    });

    private static GermanPerson My(GermanNoun noun) => new(GermanArticle.My, noun);

    private static GermanPerson Mine(GermanNoun noun) => new(GermanArticle.My, noun, Plural: true);

    private static GermanPerson Bare(string name) => new(GermanArticle.None, Der(name, name));

    private static GermanNoun WeakDer(string singular) => new(singular, GermanGender.Masculine, singular + "n", Weak: true);
}

/// <summary>A country behind "aus" and "in", and the way there.</summary>
internal sealed record GermanCountry(string Dative, string To)
{
    public static implicit operator GermanCountry(string name) => new(name, $"nach {name}");
}
