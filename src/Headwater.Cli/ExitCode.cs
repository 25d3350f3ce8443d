namespace Headwater.Cli;

/// <summary>Exit codes of the process. Every command uses the same codes, except <c>score</c>, which uses the reference tool's.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Work failed: a run, a load of libtorch, a disk.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the study file or an input file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The work was checkpointed before it was done: run the same command again.</summary>
    public const int RunAgain = 75;

    public const int Interrupted = 130;

    public const int Terminated = 143;
}
