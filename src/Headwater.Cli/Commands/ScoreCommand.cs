using System.CommandLine;

namespace Headwater.Cli;

/// <summary><c>headwater score</c>: system output against references, with the flags, output and exit codes of the reference tools.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal) => new("score")
    {
        TranslationScoreCommand.Create(terminal, TranslationMetric.Bleu, "BLEU with sacreBLEU's numbers and signature."),
        TranslationScoreCommand.Create(terminal, TranslationMetric.Chrf, "chrF and chrF++ with sacreBLEU's numbers and signature."),
        TranslationScoreCommand.Create(terminal, TranslationMetric.Ter, "TER with sacreBLEU's numbers and signature; lower is better."),
        SegmentScoresCommand.Create(terminal),
        RougeCommand.Create(terminal),
        SquadCommand.Create(terminal),
    };
}
