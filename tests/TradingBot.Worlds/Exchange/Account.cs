
namespace TradingBot.Worlds.Exchange;

/// <summary>The account: what it holds, and the ledger that says why.</summary>
internal sealed class Account
{
    public const string BaseAsset = "XXBT";
    public const string QuoteAsset = "ZUSD";

    private readonly List<LedgerEntry> _ledger = [];

    /// <summary>Base units.</summary>
    public decimal Base { get; private set; }

    /// <summary>Quote currency.</summary>
    public decimal Quote { get; private set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => _ledger;

    /// <summary>Somebody else moves money in or out.</summary>
    public void Move(string asset, decimal amount, string type, DateTime time) =>
        Enter(asset, amount, 0, type, $"FT{_ledger.Count:D6}", time);

    /// <summary>Both entries of a fill.</summary>
    public void Book(Fill fill)
    {
        var sign = fill.Order.IsBuy ? 1 : -1;
        Enter(BaseAsset, sign * fill.Volume, fill.BaseFee, "trade", fill.Id, fill.Time);
        Enter(QuoteAsset, -sign * fill.Cost, fill.BaseFee > 0 ? 0 : fill.Fee, "trade", fill.Id, fill.Time);
    }

    private void Enter(string asset, decimal amount, decimal fee, string type, string reference, DateTime time)
    {
        var balance = asset == BaseAsset ? Base += amount - fee : Quote += amount - fee;
        _ledger.Add(new LedgerEntry($"L{_ledger.Count:D6}", reference, time, type, asset, amount, fee, balance));
    }
}

/// <summary>One change of a balance.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Reference">Of a trade: the fill's id.</param>
/// <param name="Time">UTC.</param>
/// <param name="Type">trade, deposit, withdrawal.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">Without the fee; below 0 when it goes out.</param>
/// <param name="Fee">0 or more.</param>
/// <param name="Balance">After it.</param>
internal sealed record LedgerEntry(
    string Id,
    string Reference,
    DateTime Time,
    string Type,
    string Asset,
    decimal Amount,
    decimal Fee,
    decimal Balance);
