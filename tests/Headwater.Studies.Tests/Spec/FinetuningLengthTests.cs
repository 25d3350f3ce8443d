namespace Headwater.Studies.Tests;

public sealed class FinetuningLengthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("batch: 4", 4000, 5, 100)]
    [InlineData("max-steps: 800", 800, 5, 20)]
    [InlineData("max-steps: 800\n  patience: 3\n  validate-every: 50", 800, 3, 50)]
    [InlineData("steps: 60", 60, null, 6)]
    [InlineData("steps: 60\n  patience: 4", 60, 4, 6)]
    public void Read_Length_IsValidationsOrFixed(string keys, int steps, int? patience, int between)
    {
        FinetuningSpec spec = Read(keys).Finetuning;

        Assert.Equal((steps, patience, between), (spec.Steps, spec.Patience, spec.ValidateEvery));
    }

    [Theory]
    [InlineData("steps: 60\n  max-steps: 70", "finetuning has both steps (a fixed number) and max-steps")]
    [InlineData("patience: none", "finetuning.patience is none and steps is not set")]
    [InlineData("choose-checkpoint: best", "finetuning.choose-checkpoint is \"best\"; expected metric")]
    [InlineData("choose-checkpoint: 1", "finetuning.choose-checkpoint is \"1\"; expected metric")]
    public void Read_Contradiction_IsAFault(string keys, string message) =>
        Assert.Contains(message, Assert.Throws<StudySpecException>(() => Read(keys)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("steps: 60", null, 200)]
    [InlineData("steps: 60\n  validation-examples: 3", null, 3)]
    [InlineData("steps: 60\n  choose-checkpoint: loss", CheckpointChoice.Loss, null)]
    [InlineData("steps: 60\n  choose-checkpoint: last", CheckpointChoice.Last, null)]
    public void Plan_Choice_DecidesWhatIsDecoded(string keys, CheckpointChoice? choice, int? examples)
    {
        FinetuningSettings settings = StudyPlanner.Plan(Read(keys)).Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First();

        Assert.Equal((choice, examples), (settings.ChooseCheckpoint, settings.ValidationExamples));
        Assert.Equal(Math.Min(examples ?? 0, 8), settings.DecodedExamples());
    }

    [Theory]
    [InlineData(4000, 100, 40, 1, 40)]
    [InlineData(4000, 10, 400, 8, 50)]
    [InlineData(45, 10, 5, 1, 5)]
    public void Settings_ManyValidations_DecodeABoundedNumberOfTimes(int steps, int between, int validations, int every, int decodings)
    {
        FinetuningSettings settings = StudyPlanner.Plan(Read($"steps: {steps}\n  validate-every: {between}")).Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().First();

        Assert.Equal((validations, every, decodings, 8L * decodings), (settings.Validations(), settings.DecodeEvery(), settings.Decodings(), settings.Decoded()));
    }

    private StudySpec Read(string keys) => StudyReader.Read(TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("  steps: 6\n  batch: 4\n", $"  {keys}\n", StringComparison.Ordinal).Replace("  validate-every: 2\n", "", StringComparison.Ordinal)));
}
