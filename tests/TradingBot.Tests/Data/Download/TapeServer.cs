using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace TradingBot.Tests.Data.Download;

/// <summary>
/// Kraken's public REST, as far as a download asks it, over a tape: pages of 1,000, <c>since</c> exclusive in
/// nanoseconds, <c>last</c> as a text. A test may put another answer in the place of a page's.
/// </summary>
internal sealed class TapeServer : HttpMessageHandler
{
    public const int PageSize = 1000;

    private readonly Dictionary<string, List<TapeTrade>> _tapes;

    /// <param name="tape">Of XBT/USD, in order of time.</param>
    /// <param name="ether">Of ETH/USD.</param>
    public TapeServer(List<TapeTrade> tape, List<TapeTrade>? ether = null) =>
        _tapes = new() { ["XXBTZUSD"] = tape, ["XETHZUSD"] = ether ?? [] };

    /// <summary>Its clock, unix seconds.</summary>
    public long Now { get; set; } = TapeTrades.Start + 30 * 86_400;

    /// <summary>Calls of Trades, refused ones too.</summary>
    public int Calls { get; private set; }

    /// <summary>Called before the answer to each of them is made; what it returns is the answer, unless null.</summary>
    public Func<PageRequest, HttpResponseMessage?>? Before { get; set; }

    public static HttpResponseMessage Text(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Error(string text) => Text($$"""{"error":["{{text}}"]}""");

    /// <summary>An answer with these rows.</summary>
    public static HttpResponseMessage Page(string pair, IEnumerable<string> rows, string last) =>
        Text($$$"""{"error":[],"result":{"{{{pair}}}":[{{{string.Join(',', rows)}}}],"last":{{{last}}}}}""");

    /// <summary>The page that is right.</summary>
    public HttpResponseMessage Page(string pair, long since)
    {
        var rows = RowsAfter(pair, since);
        var last = rows.Count == 0 ? since : rows[^1].Nanoseconds;
        return Page(pair, rows.Select(row => row.Json), $"\"{last}\"");
    }

    public List<TapeTrade> RowsAfter(string pair, long since)
    {
        var tape = _tapes[pair];
        var (low, high) = (0, tape.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tape[middle].Nanoseconds <= since)
                low = middle + 1;
            else
                high = middle;
        }

        return tape.GetRange(low, Math.Min(PageSize, tape.Count - low));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        return Task.FromResult(request.RequestUri.AbsolutePath switch
        {
            "/0/public/Time" => Text($$$"""{"error":[],"result":{"unixtime":{{{Now}}}}}"""),
            "/0/public/AssetPairs" => Text(
                $$$"""{"error":[],"result":{{{{Pair("XXBTZUSD", "XBT")}}},{{{Pair("XETHZUSD", "ETH")}}}}}"""),
            "/0/public/Trades" => Trades(
                query["pair"]!, long.Parse(query["since"] ?? "0", CultureInfo.InvariantCulture)),
            var other => throw new InvalidOperationException(other),
        });
    }

    private static string Pair(string id, string coin) =>
        $$"""
        "{{id}}":{"altname":"{{coin}}USD","wsname":"{{coin}}/USD","base":"X{{coin}}","quote":"ZUSD","pair_decimals":1,
        "lot_decimals":8,"cost_decimals":5,"ordermin":"0.0001","costmin":"0.5","tick_size":"0.1","status":"online"}
        """;

    private HttpResponseMessage Trades(string pair, long since)
    {
        var call = new PageRequest(++Calls, pair, since);
        return Before?.Invoke(call) ?? Page(pair, since);
    }
}

/// <summary>A call of Trades.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Pair">Kraken's id.</param>
/// <param name="Since">As it was asked.</param>
internal readonly record struct PageRequest(int Number, string Pair, long Since);
