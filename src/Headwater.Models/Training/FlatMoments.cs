using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>First and second moments that are laid out as the weights are, by the published name of each slice.</summary>
internal static class FlatMoments
{
    /// <summary>exp_avg.NAME and exp_avg_sq.NAME; they share the memory of the two buffers.</summary>
    public static IEnumerable<(string Name, Tensor Moments)> Of(ModelParameters parameters, Tensor first, Tensor second)
    {
        long offset = 0;
        foreach (ModelWeight weight in parameters.Weights)
        {
            foreach (string slice in weight.Slices)
            {
                yield return ($"exp_avg.{slice}", first.narrow(0, offset, weight.SliceCount).view(weight.SliceShape));
                yield return ($"exp_avg_sq.{slice}", second.narrow(0, offset, weight.SliceCount).view(weight.SliceShape));
                offset += weight.SliceCount;
            }
        }
    }
}
