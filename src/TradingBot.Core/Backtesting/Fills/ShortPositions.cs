using System.Runtime.InteropServices;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>
/// What the simulated exchange has lent: a position for each trade, which an order that only reduces closes. Kraken
/// closes the oldest position of the pair first, which comes to the same money but for the fees of borrowing.
/// </summary>
internal sealed class ShortPositions
{
    private readonly ShortTerms _terms;
    private readonly List<ShortLot> _lots;

    public ShortPositions(ShortTerms terms, IEnumerable<ShortLot> open)
    {
        (_terms, _lots) = (terms, [.. open]);
        Schedule();
    }

    /// <summary>Base units.</summary>
    public decimal Volume => Sum(lot => lot.Volume);

    /// <summary>Quote currency.</summary>
    public decimal Margin => Sum(lot => _terms.Margin(lot.Cost));

    /// <summary>Cash that no purchase may use, quote currency.</summary>
    public decimal Tied => Sum(lot => lot.Cost + _terms.Margin(lot.Cost));

    /// <summary>Unix seconds of the next charge; the largest number while nothing is lent.</summary>
    public long NextRollover { get; private set; }

    /// <summary>Lends what is sold short, or takes back what is bought for it.</summary>
    /// <param name="request">On margin.</param>
    /// <param name="volume">What is traded of it, base units.</param>
    /// <param name="cost">Quote currency.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <param name="equity">Of the account after the fee of the trade, quote currency.</param>
    /// <returns>
    /// What is charged for borrowing, quote currency; null where the equity does not reach or nothing is owed for the
    /// trade.
    /// </returns>
    public decimal? Trade(in OrderRequest request, decimal volume, decimal cost, long seconds, decimal equity)
    {
        if (request.Purpose == OrderPurpose.Close) // whatever it costs: an account may come to owe money
            return Close(request.Intent.Trade, volume, seconds);
        var fee = _terms.OpeningFee(cost);
        if (equity - fee < Margin + _terms.Margin(cost))
            return null;
        Open(request.Number, volume, cost, seconds);
        return fee;
    }

    /// <summary>Moves on to a moment.</summary>
    /// <returns>What has fallen due by then, quote currency.</returns>
    public decimal MoveTo(long seconds)
    {
        var due = 0m;
        for (var i = 0; i < _lots.Count; i++)
            due += Charge(i, seconds);
        Schedule();
        return due;
    }

    private void Open(long trade, decimal volume, decimal cost, long seconds)
    {
        var index = IndexOf(trade); // a limit order may be filled in parts
        if (index < 0)
            _lots.Add(new ShortLot(trade, volume, cost, seconds));
        else
            _lots[index] = _lots[index] with { Volume = _lots[index].Volume + volume, Cost = _lots[index].Cost + cost };
        Schedule();
    }

    private decimal? Close(long trade, decimal volume, long seconds)
    {
        var index = IndexOf(trade);
        if (index < 0 || volume > _lots[index].Volume)
            return null;
        var due = Charge(index, seconds);
        var lot = _lots[index];
        if (volume == lot.Volume)
        {
            _lots.RemoveAt(index);
        }
        else
        {
            var cost = Instrument.Money(lot.Cost * volume / lot.Volume);
            _lots[index] = lot with { Volume = lot.Volume - volume, Cost = lot.Cost - cost };
        }

        Schedule();
        return due;
    }

    private int IndexOf(long trade) => _lots.FindIndex(lot => lot.Trade == trade);

    private decimal Charge(int index, long seconds)
    {
        ref var lot = ref CollectionsMarshal.AsSpan(_lots)[index];
        var paidUntil = lot.PaidUntil;
        var due = _terms.Rollover(lot.Cost, ref paidUntil, seconds);
        lot = lot with { PaidUntil = paidUntil };
        return due;
    }

    private void Schedule()
    {
        NextRollover = long.MaxValue;
        foreach (var lot in _lots)
            NextRollover = Math.Min(NextRollover, lot.PaidUntil + ShortTerms.RolloverSeconds);
    }

    private decimal Sum(Func<ShortLot, decimal> figure)
    {
        var sum = 0m;
        foreach (var lot in _lots)
            sum += figure(lot);
        return sum;
    }
}
