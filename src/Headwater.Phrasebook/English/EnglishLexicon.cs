namespace Headwater.Phrasebook;

/// <summary>The words of English other than nouns.</summary>
internal static class EnglishLexicon
{
    public static readonly Lexicon<Adjective, EnglishAdjective> Adjectives = new(new()
    {
        [Adjective.Red] = "red", [Adjective.Blue] = "blue", [Adjective.Green] = "green", [Adjective.Yellow] = "yellow", [Adjective.White] = "white",
        [Adjective.Black] = "black", [Adjective.Brown] = "brown", [Adjective.Grey] = "grey",

        [Adjective.Big] = new("big", "bigger"), [Adjective.Small] = new("small", "smaller"), [Adjective.Old] = new("old", "older"),
        [Adjective.New] = new("new", "newer"), [Adjective.Beautiful] = "beautiful", [Adjective.Pretty] = new("pretty", "prettier"),
        [Adjective.Cheap] = new("cheap", "cheaper"), [Adjective.Expensive] = "expensive", [Adjective.Heavy] = new("heavy", "heavier"),
        [Adjective.Light] = new("light", "lighter"), [Adjective.Long] = new("long", "longer"), [Adjective.Short] = new("short", "shorter"),
        [Adjective.Thick] = new("thick", "thicker"), [Adjective.Thin] = new("thin", "thinner"), [Adjective.Modern] = "modern",
        [Adjective.Simple] = new("simple", "simpler"), [Adjective.Practical] = "practical", [Adjective.Elegant] = "elegant",
        [Adjective.Warm] = new("warm", "warmer"), [Adjective.Quiet] = new("quiet", "quieter"), [Adjective.Bright] = new("bright", "brighter"),
        [Adjective.Famous] = "famous",

        [Adjective.Fresh] = new("fresh", "fresher"), [Adjective.Sweet] = new("sweet", "sweeter"), [Adjective.Good] = new("good", "better"),
        [Adjective.Ripe] = new("ripe", "riper"),

        [Adjective.Interesting] = "interesting", [Adjective.Boring] = "boring", [Adjective.Funny] = new("funny", "funnier"),
        [Adjective.Sad] = new("sad", "sadder"),

        [Adjective.Young] = new("young", "younger"), [Adjective.Lazy] = new("lazy", "lazier"), [Adjective.Tired] = "tired",
        [Adjective.Fat] = new("fat", "fatter"), [Adjective.Dark] = new("dark", "darker"),
    });

    public static readonly Lexicon<Person, EnglishPerson> People = new(new()
    {
        [Person.I] = new("I", "me", "my"), [Person.We] = new("we", "us", "our"), [Person.He] = new("he", "him", "his"),
        [Person.She] = new("she", "her", "her"), [Person.They] = new("they", "them", "their"), [Person.Father] = "my father",
        [Person.Mother] = "my mother", [Person.Brother] = "my brother", [Person.Sister] = "my sister", [Person.Grandfather] = "my grandfather",
        [Person.Grandmother] = "my grandmother", [Person.Uncle] = "my uncle", [Person.Aunt] = "my aunt", [Person.Husband] = "my husband",
        [Person.Wife] = "my wife", [Person.Son] = "my son", [Person.Daughter] = "my daughter", [Person.Nephew] = "my nephew",
        [Person.Niece] = "my niece", [Person.Neighbour] = "our neighbour", [Person.Boss] = "my boss", [Person.Colleague] = "my colleague",
        [Person.Teacher] = "the teacher", [Person.Anna] = "Anna", [Person.Paul] = "Paul", [Person.Parents] = "my parents",
        [Person.Grandparents] = "my grandparents", [Person.Brothers] = "my brothers",
        [Person.Children] = new("my children", "my children", "my children's"), [Person.Friends] = "my friends",
        [Person.Neighbours] = "our neighbours",
    });

