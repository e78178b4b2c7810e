using System.Runtime.CompilerServices;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>
/// An exchange that fills market orders at the price it is given, plus slippage, for a fee, from balances of its own:
/// the engine's ledger and these balances are two books that must agree. A limit order that the price does not cross
/// rests; it is filled, whole and at its limit, once the market has traded beyond it: a touch proves nothing, as others
/// may have stood before it.
/// </summary>
/// <param name="instrument">What is traded.</param>
/// <param name="model">Costs.</param>
/// <param name="cash">Quote currency.</param>
/// <param name="held">Base units.</param>
/// <param name="patience">How long a limit order rests; null: for ever.</param>
/// <param name="shortTerms">On what terms it lends; null: it does not.</param>
/// <param name="lent">What it has lent already; it is owed in <paramref name="held"/>.</param>
/// <param name="shared">What the cash is a part of; null: it stands alone.</param>
public sealed class SimulatedExchange(
    Instrument instrument,
    FillModel model,
    decimal cash,
    decimal held = 0,
    TimeSpan? patience = null,
    ShortTerms? shortTerms = null,
    IEnumerable<ShortLot>? lent = null,
    SharedBalance? shared = null)
{
    /// <summary>Why a market order is refused that a real book cannot fill.</summary>
    internal const string NotDeepEnough = "the order book as received is not deep enough";

    private readonly SimulatedAccount _account = new(
        model, cash, held, shortTerms is null ? null : new ShortPositions(shortTerms, lent ?? []), shared);

    private readonly OrderQueue _submitted = new();
    private readonly List<(OrderRequest Order, double Limit, long Since)> _resting = [];
    private readonly TimeSpan _patience = patience ?? TimeSpan.MaxValue;
    private OrderOutcome[] _outcomes = new OrderOutcome[8];

    /// <summary>Quote currency.</summary>
    public decimal Cash => _account.Cash;

    /// <summary>Base units; what was lent and is owed counts below 0.</summary>
    public decimal Held => _account.Held;

    /// <summary>What all fills would have cost more at the fees' first tier, quote currency.</summary>
    public decimal FeesSaved => _account.FeesSaved;

    /// <summary>Orders not yet filled.</summary>
    public int Waiting
    {
        // Asked at every candle.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Submitted + _resting.Count;
    }

    /// <summary>Orders that no price has met since they came.</summary>
    internal int Submitted => _submitted.Count;

    /// <summary>True where one may sell short.</summary>
    public bool Lends => _account.Lends;

    /// <summary>Orders that rest in the book.</summary>
    public int Resting => _resting.Count;

    /// <summary>Money is put into the account, or below 0 taken out.</summary>
    /// <param name="amount">Quote currency.</param>
    public void ChangeCash(decimal amount) => _account.ChangeCash(amount);

    public void Submit(in OrderRequest request) => _submitted.Add(in request);

    /// <summary>Fills or rejects what waits, in its order, at the market's price; limits not crossed rest.</summary>
    /// <param name="price">Quote currency.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <returns>The answers; valid until the next call.</returns>
    public ReadOnlySpan<OrderOutcome> Execute(double price, long seconds)
    {
        var count = 0;
        for (var left = Submitted; left > 0; left--)
        {
            if (ExecuteNext(price, seconds, out var outcome))
                Answer(ref count, in outcome);
        }

        return _outcomes.AsSpan(0, count);
    }

    /// <summary>
    /// Trades a limit order with a real book, as far as the book reaches its limit. One that has just come takes each
    /// level at its own price; one that rested is taken at its limit.
    /// </summary>
    /// <param name="request">A limit order.</param>
    /// <param name="left">What has not traded of it, base units.</param>
    /// <param name="book">As it is now.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <param name="isMaker">True when it rested.</param>
    /// <returns>The fill, its volume 0 where nothing is on offer; null where the balances do not allow it.</returns>
    public Fill? Meet(in OrderRequest request, decimal left, OrderBook book, long seconds, bool isMaker)
    {
        var (volume, cost, limit) = (0m, 0m, request.Intent.Price);
        var isBuy = request.Side == Side.Buy;
        foreach (ref readonly var level in isBuy ? book.Asks : book.Bids)
        {
            if (volume == left || !request.Meets(level.Price))
                break;
            var taken = Math.Min(left - volume, level.Quantity);
            volume += taken;
            cost += taken * (isMaker ? limit : level.Price);
        }

        if (volume == 0)
            return default(Fill);
        cost = Instrument.Money(cost);
        return _account.TryBook(in request, volume, cost, seconds, isMaker, out var fee)
            ? new Fill(seconds, Instrument.AveragePrice(cost, volume), volume, cost, fee)
            : null;
    }

    /// <summary>Charges what has fallen due for what was lent.</summary>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    public void ChargeForShorts(long seconds) => _account.ChargeForShorts(seconds);

    /// <summary>Takes back what has rested as long as it may.</summary>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <returns>The answers; valid until the next call, as with the others.</returns>
    public ReadOnlySpan<OrderOutcome> Expire(long seconds)
    {
        var count = 0;
        for (var i = 0; i < _resting.Count; i++)
        {
            var (order, _, since) = _resting[i];
            if (order.IsOutOfTime(TimeSpan.FromSeconds(seconds - since), _patience))
                Answer(ref count, OrderOutcome.Withdrawn(TakeResting(ref i).Number, default, isOutOfTime: true));
        }

        return _outcomes.AsSpan(0, count);
    }

    /// <summary>Takes back the entries that rest.</summary>
    public ReadOnlySpan<OrderOutcome> WithdrawEntries()
    {
        var count = 0;
        for (var i = 0; i < _resting.Count; i++)
        {
            if (_resting[i].Order.IsTakenBack(exitsToo: false))
                Answer(ref count, OrderOutcome.Withdrawn(TakeResting(ref i).Number, default, isOutOfTime: false));
        }

        return _outcomes.AsSpan(0, count);
    }

    /// <summary>Fills what rests on the way of a market that has been at both prices, each at its limit.</summary>
    public ReadOnlySpan<OrderOutcome> Cross(double low, double high, long seconds)
    {
        var count = 0;
        for (var i = 0; i < _resting.Count; i++)
        {
            var (order, limit, _) = _resting[i];
            if (!RestingRules.IsBeyond(order.Side, limit, order.Side == Side.Buy ? low : high))
                continue;
            TakeResting(ref i);
            var price = order.Intent.Price;
            var cost = Instrument.Money(price * order.Volume);
            Answer(ref count, Settle(in order, price, cost, seconds, isMaker: true));
        }

        return _outcomes.AsSpan(0, count);
    }

    /// <summary>The limit that a market on its way between two prices goes beyond first; null: none.</summary>
    public double? NearestLimit(double from, double to)
    {
        double? nearest = null;
        foreach (var (order, limit, _) in _resting)
        {
            if (RestingRules.IsBeyond(order.Side, limit, from) || !RestingRules.IsBeyond(order.Side, limit, to))
                continue;
            if (!(from > to ? limit <= nearest : limit >= nearest))
                nearest = limit;
        }

        return nearest;
    }

    /// <summary>
    /// Fills or rejects the first order that was submitted, which there must be; a limit not crossed rests.
    /// </summary>
    /// <param name="price">Quote currency.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <param name="outcome">The answer, where there is one.</param>
    /// <returns>False where it rests: there is no answer yet.</returns>
    internal bool ExecuteNext(double price, long seconds, out OrderOutcome outcome)
    {
        ref readonly var request = ref _submitted.Take();
        var market = instrument.ExactPrice(price);
        if (request.Rests && !RestingRules.IsBeyond(request.Side, request.Intent.Price, market))
        {
            _resting.Add((request, (double)request.Intent.Price, seconds));
            outcome = default;
            return false;
        }

        outcome = Execute(in request, market, seconds);
        return true;
    }

    private void Answer(ref int count, in OrderOutcome outcome)
    {
        if (count == _outcomes.Length)
            Array.Resize(ref _outcomes, count * 2);
        _outcomes[count++] = outcome;
    }

    private OrderRequest TakeResting(ref int index)
    {
        var order = _resting[index].Order;
        _resting.RemoveAt(index--);
        return order;
    }

    /// <summary>Fills one order at once by walking the levels of a real book, best first.</summary>
    /// <param name="request">A market order.</param>
    /// <param name="book">As it is now.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    public OrderOutcome Execute(in OrderRequest request, OrderBook book, long seconds)
    {
        var left = request.Volume;
        var cost = 0m;
        foreach (ref readonly var level in request.Side == Side.Buy ? book.Asks : book.Bids)
        {
            var taken = Math.Min(left, level.Quantity);
            cost += taken * level.Price;
            left -= taken;
            if (left > 0)
                continue;
            var price = Instrument.AveragePrice(cost, request.Volume);
            return Settle(in request, price, Instrument.Money(cost), seconds);
        }

        return OrderOutcome.Rejected(request.Number, NotDeepEnough);
    }

    private OrderOutcome Execute(in OrderRequest request, decimal market, long seconds)
    {
        if (request.Intent.Style == OrderStyle.PostOnly)
            return OrderOutcome.Rejected(request.Number, RestingRules.WouldHaveTraded, wouldHaveTraded: true);
        var price = Slipped(request.Side, market);
        if (request.Rests)
        {
            price = request.Side == Side.Buy
                ? Math.Min(price, request.Intent.Price) : Math.Max(price, request.Intent.Price);
        }

        return Settle(in request, price, Instrument.Money(price * request.Volume), seconds);
    }

    private OrderOutcome Settle(
        in OrderRequest request, decimal price, decimal cost, long seconds, bool isMaker = false)
    {
        if (_account.TryBook(in request, request.Volume, cost, seconds, isMaker, out var fee))
            return OrderOutcome.Filled(request.Number, new Fill(seconds, price, request.Volume, cost, fee));
        return OrderOutcome.Rejected(request.Number, WhatIsLacking(in request));
    }

    /// <summary>Why the balances do not allow an order.</summary>
    internal static string WhatIsLacking(in OrderRequest request) =>
        request.IsOnMargin ? "insufficient margin"
        : request.Side == Side.Buy ? "insufficient funds"
        : "insufficient holdings";

    private decimal Slipped(Side side, decimal market)
    {
        if (model.Slippage == 0)
            return market;
        var factor = side == Side.Buy ? 1 + model.Slippage : 1 - model.Slippage;
        return instrument.RoundAgainst(side, market * factor);
    }
}
