namespace Headwater.Phrasebook;

/// <summary>Qualities, whatever they are called.</summary>
internal enum Adjective
{
    // colours
    Red, Blue, Green, Yellow, White, Black, Brown, Grey,

    // size, age, worth
    Big, Small, Old, New, Beautiful, Pretty, Cheap, Expensive, Heavy, Light, Long, Short, Thick, Thin, Modern, Simple, Practical, Elegant,
    Warm, Quiet, Bright, Famous,

    // food
    Fresh, Sweet, Good, Ripe,

    // reading
    Interesting, Boring, Funny, Sad,

    // people and animals
    Young, Lazy, Tired, Fat, Dark,
}
