using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// The candles a live session warms up with: the exchange's last 720, and older ones from the candle store where a
/// strategy needs more and the store reaches up to the exchange's first.
/// </summary>
/// <param name="exchange">Has finished candles.</param>
/// <param name="store">Null: none.</param>
/// <param name="log">How many came from where.</param>
internal sealed partial class WarmUpHistory(
    IExchange exchange, CandleStore? store, ILogger<WarmUpHistory> log)
{
    private const string Candles = "candles";

    /// <param name="instrument">The pair.</param>
    /// <param name="timeframe">Length of the candles.</param>
    /// <param name="needed">Candles the strategy must have seen.</param>
    /// <param name="settled">
    /// A candle that ended later may still lack a trade in the answer: it is built from its trades instead. UTC.
    /// </param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="UserError">The exchange does not answer, or stored candles are damaged.</exception>
    public async Task<WarmUp> ReadAsync(
        Instrument instrument, Timeframe timeframe, int needed, DateTime settled, CancellationToken cancellation)
    {
        var answer = await exchange.Market.CandlesAsync(instrument, timeframe, cancellation).ConfigureAwait(false);
        List<Candle> recent =
        [
            .. answer.Required(exchange.Venue, Candles).Where(candle => candle.OpenTime + timeframe.Length <= settled),
        ];
        if (recent.Count == 0)
            throw RequiredAnswer.Missing(exchange.Venue, Candles, "it has no finished candle of the pair");

        var older = needed > recent.Count
            ? Stored(instrument, timeframe, recent[0].OpenSeconds, needed - recent.Count)
            : [];
        var first = older.Count > 0 ? older[0] : recent[0];
        var end = recent[^1].OpenTime + timeframe.Length;
        if (older.Count > 0)
            WarmedUpFromStore(older.Count + recent.Count, first.OpenTime, end, recent.Count, older.Count);
        else
            WarmedUp(recent.Count, first.OpenTime, end);
        var missing = Math.Max(0, needed - older.Count - recent.Count);
        if (missing > 0)
            TooFew(needed, missing, end + missing * timeframe.Length);
        return new WarmUp([.. older, .. recent], missing);
    }

    private IReadOnlyList<Candle> Stored(Instrument instrument, Timeframe timeframe, long until, int most)
    {
        var pair = new InstrumentId(exchange.Venue.Name, instrument.Symbol);
        try
        {
            return store is null ? [] : StoredCandles.Before(store, pair, timeframe, until, most);
        }
        catch (CandleStoreException damaged)
        {
            throw new UserError(damaged.Message, ExitCode.Failed);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Warmed up with {Count} candles of the exchange, {From:u} to {To:u}")]
    private partial void WarmedUp(int count, DateTime from, DateTime to);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Warmed up with {Count} candles, {From:u} to {To:u}: {Exchange} of the exchange, {Store} stored")]
    private partial void WarmedUpFromStore(int count, DateTime from, DateTime to, int exchange, int store);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The strategy needs {Needed} candles and warms up for {Missing} more: no trade before {Ready:u}")]
    private partial void TooFew(int needed, int missing, DateTime ready);
}
