using TradingBot.Core.Market;
using TradingBot.Core.Trading;

namespace TradingBot.Core.Simulation;

/// <summary>
/// An exchange that fills market orders at the price it is given, plus slippage, for a fee, from balances of its own:
/// the engine's ledger and these balances are two books that must agree.
/// </summary>
public sealed class SimulatedExchange(Instrument instrument, FillModel model, decimal cash, decimal held = 0)
{
    private readonly List<OrderRequest> _waiting = [];
    private readonly RollingVolume _volume = new();
    private OrderOutcome[] _outcomes = new OrderOutcome[8];

    /// <summary>Quote currency.</summary>
    public decimal Cash { get; private set; } = cash;

    /// <summary>Base units.</summary>
    public decimal Held { get; private set; } = held;

    /// <summary>Orders not yet filled.</summary>
    public int Waiting => _waiting.Count;

    public void Submit(in OrderRequest request) => _waiting.Add(request);

    /// <summary>Fills or rejects every waiting order at the market's price, in the order they came.</summary>
    /// <param name="price">Quote currency.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <returns>The answers; valid until the next call.</returns>
    public ReadOnlySpan<OrderOutcome> Execute(double price, long seconds) =>
        _waiting.Count == 0 ? default : ExecuteWaiting(price, seconds);

    private ReadOnlySpan<OrderOutcome> ExecuteWaiting(double price, long seconds)
    {
        if (_outcomes.Length < _waiting.Count)
            _outcomes = new OrderOutcome[_waiting.Count * 2];
        var market = instrument.ExactPrice(price);
        var count = 0;
        foreach (var request in _waiting)
            _outcomes[count++] = Execute(in request, market, seconds);
        _waiting.Clear();
        return _outcomes.AsSpan(0, count);
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
            if (left == 0)
                return Settle(in request, Instrument.Money(cost / request.Volume), Instrument.Money(cost), seconds);
        }

        return OrderOutcome.Rejected(request.Number, "the book as we see it is not deep enough");
    }

    private OrderOutcome Execute(in OrderRequest request, decimal market, long seconds)
    {
        var price = Slipped(request.Side, market);
        return Settle(in request, price, Instrument.Money(price * request.Volume), seconds);
    }

    private OrderOutcome Settle(in OrderRequest request, decimal price, decimal cost, long seconds)
    {
        var fee = Instrument.Money(cost * TakerRate(seconds));
        var isBuy = request.Side == Side.Buy;
        var cashAfter = isBuy ? Cash - (cost + fee) : Cash + (cost - fee);
        var heldAfter = isBuy ? Held + request.Volume : Held - request.Volume;
        if (decimal.IsNegative(cashAfter) || decimal.IsNegative(heldAfter))
            return OrderOutcome.Rejected(request.Number, isBuy ? "insufficient funds" : "insufficient holdings");
        (Cash, Held) = (cashAfter, heldAfter);
        if (!model.Fees.IsFlat)
            _volume.Add(cost);
        return OrderOutcome.Filled(request.Number, new Fill(seconds, price, request.Volume, cost, fee));
    }

    private decimal TakerRate(long seconds)
    {
        if (model.Fees.IsFlat)
            return model.Fees.HighestTaker;
        _volume.MoveTo(seconds);
        return model.Fees.At(_volume.Total).Taker;
    }

    private decimal Slipped(Side side, decimal market)
    {
        if (model.Slippage == 0)
            return market;
        var factor = side == Side.Buy ? 1 + model.Slippage : 1 - model.Slippage;
        return instrument.RoundAgainst(side, market * factor);
    }
}
