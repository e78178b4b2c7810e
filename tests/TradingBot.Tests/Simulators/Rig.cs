using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Tests.Simulators;

/// <summary>An offline Kraken on free ports whose time a test moves, and a client for its REST.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly HttpClient _http;
    private long _nonce = 1_000;

    private Rig(OfflineKraken kraken, ManualTime time)
    {
        (Kraken, Time) = (kraken, time);
        _http = new HttpClient { BaseAddress = kraken.RestAddress };
    }

    public OfflineKraken Kraken { get; }

    public ManualTime Time { get; }

    public static async Task<Rig> StartAsync(Func<OfflineKrakenOptions, OfflineKrakenOptions>? change = null)
    {
        var time = new ManualTime(new DateTimeOffset(2026, 2, 3, 10, 20, 30, TimeSpan.Zero));
        var options = new OfflineKrakenOptions
        {
            Time = time,
            History = TimeSpan.FromDays(1),
            SeparatesSockets = true,
            Markets = [MarketSetup.Synthetic("XBTUSD")],
        };
        return new Rig(await OfflineKraken.StartAsync(change?.Invoke(options) ?? options), time);
    }

    public static FaultScenario Faults(params FaultRule[] rules) => new(1, rules);

    public async Task<JsonElement> PublicAsync(string call) => Parse(await _http.GetStringAsync($"/0/public/{call}"));

    /// <summary>A signed call with a form for a body and the next nonce.</summary>
    public async Task<JsonElement> PrivateAsync(string method, string form = "", long? nonce = null)
    {
        using var response = await SendAsync(method, Form(form, nonce), "application/x-www-form-urlencoded");
        return Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The result of a signed call that must succeed.</summary>
    public async Task<JsonElement> ResultAsync(string method, string form = "")
    {
        var answer = await PrivateAsync(method, form);
        answer.GetProperty("error").GetArrayLength().Should().Be(0, answer.ToString());
        return answer.GetProperty("result");
    }

    /// <summary>The one error of a signed call that must fail.</summary>
    public async Task<string> ErrorAsync(string method, string form = "", long? nonce = null)
    {
        var answer = await PrivateAsync(method, form, nonce);
        answer.TryGetProperty("result", out _).Should().BeFalse(answer.ToString());
        return answer.GetProperty("error")[0].GetString()!;
    }

    /// <summary>Places an order.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OrderAsync(string form) =>
        (await ResultAsync("AddOrder", "pair=XBTUSD&" + form)).GetProperty("txid")[0].GetString()!;

    public Task<HttpResponseMessage> SendAsync(
        string method, string body, string contentType, string? key = null, string? signature = null)
    {
        var path = $"/0/private/{method}";
        var (defaultKey, secret) = Kraken.Credentials;
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        request.Headers.Add("API-Key", key ?? defaultKey);
        request.Headers.Add(
            "API-Sign", signature ?? RequestSignature.Of(secret, path, NonceOf(body), Encoding.UTF8.GetBytes(body)));
        return _http.SendAsync(request);
    }

    public string Form(string form, long? nonce = null) =>
        string.Create(CultureInfo.InvariantCulture, $"nonce={nonce ?? ++_nonce}") + (form.Length > 0 ? "&" + form : "");

    public string NextNonce() => (++_nonce).ToString(CultureInfo.InvariantCulture);

    /// <summary>The last price of the market.</summary>
    public decimal LastPrice() => Kraken.Record().Tape["XBTUSD"][^1].Price;

    /// <summary>A price that far from the last one, on the tick.</summary>
    public string Price(decimal factor) => Math.Round(LastPrice() * factor, 1).ToString(CultureInfo.InvariantCulture);

    public Task<TestSocket> PublicSocketAsync() => TestSocket.ConnectAsync(Kraken.PublicSocket);

    public Task<TestSocket> PrivateSocketAsync() => TestSocket.ConnectAsync(Kraken.PrivateSocket);

    public async Task<string> TokenAsync() =>
        (await ResultAsync("GetWebSocketsToken")).GetProperty("token").GetString()!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Kraken.DisposeAsync();
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string NonceOf(string body)
    {
        if (body.StartsWith('{'))
            return Parse(body).GetProperty("nonce").ToString();
        var at = body.IndexOf("nonce=", StringComparison.Ordinal) + 6;
        var end = body.IndexOf('&', at);
        return end < 0 ? body[at..] : body[at..end];
    }
}
