using System.Net;
using System.Text;
using TradingBot.Notifications;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Notifications;

/// <summary>
/// A Slack by script: <c>ok</c>, <c>429 7</c> (Retry-After), <c>500</c>, <c>error invalid_auth</c>, <c>hangs</c>,
/// <c>reset</c>, or a status with a body; the last line for ever.
/// </summary>
internal sealed class SlackNetwork(ManualTime time, params string[] script) : HttpMessageHandler
{
    public const string Token = "xoxb-canary-of-the-tests";

    public const string Webhook = "https://hooks.slack.com/services/T0CANARY/B0CANARY/canaryofthetests";

    private readonly Lock _guard = new();
    private readonly List<(int Count, TaskCompletionSource<bool> Seen)> _awaited = [];
    private readonly DateTimeOffset _began = time.GetUtcNow();

    /// <summary>Seconds after the beginning, address, authorization and body.</summary>
    public List<(double At, string Address, string? Authorization, string Body)> Posts { get; } = [];

    public IEnumerable<double> Times => Posts.Select(post => post.At);

    public SlackClient Client(bool isWebhook = false) => new(
        new HttpClient(this),
        isWebhook ? SlackSecret.OfWebhook(Webhook) : SlackSecret.OfToken(Token),
        new Uri("https://slack.com/api/"),
        time);

    /// <summary>Done when so many posts have come.</summary>
    public Task<bool> Seen(int count)
    {
        lock (_guard)
        {
            var seen = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Posts.Count >= count)
                seen.SetResult(true);
            else
                _awaited.Add((count, seen));
            return seen.Task;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        string line;
        lock (_guard)
        {
            line = script[Math.Min(Posts.Count, script.Length - 1)];
            var at = (time.GetUtcNow() - _began).TotalSeconds;
            Posts.Add((at, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
            foreach (var (_, seen) in _awaited.Where(awaited => awaited.Count == Posts.Count))
                seen.SetResult(true);
        }

        var words = line.Split(' ', 2);
        switch (words[0])
        {
            case "hangs":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "reset":
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"{request.RequestUri}: reset");
            case "ok":
                return Answer(200, """{"ok":true,"channel":"C1","ts":"1.2"}""");
            case "error":
                return Answer(200, $$"""{"ok":false,"error":"{{words[1]}}"}""");
            case "429":
                var slow = Answer(429, "");
                if (words.Length == 2)
                    slow.Headers.TryAddWithoutValidation("Retry-After", words[1]);
                return slow;
        }

        return Answer(int.Parse(words[0]), words.ElementAtOrDefault(1) ?? "");
    }

    private static HttpResponseMessage Answer(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
