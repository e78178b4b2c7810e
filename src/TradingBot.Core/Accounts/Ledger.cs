using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Accounts;

/// <summary>
/// The account as its own fills make it: cash, what is held, and every trade. Sums are exact: each amount is rounded
/// once, where it arises, to <see cref="Market.Instrument.MoneyDecimals"/>.
/// </summary>
public sealed class Ledger
{
    private readonly List<OpenTrade> _open = [];
    private readonly Stack<OpenTrade> _spare = [];
    private readonly TradeLog _closed = new();
    private readonly ShortTerms? _terms;
    private bool _hasPaidInOthers; // asked at every order: cheaper than to compare or subtract a decimal 0
    private long _nextRollover = long.MaxValue; // unix seconds of the next charge for what is short, or never

    /// <param name="startCash">Quote currency.</param>
    /// <param name="terms">Of what is sold short; null: nothing is.</param>
    public Ledger(decimal startCash, ShortTerms? terms = null)
    {
        StartCash = Cash = startCash;
        _terms = terms;
    }

    /// <summary>Cash at the beginning, and what was put in since, less what was taken out; quote currency.</summary>
    public decimal StartCash { get; private set; }

    /// <summary>Cash now, quote currency.</summary>
    public decimal Cash
    {
        get;
        private set
        {
            field = value;
            Changes++;
        }
    }

    /// <summary>What is held, base units; what was sold short and is to be given back counts below 0.</summary>
    public decimal Held
    {
        get;
        private set
        {
            field = value;
            Changes++;
        }
    }

    /// <summary>Counts the changes of cash and of what is held.</summary>
    internal long Changes { get; private set; }

    /// <summary>
    /// Base units that are held and belong to no open trade: what closed trades left over because no order can sell it,
    /// less the fees that were taken in base beside a trade. Below 0 more has gone than was left over.
    /// </summary>
    public decimal Residue { get; private set; }

    /// <summary>
    /// What the fees taken in third assets were worth, quote currency. No cash has gone for them, but equity has.
    /// </summary>
    public decimal PaidInOthers { get; private set; }

    /// <summary>
    /// What all fees so far are worth, quote currency; what borrowing costs is not among them.
    /// </summary>
    public decimal Fees => _closed.Sum(trade => trade.Fees) + _open.Sum(trade => trade.Entry.Fee.Worth);

    /// <summary>Cost of all fills so far, buys and sales, quote currency.</summary>
    public decimal Turnover =>
        _closed.Sum(trade => trade.Entry.Cost + trade.Exit.Cost) + _open.Sum(trade => trade.Entry.Cost);

    /// <summary>Charged so far for what was sold short, quote currency.</summary>
    public decimal BorrowCost => _closed.Sum(trade => trade.BorrowCost) + _open.Sum(trade => trade.BorrowCost);

    /// <summary>Trades not yet closed, in the order of their opening.</summary>
    public IReadOnlyList<OpenTrade> Open => _open;

    /// <summary>Closed trades, in the order of their closing.</summary>
    public TradeLog Closed => _closed;

    /// <summary>What was sold short and is owed, base units, 0 or more.</summary>
    public decimal Owed { get; private set; }

    /// <summary>Margin of the open shorts, quote currency.</summary>
    public decimal Margin { get; private set; }

    /// <summary>Cash that no purchase may use: what the open shorts brought in, and their margin.</summary>
    public decimal Tied { get; private set; }

    /// <summary>Price from which on the exchange closes what is short; plus infinity while nothing is.</summary>
    public double LiquidationPrice { get; private set; } = double.PositiveInfinity;

    /// <summary>How many open trades are too small to be sold.</summary>
    public int Dust { get; private set; }

    internal bool HasOpen => _open.Count > 0;

    internal ReadOnlySpan<OpenTrade> OpenTrades => CollectionsMarshal.AsSpan(_open);

    /// <summary>Cash less what was paid in third assets, quote currency.</summary>
    internal decimal NetCash => _hasPaidInOthers ? Cash - PaidInOthers : Cash;

    /// <summary>Cash plus what is held at a price, less what was paid in third assets; quote currency.</summary>
    public decimal Equity(decimal price) => Held == 0 ? NetCash : NetCash + Instrument.Money(Held * price);

    /// <summary>Money is put in, or below 0 taken out; it is neither profit nor loss.</summary>
    /// <param name="amount">Quote currency.</param>
    internal void ChangeBudget(decimal amount) => (StartCash, Cash) = (StartCash + amount, Cash + amount);

    /// <summary>Goes on from an earlier session; its open trades are added by <see cref="Reopen"/>.</summary>
    internal void Restore(decimal startCash, decimal cash, decimal residue, decimal paidInOthers)
    {
        (StartCash, Cash, PaidInOthers) = (startCash, cash, paidInOthers);
        Held = Residue = residue;
        _hasPaidInOthers = paidInOthers != 0;
    }

    /// <summary>What is held, with the digits that it had: a sum does not tell those of its parts.</summary>
    internal void Hold(decimal held) => Held = held;

    /// <summary>An open trade of an earlier session: its money is accounted for already.</summary>
    /// <param name="order">The order that opened it.</param>
    /// <param name="entry">What is left of its fill.</param>
    /// <param name="loan">What a short has cost so far; null for what was bought.</param>
    /// <param name="reason">The words of the signal.</param>
    /// <param name="rules">They close it.</param>
    internal OpenTrade Reopen(long order, in Fill entry, Loan? loan, string reason, ExitRules rules)
    {
        var trade = Add(order, loan is null ? Side.Buy : Side.Sell, in entry, reason, rules);
        Held += trade.IsShort ? -trade.ToClose : trade.ToClose;
        if (loan is not null)
            (trade.BorrowCost, trade.PaidUntil) = (loan.Fees, loan.PaidUntil);
        ReviewShorts();
        return trade;
    }

