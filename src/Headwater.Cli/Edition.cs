namespace Headwater.Cli;

/// <summary>Which of the two programs this is. Both have the same commands; <c>headwater-lite</c> comes without libtorch, so nothing trains or runs a model in it.</summary>
/// <param name="Name">The program's name at the prompt.</param>
/// <param name="Trains">True where libtorch comes with the program.</param>
internal sealed record Edition(string Name, bool Trains)
{
    public static Edition Full { get; } = new("headwater", Trains: true);

    public static Edition Lite { get; } = new("headwater-lite", Trains: false);
}
