using System.Collections.Immutable;
using static Headwater.Phrasebook.Noun;

namespace Headwater.Phrasebook;

/// <summary>Nouns that can stand in the same place of a phrase and still make sense.</summary>
internal static class Nouns
{
    public static readonly ImmutableArray<Noun> Furniture = [Table, Chair, Armchair, Cupboard, Bed, Shelf, Desk, Piano, Chest, Sofa];

    public static readonly ImmutableArray<Noun> HomeGoods =
        [Lamp, Mirror, Carpet, Clock, Curtain, Cushion, Vase, Picture, Candle, Blanket, Table, Chair, Armchair, Cupboard, Bed, Shelf, Desk, Sofa];

    public static readonly ImmutableArray<Noun> SmallThings =
    [
        Key, Book, Newspaper, Letter, Pen, Knife, Spoon, Fork, Towel, Glove, Wallet, Watch, Ball, Doll, Map, Ring, Notebook, Comb, Brush, Photograph,
        Postcard, Envelope, Handkerchief,
    ];

    public static readonly ImmutableArray<Noun> Clothes =
        [Coat, Shirt, Dress, Skirt, Jacket, Hat, Scarf, Sweater, Tie, Belt, Suit, Blouse, Cap, Apron, Raincoat];

    /// <summary>Clothes that come in sizes.</summary>
    public static readonly ImmutableArray<Noun> SizedClothes = [Coat, Shirt, Dress, Skirt, Jacket, Hat, Sweater, Suit, Blouse, Raincoat];

    /// <summary>Clothes that anybody may wear.</summary>
    public static readonly ImmutableArray<Noun> CommonClothes = [Coat, Shirt, Jacket, Hat, Scarf, Sweater, Belt, Cap, Apron, Raincoat];

    public static readonly ImmutableArray<Noun> Goods =
    [
        Lamp, Mirror, Carpet, Clock, Vase, Picture, Blanket, Chair, Armchair, Table, Book, Knife, Watch, Ball, Doll, Map, Ring, Camera, Radio,
        Telephone,
        Computer, Bicycle, Guitar, Umbrella, Suitcase, Bag, Backpack, Basket, Teapot, Cup, Plate, Toy, Hammer, Ladder, Tent, .. Clothes,
    ];

    public static readonly ImmutableArray<Noun> Gifts =
    [
        Lamp, Mirror, Clock, Vase, Picture, Book, Watch, Ring, Camera, Radio, Bicycle, Guitar, Umbrella, Suitcase, Bag, Backpack, Teapot, Tent,
        .. Clothes,
    ];

    public static readonly ImmutableArray<Noun> Parcels =
    [
        Lamp, Mirror, Vase, Picture, Book, Letter, Newspaper, Photograph, Postcard, Map, Watch, Ring, Camera, Bag, Basket, Teapot, Cup, Doll, Hat,
        Scarf, Sweater,
    ];

    public static readonly ImmutableArray<Noun> Animals =
        [Dog, Cat, Horse, Cow, Sheep, Goat, Hen, Duck, Goose, Rabbit, Pig, Donkey, Bird, Parrot, Hamster, Tortoise];

    /// <summary>Animals that may be on, under or behind furniture.</summary>
    public static readonly ImmutableArray<Noun> HousePets = [Dog, Cat, Rabbit, Parrot, Hamster, Tortoise];

    /// <summary>Animals one may meet in the street.</summary>
    public static readonly ImmutableArray<Noun> Walkers = [Dog, Cat, Horse, Goat, Donkey, Parrot];

    public static readonly ImmutableArray<Noun> Fruit = [Apple, Pear, Plum, Cherry, Strawberry, Orange, Peach, Banana, Apricot, Nut];

    public static readonly ImmutableArray<Noun> Vegetables = [Tomato, Potato, Carrot, Onion, Cucumber, Mushroom, Bean];

    public static readonly ImmutableArray<Noun> Produce = [.. Fruit, Lemon, .. Vegetables];

    // Recipes pick from a savoury or a sweet list, so each pair of lists has one length.
    public static readonly ImmutableArray<Noun> SavouryWeighed = [Rice, Cheese, Ham, Meat, Fish, Butter, Cream];

    public static readonly ImmutableArray<Noun> SweetWeighed = [Flour, Sugar, Honey, Chocolate, Rice, Butter, Cream];

    public static readonly ImmutableArray<Noun> SavouryCounted = [Egg, Lemon, .. Vegetables];

    public static readonly ImmutableArray<Noun> SweetCounted = [Egg, Lemon, Apple, Pear, Plum, Orange, Peach, Banana, Apricot];

    public static readonly ImmutableArray<Noun> Poured = [Milk, Oil, Vinegar, Wine, Beer, Water, Lemonade, AppleJuice];

    public static readonly ImmutableArray<Noun> SavouryDishes = [Soup, Salad, Stew, Omelette, Sauce];

    public static readonly ImmutableArray<Noun> SavouryParts = [Tomato, Potato, Carrot, Onion, Mushroom, Bean, Egg, Ham, Cheese, Fish, Rice, Meat];

    public static readonly ImmutableArray<Noun> SweetDishes = [Cake, Tart, Dessert, SwissRoll, Pudding];

    public static readonly ImmutableArray<Noun> SweetParts = [.. Fruit, Honey, Chocolate, Cream];

    public static readonly ImmutableArray<Noun> Foods = [Meat, Cheese, Ham, Bread, Fish, Rice, Butter, Chocolate, Honey, Jam, Sugar, Salt];

    public static readonly ImmutableArray<Noun> Drinks = [Coffee, Tea, Wine, Beer, Milk, Lemonade, AppleJuice];

    public static readonly ImmutableArray<Noun> Rooms = [Kitchen, LivingRoom, Bedroom, Bathroom, Cellar, Hall, DiningRoom, Study, Garage, Nursery];

    public static readonly ImmutableArray<Noun> Plants = [Birch, Rose, Tulip, Bush, Oak, FirTree, AppleTree, Sunflower];

    public static readonly ImmutableArray<Noun> Occasions =
        [Meeting, Concert, Exam, Wedding, Course, Game, Excursion, Party, Lesson, Play, Interview, GuidedTour, Lecture];

    public static readonly ImmutableArray<Noun> Shows = [Concert, Wedding, Game, Party, Play, GuidedTour, Lecture];

    public static readonly ImmutableArray<Noun> SingleParts = [Head, Back, Stomach, Throat, Neck];

    public static readonly ImmutableArray<Noun> PairedParts = [Arm, Leg, Knee, Foot, Hand, Shoulder, Ear, Eye, Elbow, Hip];

    public static readonly ImmutableArray<Noun> Readings = [Novel, Story, Diary, Biography, Magazine, Report, Book];
}
