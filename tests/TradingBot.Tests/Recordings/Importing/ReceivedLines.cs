using System.Globalization;

namespace TradingBot.Tests.Recordings.Importing;

/// <summary>Lines as other recorders write them; seconds count from 2024-08-08T12:00 UTC.</summary>
internal static class ReceivedLines
{
    private const long Noon = 1_723_118_400;

    /// <summary>A line of hftbacktest's collector.</summary>
    public static string Frame(double at, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(at)}000000 {message.ReplaceLineEndings("")}");

    /// <param name="at">Seconds.</param>
    /// <param name="lastId">That of the last change that is in it.</param>
    /// <param name="bid">The only one.</param>
    /// <param name="ask">The only one.</param>
    public static string Snapshot(double at, long lastId, string bid = "100.00", string ask = "101.00") => Frame(
        at, $$"""{"lastUpdateId":{{lastId}},"bids":[["{{bid}}","1.00000000"]],"asks":[["{{ask}}","1.00000000"]]}""");

    /// <param name="at">Seconds.</param>
    /// <param name="first">Id of its first change.</param>
    /// <param name="last">Of its last.</param>
    /// <param name="bids">As <c>["100.00","2"]</c>, separated by commas.</param>
    /// <param name="asks">The same.</param>
    public static string Depth(double at, long first, long last, string bids = "", string asks = "") => Frame(
        at,
        $$"""
        {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":{{Milliseconds(at)}},"s":"BTCUSDT",
        "U":{{first}},"u":{{last}},"b":[{{bids}}],"a":[{{asks}}] } }
        """);

    public static string Trade(double at, long id, string price = "100.50", bool isBuyerMaker = false) => Frame(
        at,
        $$"""
        {"e":"trade","s":"BTCUSDT","t":{{id}},"p":"{{price}}","q":"0.25","T":{{Milliseconds(at)}},
        "m":{{(isBuyerMaker ? "true" : "false")}} }
        """);

    /// <summary>A whole book.</summary>
    public static string Book(double at, string bids, string asks) =>
        $$"""{"t":{{Milliseconds(at)}},"bids":[{{bids}}],"asks":[{{asks}}]}""";

    /// <summary>Unix microseconds.</summary>
    public static long Micros(double at) => Milliseconds(at) * 1000;

    public static long Milliseconds(double at) => Noon * 1000 + (long)Math.Round(at * 1000);
}
