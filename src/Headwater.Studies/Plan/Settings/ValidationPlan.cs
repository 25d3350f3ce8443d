namespace Headwater.Studies;

/// <summary>How often a finetuning validates, and how much it decodes to do so.</summary>
public static class ValidationPlan
{
    // Decoding costs some ten times a loss: a run that validates more often decodes at every second, third, … validation.
    private const int MostDecodings = 50;

    /// <summary>Validations of a run that goes to its last step.</summary>
    public static int Validations(this FinetuningSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.Steps + settings.ValidateEvery - 1) / settings.ValidateEvery;
    }

    /// <summary>Validations from one decoding to the next.</summary>
    public static int DecodeEvery(this FinetuningSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Math.Max(1, (settings.Validations() + MostDecodings - 1) / MostDecodings);
    }

    /// <summary>Validation examples that are decoded each time; 0 where checkpoints are not chosen by a metric.</summary>
    public static int DecodedExamples(this FinetuningSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Math.Min(settings.ValidationExamples ?? 0, settings.Task.Validation.Count);
    }

    /// <summary>Times that validation examples are decoded in a run that goes to its last step.</summary>
    public static int Decodings(this FinetuningSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.Validations() + settings.DecodeEvery() - 1) / settings.DecodeEvery();
    }

    /// <summary>Examples that are decoded for validation in a run that goes to its last step, all times together.</summary>
    public static long Decoded(this FinetuningSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (long)settings.Decodings() * settings.DecodedExamples();
    }
}
