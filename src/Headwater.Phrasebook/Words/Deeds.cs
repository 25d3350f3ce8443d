using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>What was done with a thing, told in the past.</summary>
internal enum Deed
{
    Buy, Find, Lose, Sell, Forget, Wash, Borrow,
}

/// <summary>How a thing reached somebody, told in the past.</summary>
internal enum Handover
{
    Send, Bring, Give, Show,
}

/// <summary>What somebody does about a thing that is wanted.</summary>
internal enum Want
{
    LookFor, Need, Buy, Order,
}

/// <summary>How somebody reports what is so.</summary>
internal enum Saying
{
    Say, Think, Know, Write, Claim,
}

/// <summary>What an animal does, wherever it is.</summary>
internal enum AnimalDeed
{
    Sleep, Wait, Play, Eat, Dream,
}

/// <summary>Work of which one counts the pieces.</summary>
internal enum Assignment
{
    ReadPages, WriteLetters, LearnWords, SellTickets, BakeCakes, RepairBicycles, SendInvitations, PlantTrees, PaintChairs, IronShirts, CleanWindows,
    TranslateTexts, SignContracts, WrapGifts,
}

/// <summary>What somebody does, or does not do, with a sight.</summary>
internal enum Seeing
{
    Visit, Know, Like, Photograph, Paint,
}

/// <summary>Deeds that suit the same kind of phrase.</summary>
internal static class Deeds
{
    /// <summary>What can happen with a thing that one owned already.</summary>
    public static readonly ImmutableArray<Deed> WithOwnThings = [Deed.Lose, Deed.Find, Deed.Sell, Deed.Forget];
}
