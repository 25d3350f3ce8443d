using System.Text;

namespace Headwater.Cli;

/// <summary>Streams of a command: results go to <see cref="Output"/>, everything else to <see cref="Error"/>.</summary>
internal sealed record Terminal
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>The program that was called.</summary>
    public Edition Edition { get; init; } = Edition.Full;

    /// <summary>Width of an output line in columns; 80 if the output is not a terminal.</summary>
    public int Width { get; init; } = 80;

    /// <summary>True where <see cref="Output"/> is a screen that shows colours.</summary>
    public bool Colours { get; init; }

    /// <summary>True where <see cref="Error"/> is a screen whose last line can be rewritten.</summary>
    public bool RewritesLines { get; init; }

    /// <summary>A variable of the environment, or null.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public static Terminal OfProcess()
    {
        bool plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        return new Terminal
        {
            Output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            Input = new StreamReader(Console.OpenStandardInput(), utf8),
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 80 : Console.WindowWidth,
            Colours = !plain && !Console.IsOutputRedirected,
            RewritesLines = !plain && !Console.IsErrorRedirected,
        };
    }
}
