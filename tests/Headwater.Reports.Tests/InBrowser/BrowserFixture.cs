using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>One browser and the reports that it opens, for all tests of a class; tests are skipped, visibly, where no Chromium is found.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private Browser? _browser;

    public string Folder { get; } = Directory.CreateTempSubdirectory("headwater-pages-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (Browser.Path is { } path) _browser = await Browser.Start(path);
    }

    public async Task<BrowserPage> Page()
    {
        Assert.SkipWhen(_browser is null, "No Chromium on the PATH (HEADWATER_CHROMIUM names one): the page is not opened in a browser.");
        return await _browser!.NewPage();
    }

    /// <summary>Writes a report once and gives the path of its page.</summary>
    public string Write(string name, Func<ReportInput> input)
    {
        string folder = Path.Combine(Folder, name), page = Path.Combine(folder, "index.html");
        lock (Folder) return File.Exists(page) ? page : HtmlReport.Write(input(), folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
