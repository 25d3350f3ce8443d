using TorchSharp;

namespace Headwater.Models.Tests;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Load_OnThisMachine_Computes()
    {
        TorchLoad load = TorchRuntime.Load(threads: 1);

        using torch.Tensor product = torch.mm(torch.eye(3) * 2, torch.ones(3, 3));

        Assert.Equal(18, product.sum().item<float>());
        Assert.StartsWith("2.10", load.Version, StringComparison.Ordinal);
        Assert.Equal(1, torch.get_num_threads());
    }

    [Fact]
    public void Load_Again_ReturnsTheSameLoad()
    {
        Assert.Same(TorchRuntime.Load(threads: 1), TorchRuntime.Load(threads: 1));
    }

    [Fact]
    public void Load_NoThreads_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.Load(threads: 0));
    }

    [Fact]
    public void Diagnose_OnThisMachine_SaysWhatIsInUse()
    {
        TorchDiagnosis diagnosis = TorchRuntime.Diagnose();

        Assert.True(diagnosis.CanTrain);
        Assert.Contains(diagnosis.Lines, line => line.StartsWith("libtorch: 2.10", StringComparison.Ordinal));
        Assert.Equal(diagnosis.Load!.Patched, diagnosis.Lines.Any(line => line.Contains("patched copy", StringComparison.Ordinal)));
    }
}
