namespace Headwater.Reports;

/// <summary>The page's own style sheet and script, which travel inside the assembly.</summary>
internal static class PageAsset
{
    public static string Read(string name)
    {
        using Stream stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
