using System.Runtime.InteropServices;
using TradingBot.Core.Trading.Exits;

namespace TradingBot.Core.Trading;

/// <summary>
/// The account as its own fills make it: cash, what is held, and every trade. Sums are exact: each amount is rounded
/// once, where it arises, to <see cref="Market.Instrument.MoneyDecimals"/>.
/// </summary>
public sealed class Ledger
{
    private readonly List<OpenTrade> _open = [];
    private readonly Stack<OpenTrade> _spare = [];
    private readonly TradeLog _closed = new();

    /// <param name="startCash">Quote currency.</param>
    public Ledger(decimal startCash) => StartCash = Cash = startCash;

    /// <summary>Cash at the beginning, quote currency.</summary>
    public decimal StartCash { get; private set; }

    /// <summary>Cash now, quote currency.</summary>
    public decimal Cash { get; private set; }

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

    /// <summary>How many open trades are too small to be sold.</summary>
    public int Dust { get; private set; }

    internal ReadOnlySpan<OpenTrade> OpenTrades => CollectionsMarshal.AsSpan(_open);

    /// <summary>Cash plus what is held at a price, quote currency.</summary>
    public decimal Equity(decimal price) => Held == 0 ? Cash : Cash + Market.Instrument.Money(Held * price);

    /// <summary>Goes on from an earlier session; its open trades are added by <see cref="Reopen"/>.</summary>
    internal void Restore(decimal startCash, decimal cash) => (StartCash, Cash) = (startCash, cash);

    /// <summary>An open trade of an earlier session: its money is accounted for already.</summary>
    internal OpenTrade Reopen(long order, in Fill entry, string reason, ExitRules rules)
    {
        Held += entry.Volume;
        return Add(order, in entry, reason, rules);
    }

    internal OpenTrade Enter(long order, in Fill fill, string reason, ExitRules rules)
    {
        Cash -= fill.Cost + fill.Fee;
        Held += fill.Volume;
        return Add(order, in fill, reason, rules);
    }

    internal void MarkDust(OpenTrade trade)
    {
        trade.IsDust = true;
        Dust++;
    }

    /// <summary>Books the sale of a trade, or of a part of it: then the rest stays open.</summary>
    internal void Leave(OpenTrade trade, long order, in Fill fill, string reason)
    {
        Invariant.Holds(fill.Volume <= trade.Entry.Volume);
        Cash += fill.Cost - fill.Fee;
        Held -= fill.Volume;
        var isPart = fill.Volume < trade.Entry.Volume;
        var entry = isPart ? trade.Split(fill.Volume) : trade.Entry;
        _closed.Add(new ClosedTrade(trade.OpenOrder, order, entry, fill, trade.Reason, reason));
        if (isPart)
            return;
        Invariant.Holds(_open.Remove(trade));
        _spare.Push(trade);
    }

    /// <summary>The open trade of that name.</summary>
    /// <exception cref="InvariantViolatedException">It is not open.</exception>
    internal OpenTrade TradeOf(long openOrder)
    {
        foreach (var trade in OpenTrades)
        {
            if (trade.OpenOrder == openOrder)
                return trade;
        }

        throw new InvariantViolatedException($"trade {openOrder} is to be closed, and is not open");
    }

    private OpenTrade Add(long order, in Fill entry, string reason, ExitRules rules)
    {
        if (!_spare.TryPop(out var trade))
            trade = new OpenTrade();
        trade.Begin(order, in entry, reason, rules);
        _open.Add(trade);
        return trade;
    }
}