    public static readonly Lexicon<Activity, EnglishAction> Activities = new(new()
    {
        [Activity.CleanTheWindows] = new("clean the windows", "cleans the windows"),
        [Activity.TidyTheCellar] = new("tidy up the cellar", "tidies up the cellar"),
        [Activity.WaterTheFlowers] = new("water the flowers", "waters the flowers"),
        [Activity.WashTheDishes] = new("wash the dishes", "washes the dishes"),
        [Activity.MowTheLawn] = new("mow the lawn", "mows the lawn"),
        [Activity.RepairTheRoof] = new("repair the roof", "repairs the roof"),
        [Activity.PaintTheFence] = new("paint the fence", "paints the fence"),
        [Activity.IronTheShirts] = new("iron the shirts", "irons the shirts"),
        [Activity.TakeOutTheRubbish] = new("take out the rubbish", "takes out the rubbish"),
        [Activity.HangUpTheWashing] = new("hang up the washing", "hangs up the washing"),
        [Activity.PeelThePotatoes] = new("peel the potatoes", "peels the potatoes"),
        [Activity.SweepTheStairs] = new("sweep the stairs", "sweeps the stairs"),
        [Activity.LayTheTable] = new("lay the table", "lays the table"),
        [Activity.BakeABread] = new("bake bread", "bakes bread"),
        [Activity.MakeTheBeds] = new("make the beds", "makes the beds"),
        [Activity.WashTheCar] = new("wash the car", "washes the car"),
        [Activity.PickTheApples] = new("pick the apples", "picks the apples"),
        [Activity.FeedTheHens] = new("feed the hens", "feeds the hens"),

        [Activity.ReadABook] = new("read a book", "reads a book"),
        [Activity.GoForAWalk] = new("go for a walk", "goes for a walk"),
        [Activity.PlayThePiano] = new("play the piano", "plays the piano"),
        [Activity.PlayFootball] = new("play football", "plays football"),
        [Activity.PlayChess] = new("play chess", "plays chess"),
        [Activity.SwimInTheLake] = new("swim in the lake", "swims in the lake"),
        [Activity.ListenToMusic] = new("listen to music", "listens to music"),
        [Activity.WatchTelevision] = new("watch television", "watches television"),
        [Activity.Cycle] = new("ride a bicycle", "rides a bicycle"),
        [Activity.PaintAPicture] = new("paint a picture", "paints a picture"),
        [Activity.Dance] = new("dance", "dances"),
        [Activity.Sing] = new("sing", "sings"),
        [Activity.CookASoup] = new("cook a soup", "cooks a soup"),
        [Activity.WriteALetter] = new("write a letter", "writes a letter"),
        [Activity.DrinkATea] = new("drink a cup of tea", "drinks a cup of tea"),
        [Activity.GoFishing] = new("go fishing", "goes fishing"),
        [Activity.WorkInTheGarden] = new("work in the garden", "works in the garden"),
        [Activity.RestABit] = new("rest a little", "rests a little"),
    });

    public static readonly Lexicon<Place, string> Places = new(new()
    {
        [Place.Station] = "station", [Place.School] = "school", [Place.Museum] = "museum", [Place.Church] = "church", [Place.Market] = "market",
        [Place.Bakery] = "bakery", [Place.Pharmacy] = "pharmacy", [Place.Hospital] = "hospital", [Place.Library] = "library",
        [Place.PostOffice] = "post office", [Place.Bank] = "bank", [Place.Cinema] = "cinema", [Place.Theatre] = "theatre", [Place.Park] = "park",
        [Place.Zoo] = "zoo", [Place.Beach] = "beach", [Place.Harbour] = "harbour", [Place.Airport] = "airport", [Place.TownHall] = "town hall",
        [Place.Castle] = "castle", [Place.SwimmingPool] = "swimming pool", [Place.Restaurant] = "restaurant", [Place.Cafe] = "café",
        [Place.Supermarket] = "supermarket", [Place.University] = "university", [Place.Lake] = "lake", [Place.Forest] = "forest",
        [Place.Farm] = "farm", [Place.Stadium] = "stadium", [Place.Factory] = "factory", [Place.Mill] = "mill", [Place.Bridge] = "bridge",
        [Place.Tower] = "tower", [Place.Fountain] = "fountain", [Place.Bookshop] = "bookshop", [Place.Opera] = "opera house", [Place.Hotel] = "hotel",
    });

    public static readonly Lexicon<City, string> Cities = new(Enum.GetValues<City>().ToDictionary(city => city, Label.Of));

    public static readonly Lexicon<Country, string> Countries = new(Enum.GetValues<Country>().ToDictionary(
        country => country, country => country == Country.Netherlands ? "the Netherlands" : Label.Of(country)));
}
