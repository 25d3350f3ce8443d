using static Headwater.Phrasebook.Noun;
using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

/// <summary>The nouns of Romanian.</summary>
internal static class RomanianNouns
{
    public static readonly Lexicon<Noun, RomanianNoun> All = new(new()
    {
        [Table] = F("masă", "mese"), [Chair] = N("scaun", "scaune"), [Armchair] = N("fotoliu", "fotolii"), [Cupboard] = N("dulap", "dulapuri"),
        [Bed] = N("pat", "paturi"), [Shelf] = N("raft", "rafturi"), [Desk] = N("birou", "birouri"), [Piano] = N("pian", "piane"),
        [Chest] = N("cufăr", "cufere"), [Sofa] = F("canapea", "canapele"),

        [Lamp] = F("lampă", "lămpi"), [Mirror] = F("oglindă", "oglinzi"), [Carpet] = N("covor", "covoare"),
        [Clock] = N("ceas", "ceasuri").Of("de perete"), [Curtain] = F("perdea", "perdele"), [Cushion] = F("pernă", "perne"),
        [Vase] = F("vază", "vaze"), [Picture] = N("tablou", "tablouri"), [Candle] = F("lumânare", "lumânări"), [Blanket] = F("pătură", "pături"),

        [Key] = F("cheie", "chei"), [Book] = F("carte", "cărți"), [Newspaper] = N("ziar", "ziare"), [Letter] = F("scrisoare", "scrisori"),
        [Pen] = N("stilou", "stilouri"), [Knife] = N("cuțit", "cuțite"), [Spoon] = F("lingură", "linguri"), [Fork] = F("furculiță", "furculițe"),
        [Towel] = N("prosop", "prosoape"), [Glove] = F("mănușă", "mănuși"), [Wallet] = N("portofel", "portofele"),
        [Watch] = N("ceas", "ceasuri").Of("de mână"), [Ball] = F("minge", "mingi"), [Doll] = F("păpușă", "păpuși"), [Map] = F("hartă", "hărți"),
        [Ring] = N("inel", "inele"), [Notebook] = N("caiet", "caiete"), [Comb] = M("pieptene", "piepteni"), [Brush] = F("perie", "perii"),
        [Photograph] = F("fotografie", "fotografii"), [Postcard] = F("carte", "cărți").Of("poștală", "poștale"), [Envelope] = N("plic", "plicuri"),
        [Handkerchief] = F("batistă", "batiste"),

        [Camera] = N("aparat", "aparate").Of("de fotografiat"), [Radio] = N("radio", "radiouri"), [Telephone] = N("telefon", "telefoane"),
        [Computer] = N("calculator", "calculatoare"), [Bicycle] = F("bicicletă", "biciclete"), [Guitar] = F("chitară", "chitare"),
        [Umbrella] = F("umbrelă", "umbrele"), [Suitcase] = F("valiză", "valize"), [Bag] = F("geantă", "genți"), [Backpack] = N("rucsac", "rucsacuri"),
        [Basket] = N("coș", "coșuri"), [Teapot] = N("ceainic", "ceainice"), [Cup] = F("ceașcă", "cești"), [Plate] = F("farfurie", "farfurii"),
        [Toy] = F("jucărie", "jucării"), [Hammer] = N("ciocan", "ciocane"), [Ladder] = F("scară", "scări"), [Tent] = N("cort", "corturi"),

        [Coat] = N("palton", "paltoane"), [Shirt] = F("cămașă", "cămăși"), [Dress] = F("rochie", "rochii"), [Skirt] = F("fustă", "fuste"),
        [Jacket] = F("jachetă", "jachete"), [Hat] = F("pălărie", "pălării"), [Scarf] = N("fular", "fulare"), [Sweater] = N("pulover", "pulovere"),
        [Tie] = F("cravată", "cravate"), [Belt] = F("curea", "curele"), [Suit] = N("costum", "costume"), [Blouse] = F("bluză", "bluze"),
        [Cap] = F("șapcă", "șepci"), [Apron] = N("șorț", "șorțuri"), [Raincoat] = F("pelerină", "pelerine").Of("de ploaie"),

        [Dog] = M("câine", "câini"), [Cat] = F("pisică", "pisici"), [Horse] = M("cal", "cai"), [Cow] = F("vacă", "vaci"), [Sheep] = F("oaie", "oi"),
        [Goat] = F("capră", "capre"), [Hen] = F("găină", "găini"), [Duck] = F("rață", "rațe"), [Goose] = F("gâscă", "gâște"),
        [Rabbit] = M("iepure", "iepuri"), [Pig] = M("porc", "porci"), [Donkey] = M("măgar", "măgari"), [Bird] = F("pasăre", "păsări"),
        [Parrot] = M("papagal", "papagali"), [Hamster] = M("hamster", "hamsteri"), [Tortoise] = F("broască", "broaște").Of("țestoasă", "țestoase"),

        [Apple] = N("măr", "mere"), [Pear] = F("pară", "pere"), [Plum] = F("prună", "prune"), [Cherry] = F("cireașă", "cireșe"),
        [Strawberry] = F("căpșună", "căpșuni"), [Orange] = F("portocală", "portocale"), [Lemon] = F("lămâie", "lămâi"),
        [Peach] = F("piersică", "piersici"), [Banana] = F("banană", "banane"), [Apricot] = F("caisă", "caise"), [Nut] = F("nucă", "nuci"),
        [Tomato] = F("roșie", "roșii"), [Potato] = M("cartof", "cartofi"), [Carrot] = M("morcov", "morcovi"), [Onion] = F("ceapă", "cepe"),
        [Cucumber] = M("castravete", "castraveți"), [Mushroom] = F("ciupercă", "ciuperci"), [Bean] = F("păstaie", "păstăi").Of("de fasole"),
        [Egg] = N("ou", "ouă"),

        [Flour] = Mass(Feminine, "făină"), [Sugar] = Mass(Neuter, "zahăr"), [Butter] = Mass(Neuter, "unt"), [Rice] = Mass(Neuter, "orez"),
        [Cheese] = Mass(Feminine, "brânză"), [Ham] = Mass(Feminine, "șuncă"), [Meat] = Mass(Feminine, "carne"), [Bread] = Mass(Feminine, "pâine"),
        [Honey] = Mass(Feminine, "miere"), [Chocolate] = Mass(Feminine, "ciocolată"), [Cream] = Mass(Feminine, "smântână"),
        [Fish] = Mass(Masculine, "pește"), [Jam] = Mass(Neuter, "gem"), [Salt] = Mass(Feminine, "sare"),

        [Milk] = Mass(Neuter, "lapte"), [Oil] = Mass(Neuter, "ulei"), [Vinegar] = Mass(Neuter, "oțet"), [Wine] = Mass(Neuter, "vin"),
        [Beer] = Mass(Feminine, "bere"), [Water] = Mass(Feminine, "apă"), [Lemonade] = Mass(Feminine, "limonadă"), [Coffee] = Mass(Feminine, "cafea"),
        [Tea] = Mass(Neuter, "ceai"), [AppleJuice] = Mass(Neuter, "suc de mere"),

        [Soup] = F("supă", "supe"), [Salad] = F("salată", "salate"), [Stew] = F("tocană", "tocane"), [Omelette] = F("omletă", "omlete"),
        [Sauce] = N("sos", "sosuri"), [Cake] = N("tort", "torturi"), [Tart] = F("tartă", "tarte"), [Dessert] = N("desert", "deserturi"),
        [SwissRoll] = F("ruladă", "rulade"), [Pudding] = F("budincă", "budinci"),

        [Kitchen] = F("bucătărie", "bucătării"), [LivingRoom] = F("cameră", "camere").Of("de zi"), [Bedroom] = N("dormitor", "dormitoare"),
        [Bathroom] = F("baie", "băi"), [Cellar] = F("pivniță", "pivnițe"), [Hall] = N("hol", "holuri"), [DiningRoom] = F("sufragerie", "sufragerii"),
        [Study] = F("cameră", "camere").Of("de lucru"), [Garage] = N("garaj", "garaje"), [Nursery] = F("cameră", "camere").Of("de copii"),

        [Birch] = M("mesteacăn", "mesteceni"), [Rose] = M("trandafir", "trandafiri"), [Tulip] = F("lalea", "lalele"), [Bush] = N("tufiș", "tufișuri"),
        [Oak] = M("stejar", "stejari"), [FirTree] = M("brad", "brazi"), [AppleTree] = M("măr", "meri"),
        [Sunflower] = N("fir", "fire").Of("de floarea-soarelui"),

        [Meeting] = F("ședință", "ședințe"), [Concert] = N("concert", "concerte"), [Exam] = N("examen", "examene"), [Wedding] = F("nuntă", "nunți"),
        [Course] = N("curs", "cursuri"), [Game] = N("meci", "meciuri"), [Excursion] = F("excursie", "excursii"), [Party] = F("petrecere", "petreceri"),
        [Lesson] = F("lecție", "lecții"), [Play] = F("piesă", "piese").Of("de teatru"), [Interview] = N("interviu", "interviuri"),
        [GuidedTour] = N("tur", "tururi").Of("ghidat", "ghidate"), [Lecture] = F("conferință", "conferințe"),

        [Head] = N("cap", "capete"), [Back] = N("spate", "spate"), [Stomach] = N("stomac", "stomacuri"), [Throat] = N("gât", "gâturi"),
        [Neck] = F("ceafă", "cefe"), [Arm] = N("braț", "brațe"), [Leg] = N("picior", "picioare"), [Knee] = M("genunchi", "genunchi"),
        [Foot] = F("talpă", "tălpi"), [Hand] = F("mână", "mâini"), [Shoulder] = M("umăr", "umeri"), [Ear] = F("ureche", "urechi"),
        [Eye] = M("ochi", "ochi"), [Elbow] = N("cot", "coate"), [Hip] = N("șold", "șolduri"),

        [Novel] = N("roman", "romane"), [Story] = F("poveste", "povești"), [Diary] = N("jurnal", "jurnale"), [Biography] = F("biografie", "biografii"),
        [Magazine] = F("revistă", "reviste"), [Report] = N("raport", "rapoarte"),
    });

    private static RomanianNoun M(string singular, string plural) => RomanianNoun.Masculine(singular, plural);

    private static RomanianNoun N(string singular, string plural) => RomanianNoun.Neuter(singular, plural);

    private static RomanianNoun F(string singular, string plural) => RomanianNoun.Feminine(singular, plural);

    private static RomanianNoun Mass(RomanianGender gender, string text) => RomanianNoun.Mass(gender, text);
}
