using TradingBot.Core.Trading.Exits;

namespace TradingBot.Core.Trading;

/// <summary>
/// The account as its own fills make it: cash, what is held, and every trade. Sums are exact: each amount is rounded once,
/// where it arises, to <see cref="Market.Instrument.MoneyDecimals"/>.
/// </summary>
public sealed class Ledger(decimal startCash)
{
    private readonly List<OpenTrade> _open = [];
    private readonly TradeLog _closed = new();

    /// <summary>Cash at the beginning, quote currency.</summary>
    public decimal StartCash { get; } = startCash;

    /// <summary>Cash now, quote currency.</summary>
    public decimal Cash { get; private set; } = startCash;

    /// <summary>What is held, base units.</summary>
    public decimal Held { get; private set; }

    /// <summary>All fees so far, quote currency.</summary>
    public decimal Fees { get; private set; }

    /// <summary>Cost of all fills so far, buys and sales, quote currency.</summary>
    public decimal Turnover { get; private set; }

    /// <summary>Trades not yet closed, in the order of their opening.</summary>
    public IReadOnlyList<OpenTrade> Open => _open;

    /// <summary>Closed trades, in the order of their closing.</summary>
    public TradeLog Closed => _closed;

    internal List<OpenTrade> OpenTrades => _open;

    /// <summary>Cash plus what is held at a price, quote currency.</summary>
    public decimal Equity(decimal price) => Held == 0 ? Cash : Cash + Market.Instrument.Money(Held * price);

    internal OpenTrade Enter(long order, in Fill fill, string reason, ExitRules rules)
    {
        Cash -= fill.Cost + fill.Fee;
        Held += fill.Volume;
        Book(in fill);
        var trade = new OpenTrade(order, in fill, reason, rules);
        _open.Add(trade);
        return trade;
    }

    internal void Leave(OpenTrade trade, long order, in Fill fill, string reason)
    {
        Invariant.Holds(fill.Volume == trade.Entry.Volume);
        Invariant.Holds(_open.Remove(trade));
        Cash += fill.Cost - fill.Fee;
        Held -= fill.Volume;
        Book(in fill);
        _closed.Add(new ClosedTrade(trade.OpenOrder, order, trade.Entry, fill, trade.Reason, reason));
    }

    private void Book(in Fill fill)
    {
        Fees += fill.Fee;
        Turnover += fill.Cost;
    }
}
