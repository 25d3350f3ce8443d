namespace Headwater.Phrasebook;

/// <summary>A whole number and how it is written: <paramref name="Spelled"/> as words, otherwise as digits.</summary>
internal readonly record struct Quantity(int Value, bool Spelled);

/// <summary>An amount in euros and cents.</summary>
internal readonly record struct Money(int Euros, int Cents, bool Spelled);

/// <summary>Two different words of one kind, in an order that matters.</summary>
internal readonly record struct Two<T>(T First, T Second);

/// <summary>A part of the body, and which of a pair.</summary>
internal readonly record struct BodyPart(Noun Part, Side? Side);

internal enum Side
{
    Left, Right,
}
