using static Headwater.Phrasebook.GermanNoun;
using static Headwater.Phrasebook.Noun;

namespace Headwater.Phrasebook;

/// <summary>The nouns of German.</summary>
internal static class GermanNouns
{
    public static readonly Lexicon<Noun, GermanNoun> All = new(new()
    {
        [Table] = Der("Tisch", "Tische"), [Chair] = Der("Stuhl", "Stühle"), [Armchair] = Der("Sessel", "Sessel"),
        [Cupboard] = Der("Schrank", "Schränke"), [Bed] = Das("Bett", "Betten"), [Shelf] = Das("Regal", "Regale"),
        [Desk] = Der("Schreibtisch", "Schreibtische"), [Piano] = Das("Klavier", "Klaviere"), [Chest] = Die("Truhe", "Truhen"),
        [Sofa] = Das("Sofa", "Sofas"),

        [Lamp] = Die("Lampe", "Lampen"), [Mirror] = Der("Spiegel", "Spiegel"), [Carpet] = Der("Teppich", "Teppiche"), [Clock] = Die("Uhr", "Uhren"),
        [Curtain] = Der("Vorhang", "Vorhänge"), [Cushion] = Das("Kissen", "Kissen"), [Vase] = Die("Vase", "Vasen"), [Picture] = Das("Bild", "Bilder"),
        [Candle] = Die("Kerze", "Kerzen"), [Blanket] = Die("Decke", "Decken"),

        [Key] = Der("Schlüssel", "Schlüssel"), [Book] = Das("Buch", "Bücher"), [Newspaper] = Die("Zeitung", "Zeitungen"),
        [Letter] = Der("Brief", "Briefe"), [Pen] = Der("Stift", "Stifte"), [Knife] = Das("Messer", "Messer"), [Spoon] = Der("Löffel", "Löffel"),
        [Fork] = Die("Gabel", "Gabeln"), [Towel] = Das("Handtuch", "Handtücher"), [Glove] = Der("Handschuh", "Handschuhe"),
        [Wallet] = Die("Brieftasche", "Brieftaschen"), [Watch] = Die("Armbanduhr", "Armbanduhren"), [Ball] = Der("Ball", "Bälle"),
        [Doll] = Die("Puppe", "Puppen"), [Map] = Die("Landkarte", "Landkarten"), [Ring] = Der("Ring", "Ringe"), [Notebook] = Das("Heft", "Hefte"),
        [Comb] = Der("Kamm", "Kämme"), [Brush] = Die("Bürste", "Bürsten"), [Photograph] = Das("Foto", "Fotos"),
        [Postcard] = Die("Postkarte", "Postkarten"), [Envelope] = Der("Umschlag", "Umschläge"), [Handkerchief] = Das("Taschentuch", "Taschentücher"),

        [Camera] = Die("Kamera", "Kameras"), [Radio] = Das("Radio", "Radios"), [Telephone] = Das("Telefon", "Telefone"),
        [Computer] = Der("Computer", "Computer"), [Bicycle] = Das("Fahrrad", "Fahrräder"), [Guitar] = Die("Gitarre", "Gitarren"),
        [Umbrella] = Der("Regenschirm", "Regenschirme"), [Suitcase] = Der("Koffer", "Koffer"), [Bag] = Die("Tasche", "Taschen"),
        [Backpack] = Der("Rucksack", "Rucksäcke"), [Basket] = Der("Korb", "Körbe"), [Teapot] = Die("Teekanne", "Teekannen"),
        [Cup] = Die("Tasse", "Tassen"), [Plate] = Der("Teller", "Teller"), [Toy] = Das("Spielzeug", "Spielzeuge"), [Hammer] = Der("Hammer", "Hämmer"),
        [Ladder] = Die("Leiter", "Leitern"), [Tent] = Das("Zelt", "Zelte"),

        [Coat] = Der("Mantel", "Mäntel"), [Shirt] = Das("Hemd", "Hemden"), [Dress] = Das("Kleid", "Kleider"), [Skirt] = Der("Rock", "Röcke"),
        [Jacket] = Die("Jacke", "Jacken"), [Hat] = Der("Hut", "Hüte"), [Scarf] = Der("Schal", "Schals"), [Sweater] = Der("Pullover", "Pullover"),
        [Tie] = Die("Krawatte", "Krawatten"), [Belt] = Der("Gürtel", "Gürtel"), [Suit] = Der("Anzug", "Anzüge"), [Blouse] = Die("Bluse", "Blusen"),
        [Cap] = Die("Mütze", "Mützen"), [Apron] = Die("Schürze", "Schürzen"), [Raincoat] = Der("Regenmantel", "Regenmäntel"),

        [Dog] = Der("Hund", "Hunde"), [Cat] = Die("Katze", "Katzen"), [Horse] = Das("Pferd", "Pferde"), [Cow] = Die("Kuh", "Kühe"),
        [Sheep] = Das("Schaf", "Schafe"), [Goat] = Die("Ziege", "Ziegen"), [Hen] = Das("Huhn", "Hühner"), [Duck] = Die("Ente", "Enten"),
        [Goose] = Die("Gans", "Gänse"), [Rabbit] = Das("Kaninchen", "Kaninchen"), [Pig] = Das("Schwein", "Schweine"), [Donkey] = Der("Esel", "Esel"),
        [Bird] = Der("Vogel", "Vögel"), [Parrot] = Der("Papagei", "Papageien"), [Hamster] = Der("Hamster", "Hamster"),
        [Tortoise] = Die("Schildkröte", "Schildkröten"),

        [Apple] = Der("Apfel", "Äpfel"), [Pear] = Die("Birne", "Birnen"), [Plum] = Die("Pflaume", "Pflaumen"), [Cherry] = Die("Kirsche", "Kirschen"),
        [Strawberry] = Die("Erdbeere", "Erdbeeren"), [Orange] = Die("Orange", "Orangen"), [Lemon] = Die("Zitrone", "Zitronen"),
        [Peach] = Der("Pfirsich", "Pfirsiche"), [Banana] = Die("Banane", "Bananen"), [Apricot] = Die("Aprikose", "Aprikosen"),
        [Nut] = Die("Nuss", "Nüsse"), [Tomato] = Die("Tomate", "Tomaten"), [Potato] = Die("Kartoffel", "Kartoffeln"),
        [Carrot] = Die("Karotte", "Karotten"), [Onion] = Die("Zwiebel", "Zwiebeln"), [Cucumber] = Die("Gurke", "Gurken"),
        [Mushroom] = Der("Pilz", "Pilze"), [Bean] = Die("Bohne", "Bohnen"),

        [Egg] = Das("Ei", "Eier"),

        [Flour] = Das("Mehl"), [Sugar] = Der("Zucker"), [Butter] = Die("Butter"), [Rice] = Der("Reis"), [Cheese] = Der("Käse"),
        [Ham] = Der("Schinken"), [Meat] = Das("Fleisch"), [Bread] = Das("Brot"), [Honey] = Der("Honig"), [Chocolate] = Die("Schokolade"),
        [Cream] = Die("Sahne"), [Fish] = Der("Fisch"), [Jam] = Die("Marmelade"), [Salt] = Das("Salz"),

        [Milk] = Die("Milch"), [Oil] = Das("Öl"), [Vinegar] = Der("Essig"), [Wine] = Der("Wein"), [Beer] = Das("Bier"), [Water] = Das("Wasser"),
        [Lemonade] = Die("Limonade"), [Coffee] = Der("Kaffee"), [Tea] = Der("Tee"), [AppleJuice] = Der("Apfelsaft"),

        [Soup] = Die("Suppe", "Suppen"), [Salad] = Der("Salat", "Salate"), [Stew] = Der("Eintopf", "Eintöpfe"),
        [Omelette] = Das("Omelett", "Omeletts"), [Sauce] = Die("Soße", "Soßen"), [Cake] = Der("Kuchen", "Kuchen"), [Tart] = Die("Torte", "Torten"),
        [Dessert] = Der("Nachtisch", "Nachtische"), [SwissRoll] = Die("Biskuitrolle", "Biskuitrollen"), [Pudding] = Der("Pudding", "Puddings"),

        [Kitchen] = Die("Küche", "Küchen"), [LivingRoom] = Das("Wohnzimmer", "Wohnzimmer"), [Bedroom] = Das("Schlafzimmer", "Schlafzimmer"),
        [Bathroom] = Das("Badezimmer", "Badezimmer"), [Cellar] = Der("Keller", "Keller"), [Hall] = Der("Flur", "Flure"),
        [DiningRoom] = Das("Esszimmer", "Esszimmer"), [Study] = Das("Arbeitszimmer", "Arbeitszimmer"), [Garage] = Die("Garage", "Garagen"),
        [Nursery] = Das("Kinderzimmer", "Kinderzimmer"),

        [Birch] = Die("Birke", "Birken"), [Rose] = Die("Rose", "Rosen"), [Tulip] = Die("Tulpe", "Tulpen"), [Bush] = Der("Busch", "Büsche"),
        [Oak] = Die("Eiche", "Eichen"), [FirTree] = Die("Tanne", "Tannen"), [AppleTree] = Der("Apfelbaum", "Apfelbäume"),
        [Sunflower] = Die("Sonnenblume", "Sonnenblumen"),

        [Meeting] = Die("Besprechung", "Besprechungen"), [Concert] = Das("Konzert", "Konzerte"), [Exam] = Die("Prüfung", "Prüfungen"),
        [Wedding] = Die("Hochzeit", "Hochzeiten"), [Course] = Der("Kurs", "Kurse"), [Game] = Das("Spiel", "Spiele"),
        [Excursion] = Der("Ausflug", "Ausflüge"), [Party] = Das("Fest", "Feste"), [Lesson] = Der("Unterricht"),
        [Play] = Das("Theaterstück", "Theaterstücke"), [Interview] = Das("Vorstellungsgespräch", "Vorstellungsgespräche"),
        [GuidedTour] = Die("Führung", "Führungen"), [Lecture] = Der("Vortrag", "Vorträge"),

        [Head] = Der("Kopf", "Köpfe"), [Back] = Der("Rücken", "Rücken"), [Stomach] = Der("Bauch", "Bäuche"), [Throat] = Der("Hals", "Hälse"),
        [Neck] = Der("Nacken", "Nacken"), [Arm] = Der("Arm", "Arme"), [Leg] = Das("Bein", "Beine"), [Knee] = Das("Knie", "Knie"),
        [Foot] = Der("Fuß", "Füße"), [Hand] = Die("Hand", "Hände"), [Shoulder] = Die("Schulter", "Schultern"), [Ear] = Das("Ohr", "Ohren"),
        [Eye] = Das("Auge", "Augen"), [Elbow] = Der("Ellbogen", "Ellbogen"), [Hip] = Die("Hüfte", "Hüften"),

        [Novel] = Der("Roman", "Romane"), [Story] = Die("Geschichte", "Geschichten"), [Diary] = Das("Tagebuch", "Tagebücher"),
        [Biography] = Die("Biografie", "Biografien"), [Magazine] = Die("Zeitschrift", "Zeitschriften"), [Report] = Der("Bericht", "Berichte"),
    });
}
