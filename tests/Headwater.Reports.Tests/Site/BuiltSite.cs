using System.Net;

namespace Headwater.Reports.Tests;

/// <summary>The documentation site that <c>docs/site/build.sh</c> has written to artifacts/site, served on this machine.</summary>
public sealed class BuiltSite : IDisposable
{
    private readonly HttpListener _listener = new();

    public BuiltSite()
    {
        Folder = Find(AppContext.BaseDirectory);
        if (Folder is null) return;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Its folder; <c>null</c> where it was not built.</summary>
    public string? Folder { get; }

    public string Address { get; } = "";

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private static string? Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string site = Path.Combine(folder.FullName, "artifacts", "site");
            if (File.Exists(Path.Combine(site, "index.html"))) return site;
        }

        return null;
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string file = Path.GetFullPath(Path.Combine(Folder!, Uri.UnescapeDataString(request.Request.Url!.AbsolutePath).TrimStart('/')));
            bool isThere = file.StartsWith(Folder!, StringComparison.Ordinal) && File.Exists(file);
            request.Response.StatusCode = isThere ? 200 : 404;
            request.Response.ContentType = Path.GetExtension(file) switch { ".html" => "text/html; charset=utf-8", ".js" => "text/javascript", ".css" => "text/css", ".json" => "application/json", ".svg" => "image/svg+xml", ".png" => "image/png", _ => "application/octet-stream" };
            if (isThere) await request.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
            request.Response.Close();
        }
    }
}
