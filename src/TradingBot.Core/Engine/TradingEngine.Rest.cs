using TradingBot.Core.Market;

namespace TradingBot.Core.Engine;

/// <content>What of an engine is taken down at a moment of rest, and how it is made again from that.</content>
public sealed partial class TradingEngine
{
    /// <summary>True while no order is on its way, none waits for another, and a candle has closed.</summary>
    internal bool IsAtRest =>
        _builder.HasStarted && ClosedCandles > 0 && _outbox.PendingCount == 0 && !IsReversing;

    /// <summary>What it has of the market.</summary>
    internal EngineCheckpoint Checkpoint() => new(
        ClosedCandles,
        double.IsNaN(_price) ? null : _price,
        Forming,
        _chart.Book == BookSample.None ? null : _chart.Book,
        [.. Ledger.Open.Where(trade => trade.IsDust).Select(trade => trade.OpenOrder)],
        Ledger.Held);

    /// <summary>Goes on in the middle of a session; its money and its trades are there already.</summary>
    /// <param name="then">What it had of the market.</param>
    /// <param name="seen">All candles that had closed in the session: they are shown to the strategy, and decide
    /// nothing.</param>
    internal void Restore(EngineCheckpoint then, IEnumerable<SeenCandle> seen)
    {
        var tradeFrom = TradeFrom;
        TradeFrom = long.MaxValue;
        foreach (var (candle, book) in seen)
        {
            _chart.Book = book ?? BookSample.None;
            Close(in candle);
        }

        TradeFrom = tradeFrom;
        Invariant.Holds(ClosedCandles == then.ClosedCandles);
        _chart.Book = then.Book ?? BookSample.None;
        _builder.ContinueAfter(_lastOpenSeconds, LastClose);
        if (then.Forming is { } forming)
            _builder.Resume(in forming);
        _price = then.Price ?? double.NaN;
        Invariant.Holds(then.Held == Ledger.Held);
        Ledger.Hold(then.Held);
        foreach (var trade in Ledger.OpenTrades)
        {
            if (then.Dust.Contains(trade.OpenOrder))
                Ledger.MarkDust(trade);
            else if (trade.IsDust)
                Ledger.Unmark(trade);
        }
    }
}
