namespace Headwater.Metrics;

/// <summary>Whose rules a question answering score follows. They differ where a question may have no answer.</summary>
public enum SquadVersion
{
    /// <summary>SQuAD 1.1 (Rajpurkar et al. 2016, D16-1264): every question has answers; one without a prediction scores 0.</summary>
    V11,

    /// <summary>SQuAD 2.0 (Rajpurkar et al. 2018, P18-2124): an empty prediction is right where there is no answer; every question needs a prediction.</summary>
    V20,
}
