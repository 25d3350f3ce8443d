using System.Net;
using System.Text;

namespace Headwater.Cli;

/// <summary>
/// A server on the loopback address alone that shows one study. It answers requests that name that address as their host, so that a page elsewhere cannot read it under a name of its own (DNS rebinding),
/// and only reads.
/// </summary>
internal sealed class WatchServer : IDisposable
{
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string ReportPolicy = "default-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8", [".svg"] = "image/svg+xml", [".png"] = "image/png", [".json"] = "application/json", [".csv"] = "text/csv; charset=utf-8",
    };

    private readonly HttpListener _listener = new();
    private readonly LiveStudy _study;

    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public WatchServer(LiveStudy study, int port)
    {
        _study = study;
        Address = FormattableString.Invariant($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
    }

    /// <summary>Where the page is.</summary>
    public string Address { get; }

    /// <summary>Answers requests until it is cancelled.</summary>
    public void Run(CancellationToken token)
    {
        using CancellationTokenRegistration stop = token.Register(_listener.Stop);
        while (!token.IsCancellationRequested)
        {
            try
            {
                Answer(_listener.GetContext());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The browser went away, or the listener was stopped.
            }
        }
    }

    public void Dispose() => _listener.Close();

    private void Answer(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        string host = new Uri(Address).Authority;
        if (request.UserHostName != host || (request.Headers["Origin"] is { } origin && origin != $"http://{host}"))
            Send(context, HttpStatusCode.Forbidden, "text/plain", Encoding.UTF8.GetBytes($"This page answers requests to {Address} alone.\n"));
        else if (request.HttpMethod is not ("GET" or "HEAD"))
            Send(context, HttpStatusCode.MethodNotAllowed, "text/plain", "This page can only be read.\n"u8.ToArray());
        else
            Answer(context, request.Url!.AbsolutePath);
    }

    private void Answer(HttpListenerContext context, string path)
    {
        switch (path)
        {
            case "/":
                Send(context, HttpStatusCode.OK, Types[".html"], Encoding.UTF8.GetBytes(WatchPage.Text), PagePolicy);
                break;
            case "/state.json":
                Send(context, HttpStatusCode.OK, Types[".json"], _study.State());
                break;
            default:
                (string type, byte[] content)? file = path.StartsWith("/report/", StringComparison.Ordinal) ? ReportFile(path["/report/".Length..]) : null;
                if (file is { } found)
                    Send(context, HttpStatusCode.OK, found.type, found.content, ReportPolicy);
                else
                    Send(context, HttpStatusCode.NotFound, "text/plain", "There is no such page.\n"u8.ToArray());
                break;
        }
    }

    // Names come from the report itself; anything that leads out of its folder is not there.
    private (string Type, byte[] Content)? ReportFile(string name)
    {
        string folder = _study.ReportFolder + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(name)));
        return path.StartsWith(folder, StringComparison.Ordinal) && Types.TryGetValue(Path.GetExtension(path), out string? type) && File.Exists(path) ? (type, File.ReadAllBytes(path)) : null;
    }

    private static void Send(HttpListenerContext context, HttpStatusCode status, string type, byte[] content, string policy = "default-src 'none'")
    {
        HttpListenerResponse response = context.Response;
        response.StatusCode = (int)status;

        // The listener resets connections that were idle for some seconds, also under a request that is just being sent.
        response.KeepAlive = false;
        response.ContentType = type;
        response.ContentLength64 = content.Length;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Content-Security-Policy"] = policy;
        response.Headers["X-Content-Type-Options"] = "nosniff";
        if (context.Request.HttpMethod != "HEAD")
            response.OutputStream.Write(content);
        response.Close();
    }
}
