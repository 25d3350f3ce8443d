namespace Headwater.Phrasebook;

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
