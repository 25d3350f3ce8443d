namespace Headwater.Reports;

/// <summary>
/// What a colour is for; a <see cref="Theme"/> says which colour that is. Categories tell unordered things apart (mixtures), levels ordered
/// ones (finetuning sizes, from few to many).
/// </summary>
public enum Ink
{
    Foreground,
    Muted,
    Grid,
    Zone,
    Paper,

    /// <summary>The baseline everything is compared with: training from scratch.</summary>
    Baseline,

    Category0,
    Category1,
    Category2,
    Category3,
    Category4,
    Category5,
    Category6,
    Category7,

    Level0,
    Level1,
    Level2,
    Level3,
}
