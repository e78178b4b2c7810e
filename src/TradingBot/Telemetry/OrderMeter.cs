using System.Diagnostics.Metrics;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Hosting;

namespace TradingBot.Telemetry;

/// <summary>
/// The original's figures of orders and trades, and how long they took. Money is the quote currency's, after fees.
/// </summary>
internal sealed class OrderMeter
{
    private readonly Trader _trader;
    private readonly LoopTimes _times;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<double> _volume;
    private readonly Counter<double> _fees;
    private readonly UpDownCounter<double> _profit;
    private readonly UpDownCounter<long> _winRate;
    private readonly Counter<long> _results;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _tickToOrder;
    private readonly HashSet<Guid> _unknown = [];
    private int _closedTrades;

    public OrderMeter(Meter meter, Trader trader, LoopTimes times)
    {
        (_trader, _times, _closedTrades) = (trader, times, trader.Engine.Ledger.Closed.Count);
        _opened = meter.CreateCounter<long>("open.order");
        _closed = meter.CreateCounter<long>("close.order");
        _volume = meter.CreateCounter<double>("total_trading_volume");
        _fees = meter.CreateCounter<double>("trading_fees");
        _profit = meter.CreateUpDownCounter<double>("bottrade.profit");
        _winRate = meter.CreateUpDownCounter<long>("bottrade.win_rate");
        _results = meter.CreateCounter<long>("tradingbot.trades.closed");
        _errors = meter.CreateCounter<long>("main_loop.errors");
        _commit = meter.CreateHistogram<double>("tradingbot.journal.commit_time", "ms");
        _tickToOrder = meter.CreateHistogram<double>("tradingbot.order.tick_to_order", "ms");
    }

    public void Observe(EngineEvent happened)
    {
        if (_times.Stored > TimeSpan.Zero)
            _commit.Record(_times.Stored.TotalMilliseconds);
        if (_times.TickToOrder > TimeSpan.Zero)
            _tickToOrder.Record(_times.TickToOrder.TotalMilliseconds);
        if (_trader.Changes.Count > 0)
            CountErrors();
        if (_trader.Surprises.Count > 0)
            CountError("surprise", _trader.Surprises.Count);
        if (happened is EngineEvent.LookFailed)
            CountError("order_not_asked");
        if (_trader.Outcomes.Count == 0)
            return;
        foreach (var order in FilledOrder.Of(_trader))
            Filled(in order);
        for (; _closedTrades < _trader.Engine.Ledger.Closed.Count; _closedTrades++)
            Closed(in _trader.Engine.Ledger.Closed[_closedTrades]);
    }

    public void CountError(string error, int count = 1) => _errors.Add(count, Tag("error", error));

    /// <summary>How orders meet the market, as a tag says it.</summary>
    public static string StyleOf(OrderStyle style) => style switch
    {
        OrderStyle.Limit => "limit",
        OrderStyle.PostOnly => "post-only",
        _ => "market",
    };

    public static string SideOf(Side side) => side == Side.Buy ? "buy" : "sell";

    private void Filled(in FilledOrder order)
    {
        var intent = order.Attempt.Intent;
        var counter = intent.Purpose == OrderPurpose.Open ? _opened : _closed;
        counter.Add(
            1,
            Tag("type", SideOf(intent.Side)),
            Tag("order", StyleOf(intent.Style)));
        if (intent.Purpose == OrderPurpose.Open)
            _volume.Add((double)order.Fill.Cost);
        _fees.Add((double)order.Fill.Fee);
    }

    private void Closed(in ClosedTrade trade)
    {
        var isWin = trade.Profit > 0;
        _profit.Add((double)trade.Profit);
        _winRate.Add(isWin ? 1 : -1);
        _results.Add(1, Tag("result", isWin ? "win" : "loss"));
    }

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private void CountErrors()
    {
        foreach (var change in _trader.Changes)
        {
            var order = change.Attempt;
            if (order.State != OrderState.Unknown)
                _unknown.Remove(order.Id);
            else if (_unknown.Add(order.Id))
                CountError("order_unknown");
            if (order is { State: OrderState.Rejected, ExchangeId: null })
                CountError("order_rejected");
        }
    }
}
