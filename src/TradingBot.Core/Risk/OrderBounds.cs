using TradingBot.Core.Market;

namespace TradingBot.Core.Risk;

/// <summary>
/// <see cref="OrderLimits"/> for orders that are nearly all well within them: two products of doubles tell those, and
/// only what is close is compared exactly, which takes ten times as long.
/// </summary>
/// <param name="exact">What is allowed.</param>
internal sealed class OrderBounds(in OrderLimits exact)
{
    /// <summary>Far above what two conversions to doubles and a product can be wrong by.</summary>
    private const double Margin = 1e-9;

    private readonly OrderLimits _exact = exact;
    private readonly double _volumeAbove = (double)exact.MinimumVolume * (1 + Margin);
    private readonly double _volumeBelow = (double)exact.MaximumVolume * (1 - Margin);
    private readonly double _notionalAbove = (double)exact.MinimumNotional * (1 + Margin);
    private readonly double _notionalBelow = (double)exact.MaximumNotional * (1 - Margin);

    /// <summary>What is allowed.</summary>
    public ref readonly OrderLimits Exact => ref _exact;

    /// <summary>Why an order cannot be this large; <see cref="Refusal.None"/> where it can.</summary>
    /// <param name="volume">Base units, on the instrument's grid.</param>
    /// <param name="price">Quote currency, above 0.</param>
    public Refusal Review(decimal volume, decimal price)
    {
        var units = (double)volume;
        var notional = units * (double)price;
        if (units > _volumeAbove && units < _volumeBelow && notional > _notionalAbove && notional < _notionalBelow)
            return Refusal.None;
        return _exact.IsTooSmall(volume, price) ? Refusal.BelowMinimum
            : _exact.IsTooLarge(volume, price) ? Refusal.AboveMaximum
            : Refusal.None;
    }
}
