namespace TradingBot.Core.Market.Figures;

/// <summary>
/// Computes the figures of one market from its book and its trades, for whoever wants them: live, in a recording that
/// is played again, in a strategy. It is shown every change, and asked when figures are wanted, as a rule once a
/// minute.
/// </summary>
/// <remarks>
/// A change costs a look at the best prices only. While a side is empty there is no middle: such a book is passed over,
/// and what comes next is compared with the last that had both sides. A stamp older than one before it counts as that.
/// </remarks>
public sealed class MinuteFiguresBuilder
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromSeconds(300);

    private readonly RecentStates<Quote> _quotes = new(FiveMinutes);
    private readonly RecentStates<TradeFlow> _trades = new(Minute);
    private BookLevel _bid;
    private BookLevel _ask;
    private decimal _orderFlow;
    private DateTime _now;

    /// <summary>Takes the book after a change of it.</summary>
    /// <param name="book">As it is now.</param>
    /// <param name="time">UTC.</param>
    public void Add(OrderBook book, DateTime time)
    {
        MoveTo(time);
        if (book.Bids.IsEmpty || book.Asks.IsEmpty)
            return;
        var (bid, ask) = (book.Bids[0], book.Asks[0]);
        var mid = (double)((bid.Price + ask.Price) / 2);
        if (_quotes.Count == 0)
        {
            (_bid, _ask, _orderFlow) = (bid, ask, 0);
            _quotes.Add(_now, new Quote(OrderFlow: 0, mid, SquaredReturn: 0));
            return;
        }

        _orderFlow = Growth(in _bid, in bid, bid.Price.CompareTo(_bid.Price))
            - Growth(in _ask, in ask, _ask.Price.CompareTo(ask.Price));
        if (bid == _bid && ask == _ask)
            return; // the last state holds on
        (_bid, _ask) = (bid, ask);
        ref readonly var last = ref _quotes[_quotes.Count - 1];
        var change = Math.Log(mid / last.Mid);
        _quotes.Add(_now, new Quote(last.OrderFlow + _orderFlow, mid, change * change));
    }

    /// <summary>Takes a trade.</summary>
    /// <param name="taker">The side of the order that took.</param>
    /// <param name="volume">Base units.</param>
    /// <param name="time">UTC.</param>
    public void Add(Side taker, decimal volume, DateTime time)
    {
        MoveTo(time);
        _trades.Add(_now, _trades[_trades.Count - 1].With(taker, volume));
    }

    /// <summary>Forgets all: something may have been missed, and nothing is known of what happens over a gap.</summary>
    public void Restart()
    {
        _quotes.Clear();
        _trades.Clear();
    }

    /// <summary>Computes the figures.</summary>
    /// <param name="book">As it was last taken.</param>
    /// <param name="time">UTC, not before the last change.</param>
    /// <returns>Null while one of the book's sides is empty, and before it was first taken.</returns>
    public MinuteFigures? Build(OrderBook book, DateTime time)
    {
        if (_quotes.Count == 0 || BookFigures.Of(book) is not { } figures)
            return null;
        ref readonly var now = ref _quotes[_quotes.Count - 1];
        var ago = _quotes.IndexAt(time - Minute);
        return new MinuteFigures(
            time,
            figures,
            _orderFlow,
            ago < 0 ? null : now.OrderFlow - _quotes[ago].OrderFlow,
            ago < 0 ? null : Math.Log(now.Mid / _quotes[ago].Mid) * 10_000,
            Volatility(time - FiveMinutes),
            TradesSince(time - Minute));
    }

    /// <summary>What a change added to the best level of one side: of a price that is left, all is gone.</summary>
    /// <param name="before">The level as it was.</param>
    /// <param name="after">The level as it is.</param>
    /// <param name="step">Above 0 where its price is a better one than before, below 0 where it is a worse one.</param>
    private static decimal Growth(in BookLevel before, in BookLevel after, int step) =>
        (step >= 0 ? after.Quantity : 0) - (step <= 0 ? before.Quantity : 0);

    private double? Volatility(DateTime since)
    {
        var ago = _quotes.IndexAt(since);
        if (ago < 0)
            return null;
        // Added up anew each time: a running sum would keep the rounding of every return that has left it.
        var sum = 0.0;
        for (var i = ago + 1; i < _quotes.Count; i++)
            sum += _quotes[i].SquaredReturn;
        return Math.Sqrt(sum) * 10_000;
    }

    private TradeFlow? TradesSince(DateTime since) =>
        _trades.IndexAt(since) is >= 0 and var ago ? _trades[_trades.Count - 1].Since(in _trades[ago]) : null;

    private void MoveTo(DateTime time)
    {
        if (_trades.Count > 0)
        {
            _now = time > _now ? time : _now;
            return;
        }

        _now = time;
        _trades.Add(time, default); // from here on all are seen
    }

    /// <summary>The best prices from a moment on.</summary>
    /// <param name="OrderFlow">Order-flow imbalance since the start, base units.</param>
    /// <param name="Mid">Quote currency.</param>
    /// <param name="SquaredReturn">Of the middle, from the state before.</param>
    private readonly record struct Quote(decimal OrderFlow, double Mid, double SquaredReturn);
}
