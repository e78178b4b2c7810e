using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>
/// An exchange whose book and trades come from a recording, in their order. Orders meet the book as it stands when they
/// arrive: they take what it holds, level by level, and what is left of a limit order rests until trades or offers of
/// the recording reach it. A market order trades whole or not at all, as on paper: nobody knows at which price the rest
/// would have traded. It knows no balances and no fees: it says what traded, at which price, and when that is known.
/// </summary>
/// <remarks>
/// The recording does not know of our orders. So a fill is bounded by what the recording shows to have been traded or
/// newly offered, each quantity fills one order only, and what was taken from a level is gone until its next update.
/// Nothing is allocated for an event once the lists have reached their size.
/// </remarks>
public sealed class RecordedMarket
{
    private readonly Instrument _instrument;
    private readonly bool _hasQueues;
    private readonly MessagesUnderway _underway = new();
    private readonly RestingOrders _bids;
    private readonly RestingOrders _asks;
    private readonly RecordedBook _book;
    private OrderAnswer[] _answers = new OrderAnswer[8];
    private int _count;
    private DateTime? _knownSince;

    /// <param name="instrument">What is traded.</param>
    /// <param name="depth">Levels of each side that are recorded, at least 1.</param>
    /// <param name="model">How resting orders are filled; null: <see cref="QueueModel.Proportional"/>.</param>
    /// <param name="pairing">
    /// How far apart the exchange may stamp a trade and the fall of its level, 0 or more; null: 100 ms.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A figure outside its range.</exception>
    public RecordedMarket(Instrument instrument, int depth, QueueModel? model = null, TimeSpan? pairing = null)
    {
        var queues = model ?? QueueModel.Proportional;
        var pairs = pairing ?? TimeSpan.FromMilliseconds(100);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, TimeSpan.Zero, nameof(pairing));
        (_instrument, _hasQueues) = (instrument, queues != QueueModel.TradeThrough);
        (_bids, _asks) = (new RestingOrders(queues, pairs), new RestingOrders(queues, pairs));
        _book = new RecordedBook(depth);
    }

    /// <summary>The recorded book as it stands, without our orders; to be read only.</summary>
    public OrderBook Book => _book.Levels;

    /// <summary>False before the first book, and in a gap of the recording.</summary>
    public bool IsKnown => _knownSince is not null;

    /// <summary>Own orders in the book.</summary>
    public int Resting => _bids.Count + _asks.Count;

    /// <summary>Sends an order.</summary>
    /// <param name="order">Any; the answers have its number.</param>
    /// <param name="decided">When it was decided by our clock, UTC.</param>
    /// <param name="latency">Of its way, and of that of its answers.</param>
    public void Submit(in OrderRequest order, DateTime decided, in OrderLatency latency) =>
        _underway.Add(new OrderMessage(latency.ArrivalOf(decided), order, Cancelled: 0, latency));

    /// <summary>Takes back an order that has not arrived, as one that waits for the end of a gap.</summary>
    /// <returns>False where it has arrived: only <see cref="Cancel"/> ends it then.</returns>
    public bool Recall(long order) => _underway.Remove(order);

    /// <summary>
    /// Asks for what is left of an order to be cancelled; there is no answer where it does not rest by then.
    /// </summary>
    /// <param name="order">Its number.</param>
    /// <param name="decided">By our clock, UTC.</param>
    /// <param name="latency">Of the request's way, and of that of its answer.</param>
    public void Cancel(long order, DateTime decided, in OrderLatency latency) =>
        _underway.Add(new OrderMessage(latency.ArrivalOf(decided), default, order, latency));

    /// <summary>Takes the whole book: at the start, and after a gap of the recording.</summary>
    /// <param name="levels">All of both sides.</param>
    /// <param name="time">Exchange time, UTC.</param>
    /// <returns>
    /// The answers to orders that it led to, as all methods do: in their order, valid until the next call.
    /// </returns>
    public ReadOnlySpan<OrderAnswer> Restore(ReadOnlySpan<LevelChange> levels, DateTime time)
    {
        Begin(time);
        _book.Clear();
        foreach (ref readonly var level in levels)
            _book.Set(level.Side, level.Price, level.Quantity);
        _knownSince = time;
        _bids.Requeue(_book);
        _asks.Requeue(_book);
        foreach (ref readonly var level in levels)
            Offer(level.Side, level.Price, level.Quantity, time);
        return Answers;
    }

    /// <summary>
    /// Tells of a gap in the recording: nobody knows the book until it is restored. What arrives in between waits for
    /// that.
    /// </summary>
    /// <param name="time">Exchange time, UTC.</param>
    public ReadOnlySpan<OrderAnswer> Interrupt(DateTime time)
    {
        Begin(time);
        _knownSince = null;
        _book.Clear();
        return Answers;
    }

    /// <summary>Takes a change of one level.</summary>
    /// <param name="change">Of the book.</param>
    /// <param name="time">Exchange time, UTC.</param>
    /// <exception cref="InvariantViolatedException">The book has not been restored.</exception>
    public ReadOnlySpan<OrderAnswer> Update(in LevelChange change, DateTime time)
    {
        Begin(time);
        Invariant.Holds(_knownSince is not null);
        var (side, price) = (change.Side, change.Price);
        var quantity = change.IsEvicted ? 0 : change.Quantity;
        var before = OrdersOf(Opposite(side)).AreMet(price) ? _book.RestingAt(side, price) ?? 0 : 0;
        _book.Set(side, price, quantity);
        OrdersOf(side).Update(price, change.IsEvicted ? null : quantity, time);
        Offer(side, price, quantity - before, time);
        return Answers;
    }

    /// <summary>Takes a trade.</summary>
    /// <param name="taker">The side of the order that took.</param>
    /// <param name="price">Quote currency.</param>
    /// <param name="quantity">Base units.</param>
    /// <param name="time">Exchange time, UTC.</param>
    public ReadOnlySpan<OrderAnswer> Trade(Side taker, decimal price, decimal quantity, DateTime time)
    {
        Begin(time);
        var left = quantity;
        var orders = OrdersOf(Opposite(taker));
        for (var i = 0; i < orders.Count && orders[i].Request.Meets(price); i++)
        {
            var order = orders[i];
            if (time <= order.Since)
                continue; // told late: it came before the order
            var reaching = left;
            if (order.Limit != price)
                order.Queue.BecomeFirst();
            else
                reaching = _hasQueues ? order.Queue.Trade(quantity, left, time) : 0;
            left -= Fill(orders, ref i, reaching, time);
        }

        return Answers;
    }

    /// <summary>Says that everything up to a moment has been told: what has arrived by then is answered.</summary>
    /// <param name="time">Exchange time, UTC.</param>
    public ReadOnlySpan<OrderAnswer> AdvanceTo(DateTime time)
    {
        Begin(time.AddTicks(1));
        return Answers;
    }

    private ReadOnlySpan<OrderAnswer> Answers => _answers.AsSpan(0, _count);

    private RestingOrders OrdersOf(Side side) => side == Side.Buy ? _bids : _asks;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>Lets arrive what arrives before an event; what arrives at its moment meets what it changed.</summary>
    private void Begin(DateTime time)
    {
        _count = 0;
        while (_knownSince is { } since && _underway.TryTake(time, out var message))
        {
            var arrival = message.Arrival < since ? since : message.Arrival;
            if (message.Cancelled == 0)
                Place(in message, arrival);
            else if (!TryWithdraw(_bids, in message, arrival))
                TryWithdraw(_asks, in message, arrival);
        }
    }

    private void Place(in OrderMessage message, DateTime time)
    {
        var (order, latency) = (message.Order, message.Latency);
        if (IsRefused(in order))
        {
            Answer(in order, OrderAnswerKind.Refused, time, in latency, order.Intent.Price, order.Volume);
            return;
        }

        if (!order.Rests && !_book.HasFree(Opposite(order.Side), order.Volume, _instrument))
        {
            Answer(in order, OrderAnswerKind.TooLarge, time, in latency, price: 0, order.Volume);
            return;
        }

        var left = Take(in order, time, in latency);
        if (left == 0)
            return;
        var limit = order.Intent.Price;
        OrdersOf(order.Side).Add(in message, left, time, _book.RestingAt(order.Side, limit));
        Answer(in order, OrderAnswerKind.Rests, time, in latency, limit, left);
    }

    private bool TryWithdraw(RestingOrders orders, in OrderMessage message, DateTime time)
    {
        var index = orders.IndexOf(message.Cancelled);
        if (index < 0)
            return false;
        var order = orders[index];
        var latency = message.Latency;
        Answer(in order.Request, OrderAnswerKind.Cancelled, time, in latency, order.Limit, order.Left);
        orders.RemoveAt(index);
        return true;
    }

    /// <summary>Takes what the book offers, as far as its own price allows.</summary>
    /// <returns>What has not traded, base units.</returns>
    private decimal Take(in OrderRequest order, DateTime time, in OrderLatency latency)
    {
        var (left, offers) = (order.Volume, Opposite(order.Side));
        foreach (ref readonly var level in _book.Of(offers))
        {
            if (left == 0 || (order.Rests && !order.Meets(level.Price)))
                break;
            var volume = _instrument.RoundVolumeDown(Math.Min(left, _book.Free(offers, in level)));
            if (volume == 0)
                continue;
            _book.Take(offers, level.Price, volume);
            left -= volume;
            Answer(in order, OrderAnswerKind.Filled, time, in latency, level.Price, volume);
        }

        return left;
    }

    private bool IsRefused(in OrderRequest order) => order.Intent.Style == OrderStyle.PostOnly
        && _book.BestFree(Opposite(order.Side)) is { } best && order.Meets(best);

    /// <summary>
    /// Somebody offers at an own order's limit or beyond it: nobody stands there ahead of it any more.
    /// </summary>
    /// <param name="side">Of the offer.</param>
    /// <param name="price">Quote currency.</param>
    /// <param name="added">By what the level has grown, base units.</param>
    /// <param name="time">Exchange time.</param>
    private void Offer(Side side, decimal price, decimal added, DateTime time)
    {
        var left = added;
        var orders = OrdersOf(Opposite(side));
        for (var i = 0; i < orders.Count && left > 0 && orders[i].Request.Meets(price); i++)
        {
            orders[i].Queue.BecomeFirst();
            var filled = Fill(orders, ref i, left, time);
            if (filled == 0)
                continue;
            _book.Take(side, price, filled);
            left -= filled;
        }
    }

    /// <summary>Fills an order that rests at its limit; one that is filled up is taken out of the list.</summary>
    /// <returns>What is filled of it, base units.</returns>
    private decimal Fill(RestingOrders orders, ref int index, decimal reaching, DateTime time)
    {
        var order = orders[index];
        var volume = _instrument.RoundVolumeDown(Math.Min(order.Left, reaching));
        if (volume == 0)
            return 0;
        order.Left -= volume;
        var latency = order.Latency;
        var happened = time < order.Since ? order.Since : time;
        Answer(in order.Request, OrderAnswerKind.Filled, happened, in latency, order.Limit, volume, isMaker: true);
        if (order.Left == 0)
            orders.RemoveAt(index--);
        return volume;
    }

    private void Answer(
        in OrderRequest order,
        OrderAnswerKind kind,
        DateTime time,
        in OrderLatency latency,
        decimal price,
        decimal volume,
        bool isMaker = false)
    {
        if (_count == _answers.Length)
            Array.Resize(ref _answers, _count * 2);
        _answers[_count++] = new OrderAnswer(order.Number, kind, time, latency.KnownAt(time), price, volume, isMaker);
    }
}
