using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Backtesting.Fills;

/// <summary>The balances of a simulated exchange, and what it charges.</summary>
/// <param name="model">Costs.</param>
/// <param name="cash">Quote currency.</param>
/// <param name="held">Base units.</param>
/// <param name="shorts">What it has lent; null: it does not lend.</param>
/// <param name="shared">What it is a part of; null: it stands alone.</param>
internal sealed class SimulatedAccount(
    FillModel model, decimal cash, decimal held, ShortPositions? shorts, SharedBalance? shared = null)
{
    private readonly RollingVolume _volume = shared?.Volume ?? new RollingVolume();

    /// <summary>Quote currency.</summary>
    public decimal Cash
    {
        get;
        private set
        {
            shared?.Change(value - field);
            field = value;
        }
    } = cash;

    /// <summary>Base units; what was lent and is owed counts below 0.</summary>
    public decimal Held { get; private set; } = held;

    /// <summary>What all fills would have cost more at the fees' first tier, quote currency.</summary>
    public decimal FeesSaved { get; private set; }

    /// <summary>True where one may sell short.</summary>
    public bool Lends => shorts is not null;

    /// <summary>Money is put into the account, or below 0 taken out.</summary>
    /// <param name="amount">Quote currency.</param>
    public void ChangeCash(decimal amount) => Cash += amount;

    /// <summary>Charges what has fallen due for what was lent.</summary>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    public void ChargeForShorts(long seconds)
    {
        if (shorts is not null && seconds >= shorts.NextRollover)
            Cash -= shorts.MoveTo(seconds);
    }

    /// <summary>Books a trade, for its fee.</summary>
    /// <param name="request">The order.</param>
    /// <param name="volume">What is traded of it, base units.</param>
    /// <param name="cost">Quote currency.</param>
    /// <param name="seconds">Exchange time, unix seconds.</param>
    /// <param name="isMaker">True when the order rested.</param>
    /// <param name="fee">What it is charged.</param>
    /// <returns>False where the balances do not allow it, and nothing is booked.</returns>
    public bool TryBook(
        in OrderRequest request, decimal volume, decimal cost, long seconds, bool isMaker, out Fee fee)
    {
        var rate = Rate(seconds, isMaker);
        var worth = Instrument.Money(cost * rate);
        var isBuy = request.Side == Side.Buy;
        fee = isBuy && model.BuysPayInBase && Instrument.Money(volume * rate) is > 0 and var baseFee
            ? Fee.InBase(baseFee, Instrument.AveragePrice(cost, volume))
            : worth;
        var cashAfter = isBuy ? Cash - (cost + fee.Cash) : Cash + (cost - fee.Cash);
        var heldAfter = isBuy ? Held + volume : Held - volume;
        if (fee.InKind is { } kind)
            heldAfter -= kind.Base;
        if (request.IsOnMargin)
        {
            var equity = Cash + Instrument.Money(Held * cost / volume);
            if (shorts?.Trade(in request, volume, cost, seconds, equity - worth) is not { } borrowing)
                return false;
            cashAfter -= borrowing;
        }
        else if (shorts is null
            ? cashAfter < 0 || heldAfter < 0
            : (isBuy && cashAfter < shorts.Tied) || heldAfter + shorts.Volume < 0)
        {
            return false;
        }
        else if (isBuy && shared is not null && shared.Cash < Cash - cashAfter)
        {
            return false;
        }

        (Cash, Held) = (cashAfter, heldAfter);
        if (!model.Fees.IsFlat)
        {
            _volume.Add(cost);
            FeesSaved += Instrument.Money(cost * model.Fees.At(0).Rate(isMaker)) - worth;
        }

        return true;
    }

    private decimal Rate(long seconds, bool isMaker)
    {
        if (!model.Fees.IsFlat)
            _volume.MoveTo(seconds);
        return model.Fees.At(_volume.Total).Rate(isMaker);
    }
}
