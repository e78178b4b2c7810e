using TradingBot.Core;
namespace TradingBot.Simulators.Matching;

/// <summary>The balances of the one account of a venue, and what is held back for open orders.</summary>
public sealed class VenueAccount
{
    private readonly SortedDictionary<string, (decimal Balance, decimal Held)> _assets = new(StringComparer.Ordinal);

    /// <summary>Assets with an entry, by name.</summary>
    public IReadOnlyCollection<string> Assets => _assets.Keys;

    /// <summary>Everything the account owns of an asset, held or not.</summary>
    public decimal Balance(string asset) => _assets.GetValueOrDefault(asset).Balance;

    /// <summary>What open orders hold back.</summary>
    public decimal Held(string asset) => _assets.GetValueOrDefault(asset).Held;

    /// <summary>What a new order may use.</summary>
    public decimal Available(string asset)
    {
        var (balance, held) = _assets.GetValueOrDefault(asset);
        return balance - held;
    }

    /// <summary>Adds to, or takes from, balance and hold.</summary>
    /// <exception cref="InvariantViolatedException">More would be held than there is, or less than nothing.</exception>
    public void Change(string asset, decimal balance, decimal held = 0)
    {
        var before = _assets.GetValueOrDefault(asset);
        var after = (Balance: before.Balance + balance, Held: before.Held + held);
        Invariant.Holds(after.Held >= 0 && after.Balance >= after.Held);
        _assets[asset] = after;
    }
}
