namespace Headwater.Phrasebook;

/// <summary>The things phrases speak of, whatever they are called.</summary>
internal enum Noun
{
    // furniture
    Table, Chair, Armchair, Cupboard, Bed, Shelf, Desk, Piano, Chest, Sofa,

    // for the home
    Lamp, Mirror, Carpet, Clock, Curtain, Cushion, Vase, Picture, Candle, Blanket,

    // small enough to lose
    Key, Book, Newspaper, Letter, Pen, Knife, Spoon, Fork, Towel, Glove, Wallet, Watch, Ball, Doll, Map, Ring, Notebook, Comb, Brush, Photograph,
    Postcard, Envelope, Handkerchief,

    // other goods
    Camera, Radio, Telephone, Computer, Bicycle, Guitar, Umbrella, Suitcase, Bag, Backpack, Basket, Teapot, Cup, Plate, Toy, Hammer, Ladder, Tent,

    // clothes
    Coat, Shirt, Dress, Skirt, Jacket, Hat, Scarf, Sweater, Tie, Belt, Suit, Blouse, Cap, Apron, Raincoat,

    // animals
    Dog, Cat, Horse, Cow, Sheep, Goat, Hen, Duck, Goose, Rabbit, Pig, Donkey, Bird, Parrot, Hamster, Tortoise,

    // fruit and vegetables
    Apple, Pear, Plum, Cherry, Strawberry, Orange, Lemon, Peach, Banana, Apricot, Nut, Tomato, Potato, Carrot, Onion, Cucumber, Mushroom, Bean,

    // other food that is counted
    Egg,

    // food that is weighed
    Flour, Sugar, Butter, Rice, Cheese, Ham, Meat, Bread, Honey, Chocolate, Cream, Fish, Jam, Salt,

    // drinks, and what else is poured
    Milk, Oil, Vinegar, Wine, Beer, Water, Lemonade, Coffee, Tea, AppleJuice,

    // dishes
    Soup, Salad, Stew, Omelette, Sauce, Cake, Tart, Dessert, SwissRoll, Pudding,

    // rooms
    Kitchen, LivingRoom, Bedroom, Bathroom, Cellar, Hall, DiningRoom, Study, Garage, Nursery,

    // plants
    Birch, Rose, Tulip, Bush, Oak, FirTree, AppleTree, Sunflower,

    // occasions
    Meeting, Concert, Exam, Wedding, Course, Game, Excursion, Party, Lesson, Play, Interview, GuidedTour, Lecture,

    // the body
    Head, Back, Stomach, Throat, Neck, Arm, Leg, Knee, Foot, Hand, Shoulder, Ear, Eye, Elbow, Hip,

    // reading
    Novel, Story, Diary, Biography, Magazine, Report,
}