    internal OpenTrade Enter(long order, Side side, in Fill fill, string reason, ExitRules rules)
    {
        Invariant.Holds(side == Side.Buy || _terms is not null);
        var trade = Add(order, side, in fill, reason, rules);
        if (side == Side.Buy)
        {
            Cash -= fill.Cost + fill.Fee.Cash;
            Held += trade.ToClose;
        }
        else
        {
            trade.BorrowCost = _terms!.OpeningFee(fill.Cost);
            Cash += fill.Cost - fill.Fee.Cash - trade.BorrowCost;
            Held -= fill.Volume;
        }

        if (fill.Fee.InKind is { } kind)
            Pay(kind, isOutOfTrade: side == Side.Buy);
        if (_terms is not null)
            ReviewShorts();
        return trade;
    }

    /// <summary>Pays what has fallen due for the open shorts.</summary>
    /// <param name="now">Unix seconds.</param>
    internal void PayForShorts(long now)
    {
        if (now < _nextRollover)
            return;
        foreach (var trade in OpenTrades)
        {
            if (trade.IsShort)
                Pay(trade, now);
        }

        ReviewShorts();
    }

    internal void MarkDust(OpenTrade trade)
    {
        Dust += trade.IsDust ? 0 : 1;
        trade.IsDust = true;
    }

    /// <summary>The market has risen so far that it can be sold after all.</summary>
    internal void Unmark(OpenTrade dust)
    {
        dust.IsDust = false;
        Dust--;
    }

    /// <summary>Books the closing of a trade, or of a part of it.</summary>
    /// <param name="trade">Open.</param>
    /// <param name="order">The order that closes it.</param>
    /// <param name="fill">Of that order.</param>
    /// <param name="reason">The signal's or the exit rule's words.</param>
    /// <param name="isPart">
    /// True: the rest stays open. False: what is left over can be sold by no order and stays held beside the trades.
    /// </param>
    internal void Leave(OpenTrade trade, long order, in Fill fill, string reason, bool isPart)
    {
        var left = trade.ToClose - fill.Volume;
        Invariant.Holds(left >= 0);
        if (trade.IsShort)
        {
            Pay(trade, fill.Seconds);
            Cash -= fill.Cost + fill.Fee.Cash;
            Held += fill.Volume;
        }
        else
        {
            Cash += fill.Cost - fill.Fee.Cash;
            Held -= fill.Volume;
        }

        if (fill.Fee.InKind is { } kind)
            Pay(kind, isOutOfTrade: false);
        if (!isPart && left > 0)
            Residue += trade.IsShort ? -left : left;
        var loan = trade.IsShort ? new Loan(trade.SplitBorrowCost(fill.Volume), fill.Seconds) : null;
        var entry = isPart ? trade.Split(fill.Volume) : trade.Entry;
        _closed.Add(new ClosedTrade(trade.OpenOrder, order, entry, fill, trade.Reason, reason, loan));
        if (!isPart)
        {
            Invariant.Holds(_open.Remove(trade));
            _spare.Push(trade);
        }

        if (_terms is not null)
            ReviewShorts();
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

        throw new InvariantViolatedException($"trade {openOrder} cannot be closed: it is not open");
    }

    /// <summary>
    /// A fee that took no cash. Only a purchase's is taken out of what the trade can sell; any other taken in base is
    /// taken beside the trades.
    /// </summary>
    private void Pay(FeeInKind fee, bool isOutOfTrade)
    {
        PaidInOthers += fee.OtherWorth;
        _hasPaidInOthers |= fee.Others is not null;
        if (isOutOfTrade)
            return;
        Held -= fee.Base;
        Residue -= fee.Base;
    }

    private void Pay(OpenTrade trade, long now)
    {
        var paidUntil = trade.PaidUntil;
        var due = _terms!.Rollover(trade.Entry.Cost, ref paidUntil, now);
        trade.PaidUntil = paidUntil;
        trade.BorrowCost += due;
        Cash -= due;
    }

    /// <summary>Works out again what follows from the trades that are short; they are few.</summary>
    private void ReviewShorts()
    {
        (Owed, Margin, Tied, _nextRollover) = (0, 0, 0, long.MaxValue);
        foreach (var trade in OpenTrades)
        {
            if (!trade.IsShort)
                continue;
            var margin = _terms!.Margin(trade.Entry.Cost);
            Owed += trade.Entry.Volume;
            Margin += margin;
            Tied += trade.Entry.Cost + margin;
            _nextRollover = Math.Min(_nextRollover, trade.PaidUntil + ShortTerms.RolloverSeconds);
        }

        // The price at which equity, which is cash less what it costs to give back, is that share of the margin.
        LiquidationPrice = Owed > 0 && Held < 0
            ? (double)((Cash - ShortTerms.LiquidationLevel * Margin) / -Held)
            : double.PositiveInfinity;
    }

    private OpenTrade Add(long order, Side side, in Fill entry, string reason, ExitRules rules)
    {
        if (!_spare.TryPop(out var trade))
            trade = new OpenTrade();
        trade.Begin(order, side, in entry, reason, rules);
        _open.Add(trade);
        return trade;
    }
}
