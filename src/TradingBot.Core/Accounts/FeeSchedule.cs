namespace TradingBot.Core.Accounts;

/// <summary>Fees by 30-day volume. Rates are fractions of the cost: 0.0026 is 0.26 %.</summary>
public sealed class FeeSchedule
{
    private readonly FeeTier[] _tiers;

    /// <param name="name">What a report calls it.</param>
    /// <param name="tiers">Rising in volume, the first from 0.</param>
    /// <exception cref="ArgumentException">No tier, a wrong order, or a rate outside 0 to 1.</exception>
    public FeeSchedule(string name, IEnumerable<FeeTier> tiers)
    {
        Name = name;
        _tiers = [.. tiers];
        if (_tiers.Length == 0 || _tiers[0].FromVolume != 0)
            throw new ArgumentException("a fee schedule starts with a tier from volume 0", nameof(tiers));
        for (var i = 1; i < _tiers.Length; i++)
        {
            if (_tiers[i].FromVolume <= _tiers[i - 1].FromVolume)
                throw new ArgumentException("the tiers of a fee schedule rise in volume", nameof(tiers));
        }

        if (_tiers.Any(tier => tier.Maker is < 0 or >= 1 || tier.Taker is < 0 or >= 1))
            throw new ArgumentException("a fee rate is a fraction from 0 up to, not including, 1", nameof(tiers));
        HighestTaker = _tiers.Max(tier => tier.Taker);
    }

    public string Name { get; }

    public IReadOnlyList<FeeTier> Tiers => _tiers;

    /// <summary>The worst taker rate of all tiers: what must be held back before the tier is known.</summary>
    public decimal HighestTaker { get; }

    /// <summary>True when the rate does not depend on the volume.</summary>
    public bool IsFlat => _tiers.Length == 1;

    /// <summary>One rate for maker and taker, whatever the volume.</summary>
    public static FeeSchedule Flat(decimal rate) => new("flat rate", [new FeeTier(0, rate, rate)]);

    /// <summary>The tier of a 30-day volume in the schedule's currency.</summary>
    public ref readonly FeeTier At(decimal volume30Days)
    {
        var i = _tiers.Length - 1;
        while (i > 0 && _tiers[i].FromVolume > volume30Days)
            i--;
        return ref _tiers[i];
    }
}
