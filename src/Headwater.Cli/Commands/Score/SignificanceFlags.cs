using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>What is asked about uncertainty: nothing, one system's interval, or one of the paired tests.</summary>
internal enum SignificanceTest
{
    None,
    Interval,
    PairedBootstrap,
    ApproximateRandomization,
}

/// <summary>The flags of intervals and paired tests, and the seed, which comes from the environment.</summary>
internal sealed class SignificanceFlags
{
    private const string SeedVariable = "SACREBLEU_SEED";
    private const string NoSeed = "none";
    private const int EntropyBytes = 16;

    private readonly Option<bool> _interval = new("--confidence", "-ci") { Description = "Add the 95% interval of one system's score, by bootstrap." };
    private readonly Option<int> _intervalResamples = new("--confidence-n", "-cin") { Description = "Number of resamples of -ci.", DefaultValueFactory = _ => 1000 };
    private readonly Option<bool> _bootstrap = new("--paired-bs", "-pbs") { Description = "Compare systems with the first one by paired bootstrap." };
    private readonly Option<int> _bootstrapResamples = new("--paired-bs-n", "-pbsn") { Description = "Number of resamples of -pbs.", DefaultValueFactory = _ => 1000 };
    private readonly Option<bool> _randomization = new("--paired-ar", "-par") { Description = "Compare systems with the first one by approximate randomization." };
    private readonly Option<int> _trials = new("--paired-ar-n", "-parn") { Description = "Number of trials of -par.", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _jobs = new("--paired-jobs", "-j") { Description = "Accepted for compatibility; has no effect.", Hidden = true };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _interval, _intervalResamples, _bootstrap, _bootstrapResamples, _randomization, _trials, _jobs })
        {
            command.Add(option);
        }
    }

    public Significance Read(ParseResult parse, Terminal terminal)
    {
        bool bootstrap = parse.GetValue(_bootstrap), randomization = parse.GetValue(_randomization);
        if (bootstrap && randomization)
        {
            throw new ArgumentException("-pbs and -par are both given; expected one paired test.");
        }

        string seed = terminal.Variable(SeedVariable) is { Length: > 0 } given ? given.ToLowerInvariant() : "12345";
        bool isPaired = bootstrap || randomization;
        return new Significance(
            bootstrap ? SignificanceTest.PairedBootstrap
                : randomization ? SignificanceTest.ApproximateRandomization
                : parse.GetValue(_interval) ? SignificanceTest.Interval
                : SignificanceTest.None,
            new SignificanceOptions
            {
                Seed = SeedOf(seed),
                Resamples = AtLeastTwo(isPaired ? "--paired-bs-n" : "--confidence-n", parse.GetValue(isPaired ? _bootstrapResamples : _intervalResamples)),
                Trials = AtLeastTwo("--paired-ar-n", parse.GetValue(_trials)),
            },
            seed);
    }

    private static int AtLeastTwo(string flag, int count) =>
        count >= 2 ? count : throw new ArgumentException($"{flag} is {count}; expected 2 or more, such as 1000.");

    private static BigInteger SeedOf(string seed)
    {
        if (seed == NoSeed)
        {
            return new BigInteger(RandomNumberGenerator.GetBytes(EntropyBytes), isUnsigned: true);
        }

        return BigInteger.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number)
            ? number
            : throw new ArgumentException($"{SeedVariable} is \"{seed}\"; expected a whole number, 0 or more, or none.");
    }
}

/// <summary>A test with its settings; <paramref name="Seed"/> is the text that signatures show.</summary>
internal sealed record Significance(SignificanceTest Test, SignificanceOptions Options, string Seed)
{
    public bool IsPaired => Test is SignificanceTest.PairedBootstrap or SignificanceTest.ApproximateRandomization;

    /// <summary>Throws where the number of systems, given with <paramref name="flag"/>, does not fit the test.</summary>
    public void CheckSystems(int systems, string flag)
    {
        if (IsPaired && systems == 1)
        {
            throw new ArgumentException($"A paired test is asked for with one system; expected at least two with {flag}, the first of them the baseline.");
        }

        if (Test == SignificanceTest.Interval && systems > 1)
        {
            throw new ArgumentException($"-ci was given with {systems} systems; expected one.\nhint: compare several systems with -pbs or -par.");
        }
    }

    /// <summary>Resamples or trials.</summary>
    public int Samples => Test == SignificanceTest.ApproximateRandomization ? Options.Trials : Options.Resamples;

    /// <summary>The score with a signature that says how it was resampled.</summary>
    public MetricScore Sign(MetricScore score) =>
        Test == SignificanceTest.None ? score : score.WithResampling(Test == SignificanceTest.ApproximateRandomization ? "ar" : "bs", Samples, Seed);
}
