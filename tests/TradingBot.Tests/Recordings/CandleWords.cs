using System.Globalization;

namespace TradingBot.Tests.Recordings;

/// <summary>
/// An exchange's words about candles, as the <see cref="TestDecoder"/> reads them. Minutes are named by their number
/// since the hour in which it begins.
/// </summary>
internal sealed class CandleWords(SealedHours hours)
{
    public const long Minute = 60_000_000;

    public long Start { get; } = hours.Test.Hour.StartMicros;

    public static string Update(params string[] candles) =>
        "candles XBTUSD update exch=5|" + string.Join('|', candles);

    public static string List(params string[] candles) =>
        "candles XBTUSD snapshot exch=5|" + string.Join('|', candles);

    /// <param name="minute">When it begins.</param>
    /// <param name="state">Of how many trades it is.</param>
    /// <param name="length">In minutes.</param>
    public string Candle(int minute, int state, int length = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $"{length} {Start + minute * Minute} 100.0 101.0 99.0 100.5 {state}.5 100.2 {state}");

    /// <param name="text">Minute and state, such as <c>59:3</c>.</param>
    public string Named(string text) => Candle(
        int.Parse(text.Split(':')[0], CultureInfo.InvariantCulture),
        int.Parse(text.Split(':')[1], CultureInfo.InvariantCulture));

    /// <summary>Minute and state of each candle that the last hour's file has.</summary>
    public List<string> Kept()
    {
        var rows = hours.Candles();
        return [.. Enumerable.Range(0, rows.Count).Select(row =>
            $"{(rows.BeginMicros.Values[row] - Start) / Minute}:{rows.Trades.Values[row]}")];
    }
}
