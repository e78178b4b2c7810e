using System.Net;
using System.Text;

namespace TradingBot.Tests.Kraken;

/// <summary>
/// The network as a test wants it: each request gets the next line of a script, the last line for ever.
/// </summary>
internal sealed class ScriptedHandler(
    params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    /// <summary>Path and body of every request whose body was read.</summary>
    public List<(string Path, string Body)> Requests { get; } = [];

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(
        string body, int status = 200) => (_, _) => Task.FromResult(Response(body, status));

    /// <summary>An answer with a result and no error.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Result(string result) =>
        Answer($$"""{"error":[],"result":{{result}}}""");

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Error(string text) =>
        Answer($$"""{"error":["{{text}}"]}""");

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Throws(Exception failure) =>
        (_, _) => Task.FromException<HttpResponseMessage>(failure);

    /// <summary>Never answers.</summary>
    public static async Task<HttpResponseMessage> Silence(HttpRequestMessage request, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var step = script[Math.Min(Requests.Count, script.Length - 1)];
        // Reading the body is what a network does first; OnceContent notices.
        using var body = new MemoryStream();
        if (request.Content is not null)
            await request.Content.CopyToAsync(body, cancellationToken);
        Requests.Add((request.RequestUri!.PathAndQuery, Encoding.ASCII.GetString(body.ToArray())));
        return await step(request, cancellationToken);
    }

    private static HttpResponseMessage Response(string body, int status) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
