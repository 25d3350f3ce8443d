using static Headwater.Phrasebook.Noun;

namespace Headwater.Phrasebook;

/// <summary>The nouns of English.</summary>
internal static class EnglishNouns
{
    public static readonly Lexicon<Noun, EnglishNoun> All = new(new()
    {
        [Table] = "table", [Chair] = "chair", [Armchair] = "armchair", [Cupboard] = "cupboard", [Bed] = "bed", [Shelf] = new("shelf", "shelves"),
        [Desk] = "desk", [Piano] = "piano", [Chest] = "chest", [Sofa] = "sofa",

        [Lamp] = "lamp", [Mirror] = "mirror", [Carpet] = "carpet", [Clock] = "clock", [Curtain] = "curtain", [Cushion] = "cushion", [Vase] = "vase",
        [Picture] = "picture", [Candle] = "candle", [Blanket] = "blanket",

        [Key] = "key", [Book] = "book", [Newspaper] = "newspaper", [Letter] = "letter", [Pen] = "pen", [Knife] = new("knife", "knives"),
        [Spoon] = "spoon", [Fork] = "fork", [Towel] = "towel", [Glove] = "glove", [Wallet] = "wallet", [Watch] = new("watch", "watches"),
        [Ball] = "ball", [Doll] = "doll", [Map] = "map", [Ring] = "ring", [Notebook] = "notebook", [Comb] = "comb", [Brush] = new("brush", "brushes"),
        [Photograph] = "photograph", [Postcard] = "postcard", [Envelope] = "envelope", [Handkerchief] = "handkerchief",

        [Camera] = "camera", [Radio] = "radio", [Telephone] = "telephone", [Computer] = "computer", [Bicycle] = "bicycle", [Guitar] = "guitar",
        [Umbrella] = "umbrella", [Suitcase] = "suitcase", [Bag] = "bag", [Backpack] = "backpack", [Basket] = "basket", [Teapot] = "teapot",
        [Cup] = "cup", [Plate] = "plate", [Toy] = "toy", [Hammer] = "hammer", [Ladder] = "ladder", [Tent] = "tent",

        [Coat] = "coat", [Shirt] = "shirt", [Dress] = new("dress", "dresses"), [Skirt] = "skirt", [Jacket] = "jacket", [Hat] = "hat",
        [Scarf] = new("scarf", "scarves"), [Sweater] = "sweater", [Tie] = "tie", [Belt] = "belt", [Suit] = "suit", [Blouse] = "blouse", [Cap] = "cap",
        [Apron] = "apron", [Raincoat] = "raincoat",

        [Dog] = "dog", [Cat] = "cat", [Horse] = "horse", [Cow] = "cow", [Sheep] = new("sheep", "sheep"), [Goat] = "goat", [Hen] = "hen",
        [Duck] = "duck", [Goose] = new("goose", "geese"), [Rabbit] = "rabbit", [Pig] = "pig", [Donkey] = "donkey", [Bird] = "bird",
        [Parrot] = "parrot", [Hamster] = "hamster", [Tortoise] = "tortoise",

        [Apple] = "apple", [Pear] = "pear", [Plum] = "plum", [Cherry] = new("cherry", "cherries"), [Strawberry] = new("strawberry", "strawberries"),
        [Orange] = "orange", [Lemon] = "lemon", [Peach] = new("peach", "peaches"), [Banana] = "banana", [Apricot] = "apricot", [Nut] = "nut",
        [Tomato] = new("tomato", "tomatoes"), [Potato] = new("potato", "potatoes"), [Carrot] = "carrot", [Onion] = "onion", [Cucumber] = "cucumber",
        [Mushroom] = "mushroom", [Bean] = "bean",

        [Egg] = "egg",

        [Flour] = Mass("flour"), [Sugar] = Mass("sugar"), [Butter] = Mass("butter"), [Rice] = Mass("rice"), [Cheese] = Mass("cheese"),
        [Ham] = Mass("ham"), [Meat] = Mass("meat"), [Bread] = Mass("bread"), [Honey] = Mass("honey"), [Chocolate] = Mass("chocolate"),
        [Cream] = Mass("cream"), [Fish] = Mass("fish"), [Jam] = Mass("jam"), [Salt] = Mass("salt"),

        [Milk] = Mass("milk"), [Oil] = Mass("oil"), [Vinegar] = Mass("vinegar"), [Wine] = Mass("wine"), [Beer] = Mass("beer"),
        [Water] = Mass("water"), [Lemonade] = Mass("lemonade"), [Coffee] = Mass("coffee"), [Tea] = Mass("tea"), [AppleJuice] = Mass("apple juice"),

        [Soup] = "soup", [Salad] = "salad", [Stew] = "stew", [Omelette] = "omelette", [Sauce] = "sauce", [Cake] = "cake", [Tart] = "tart",
        [Dessert] = "dessert", [SwissRoll] = "Swiss roll", [Pudding] = "pudding",

        [Kitchen] = "kitchen", [LivingRoom] = "living room", [Bedroom] = "bedroom", [Bathroom] = "bathroom", [Cellar] = "cellar", [Hall] = "hall",
        [DiningRoom] = "dining room", [Study] = "study", [Garage] = "garage", [Nursery] = "nursery",

        [Birch] = new("birch", "birches"), [Rose] = "rose", [Tulip] = "tulip", [Bush] = new("bush", "bushes"), [Oak] = "oak", [FirTree] = "fir tree",
        [AppleTree] = "apple tree", [Sunflower] = "sunflower",

        [Meeting] = "meeting", [Concert] = "concert", [Exam] = "exam", [Wedding] = "wedding", [Course] = "course", [Game] = "game",
        [Excursion] = "excursion", [Party] = new("party", "parties"), [Lesson] = "lesson", [Play] = "play", [Interview] = "job interview",
        [GuidedTour] = "guided tour", [Lecture] = "lecture",

        [Head] = "head", [Back] = "back", [Stomach] = "stomach", [Throat] = "throat", [Neck] = "neck", [Arm] = "arm", [Leg] = "leg", [Knee] = "knee",
        [Foot] = new("foot", "feet"), [Hand] = "hand", [Shoulder] = "shoulder", [Ear] = "ear", [Eye] = "eye", [Elbow] = "elbow", [Hip] = "hip",

        [Novel] = "novel", [Story] = new("story", "stories"), [Diary] = new("diary", "diaries"), [Biography] = new("biography", "biographies"),
        [Magazine] = "magazine", [Report] = "report",
    });

    private static EnglishNoun Mass(string text) => new(text, text);
}
