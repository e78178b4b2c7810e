using System.Runtime.InteropServices;
using TradingBot.Core.Trading.Exits;

namespace TradingBot.Core.Trading;

/// <summary>
/// The account as its own fills make it: cash, what is held, and every trade. Sums are exact: each amount is rounded
/// once, where it arises, to <see cref="Market.Instrument.MoneyDecimals"/>.
/// </summary>
public sealed class Ledger(decimal startCash)
{
    private readonly List<OpenTrade> _open = [];
    private readonly Stack<OpenTrade> _spare = [];
    private readonly TradeLog _closed = new();

    /// <summary>Cash at the beginning, quote currency.</summary>
    public decimal StartCash { get; } = startCash;

    /// <summary>Cash now, quote currency.</summary>
    public decimal Cash { get; private set; } = startCash;

    /// <summary>What is held, base units.</summary>
    public decimal Held { get; private set; }

    /// <summary>All fees so far, quote currency.</summary>
    public decimal Fees => _closed.Sum(trade => trade.Fees) + _open.Sum(trade => trade.Entry.Fee);

    /// <summary>Cost of all fills so far, buys and sales, quote currency.</summary>
    public decimal Turnover =>
        _closed.Sum(trade => trade.Entry.Cost + trade.Exit.Cost) + _open.Sum(trade => trade.Entry.Cost);

    /// <summary>Trades not yet closed, in the order of their opening.</summary>
    public IReadOnlyList<OpenTrade> Open => _open;

    /// <summary>Closed trades, in the order of their closing.</summary>
    public TradeLog Closed => _closed;

    internal ReadOnlySpan<OpenTrade> OpenTrades => CollectionsMarshal.AsSpan(_open);

    /// <summary>Cash plus what is held at a price, quote currency.</summary>
    public decimal Equity(decimal price) => Held == 0 ? Cash : Cash + Market.Instrument.Money(Held * price);

    internal void Enter(long order, in Fill fill, string reason, ExitRules rules)
    {
        Cash -= fill.Cost + fill.Fee;
        Held += fill.Volume;
        if (!_spare.TryPop(out var trade))
            trade = new OpenTrade();
        trade.Begin(order, in fill, reason, rules);
        _open.Add(trade);
    }

    internal void Leave(OpenTrade trade, long order, in Fill fill, string reason)
    {
        Invariant.Holds(fill.Volume == trade.Entry.Volume);
        Invariant.Holds(_open.Remove(trade));
        Cash += fill.Cost - fill.Fee;
        Held -= fill.Volume;
        _closed.Add(new ClosedTrade(trade.OpenOrder, order, trade.Entry, fill, trade.Reason, reason));
        _spare.Push(trade);
    }
}
