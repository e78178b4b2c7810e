using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Bots.Followers;

/// <summary>Makes snapshots of a trader. Of the trading thread only: nothing of the trader leaves with them.</summary>
/// <param name="bot">What it trades where.</param>
/// <param name="trader">The trader.</param>
/// <param name="instrument">The pair.</param>
/// <param name="sources">What is around it.</param>
/// <param name="names">The exchange's ids of orders.</param>
/// <param name="earlier">Trades that earlier sessions have closed.</param>
internal sealed class SnapshotBuilder(
    BotProfile bot, Trader trader, Instrument instrument, BotSources sources, OrderNames names, TradeTotals earlier)
{
    private TradeTotals _closed; // in this session
    private int _counted;
    private long _commits;
    private TimeSpan _lastCommit;

    public BotProfile Bot => bot;

    public Trader Trader => trader;

    public BotSources Sources => sources;

    public OrderNames Names => names;

    /// <summary>Trades that earlier sessions have closed.</summary>
    public TradeTotals Earlier => earlier;

    /// <summary>Something was stored.</summary>
    public void Stored(TimeSpan time) => (_commits, _lastCommit) = (_commits + 1, time);

    /// <param name="time">UTC, exchange time.</param>
    public BotSnapshot At(DateTime time)
    {
        var engine = trader.Engine;
        var ledger = engine.Ledger;
        for (; _counted < ledger.Closed.Count; _counted++)
            _closed = _closed.With(ledger.Closed[_counted]);
        var forming = engine.Forming;
        double? close = double.IsNaN(engine.LastClose) ? null : engine.LastClose;
        return new BotSnapshot
        {
            Bot = bot,
            Time = time,
            LastPrice = forming?.Close ?? close,
            LastClose = close,
            Forming = forming is { } candle ? BotCandle.Of(in candle) : null,
            ClosedCandles = engine.ClosedCandles,
            Budget = ledger.StartCash,
            Cash = ledger.Cash,
            Held = ledger.Held,
            Equity = close is { } price ? ledger.Equity(instrument.ExactPrice(price)) : null,
            ClosedTrades = earlier + _closed,
            OpenTrades = [.. ledger.Open.Select(trade => BotTrade.Of(trade, names))],
            Orders = [.. trader.Unsettled.Select(BotOrder.Of)],
            Breakers = [.. trader.Breakers.Tripped],
            QueueDepth = sources.QueueDepth(),
            FeedAge = sources.FeedAge.Now,
            LateTrades = engine.LateTrades,
            Commits = _commits,
            LastCommit = _lastCommit,
            Connections = sources.Connections(),
            Limits = sources.Limits(),
        };
    }
}
