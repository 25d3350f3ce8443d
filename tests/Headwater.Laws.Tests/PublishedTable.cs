namespace Headwater.Laws.Tests;

/// <summary>Tables of published measurements, where the environment says they are.</summary>
internal static class PublishedTable
{
    /// <summary>Reads a table of the measurements; skips the test where there are none.</summary>
    public static ObservationTable Read(string file)
    {
        string? data = Environment.GetEnvironmentVariable("HEADWATER_DATA");
        if (string.IsNullOrEmpty(data))
        {
            Assert.Skip("Set HEADWATER_DATA to the folder with the measurements to run this test.");
        }

        return ObservationTable.Read(Path.Combine(data, "measurements", file));
    }
}
