using System.Collections.Immutable;
using static Headwater.Phrasebook.Person;

namespace Headwater.Phrasebook;

/// <summary>Groups of people that suit the same place of a phrase, and the form their verbs take.</summary>
internal static class People
{
    public static readonly ImmutableArray<Person> Everyone = [.. Enum.GetValues<Person>()];

    public static readonly ImmutableArray<Person> Women = [She, Mother, Sister, Grandmother, Aunt, Wife, Daughter, Niece, Anna];

    public static readonly ImmutableArray<Person> Groups = [Parents, Grandparents, Children, Brothers, Friends, Neighbours];

    /// <summary>One person, named by a noun.</summary>
    public static readonly ImmutableArray<Person> Singles =
    [
        Father, Mother, Brother, Sister, Grandfather, Grandmother, Uncle, Aunt, Husband, Wife, Son, Daughter, Nephew, Niece, Neighbour, Boss,
        Colleague,
        Teacher, Anna, Paul,
    ];

    /// <summary>Grown-ups whose age and height are worth comparing.</summary>
    public static readonly ImmutableArray<Person> Adults =
        [Brother, Sister, Uncle, Aunt, Husband, Wife, Neighbour, Boss, Colleague, Teacher, Nephew, Niece, Anna, Paul];

    public static readonly ImmutableArray<Person> Workers =
        [I, He, She, Father, Mother, Brother, Sister, Uncle, Aunt, Husband, Wife, Son, Daughter, Nephew, Niece, Neighbour, Anna, Paul];

    /// <summary>One person who can feel pain: a speaker, a pronoun or a noun.</summary>
    public static readonly ImmutableArray<Person> Patients = [I, He, She, .. Singles];

    /// <summary>Those whose things are spoken of with a noun and an article.</summary>
    public static readonly ImmutableArray<Person> Owners =
    [
        Father, Mother, Brother, Sister, Grandfather, Grandmother, Uncle, Aunt, Son, Daughter, Nephew, Niece, Neighbour, Boss, Colleague, Teacher,
        Parents, Grandparents, Children, Friends, Neighbours,
    ];

    /// <summary>The speaker's home: shares nobody with <see cref="Acquaintances"/>, so that two people of a phrase differ.</summary>
    public static readonly ImmutableArray<Person> Household =
        [I, We, He, She, They, Father, Mother, Brother, Sister, Husband, Wife, Son, Daughter, Parents, Children, Brothers, Anna, Paul];

    public static readonly ImmutableArray<Person> Acquaintances =
        [Grandfather, Grandmother, Uncle, Aunt, Nephew, Niece, Neighbour, Boss, Colleague, Teacher, Grandparents, Friends, Neighbours];

    public static Form FormOf(Person person) => Forms[(int)person];

    /// <summary>The pronoun that stands for somebody.</summary>
    public static Person PronounOf(Person person) => FormOf(person) switch
    {
        Form.I => I,
        Form.We => We,
        Form.He => He,
        Form.She => She,
        _ => They,
    };

    public static bool IsWoman(Person person) => Women.Contains(person);

    private static readonly ImmutableArray<Form> Forms = [.. Everyone.Select(Derive)];

    private static Form Derive(Person person) => person switch
    {
        I => Form.I,
        We => Form.We,
        They => Form.They,
        _ when Groups.Contains(person) => Form.They,
        _ when Women.Contains(person) => Form.She,
        _ => Form.He,
    };
}

/// <summary>
/// Who acts in a phrase, seen from the speaker (of whom adjectives speak in the masculine): the family, people around it, and pronouns.
/// </summary>
internal enum Person
{
    I, We, He, She, They,
    Father, Mother, Brother, Sister, Grandfather, Grandmother, Uncle, Aunt, Husband, Wife, Son, Daughter, Nephew, Niece,
    Neighbour, Boss, Colleague, Teacher, Anna, Paul,
    Parents, Grandparents, Children, Brothers, Friends, Neighbours,
}

/// <summary>What a verb and a pronoun agree with.</summary>
internal enum Form
{
    I, We, He, She, They,
}
