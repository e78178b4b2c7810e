using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>
/// Every change of the account's balances, oldest first. The amounts of an asset less their fees add up to its balance.
/// </summary>
/// <param name="account">Whose balances have already changed when an entry is written.</param>
/// <param name="seed">Of its ids: they are not the venue's, so that what is booked does not change those of
/// orders.</param>
internal sealed class AccountLedger(VenueAccount account, ulong seed)
{
    public const string Trade = "trade";
    private const string Deposit = "deposit";
    private const string Withdrawal = "withdrawal";

    private readonly VenueIds _ids = new(seed);
    private readonly List<LedgerEntry> _entries = [];

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public static bool IsKind(string word) => word is Trade or Deposit or Withdrawal;

    /// <summary>Writes the two entries of a fill: base, then quote.</summary>
    public IReadOnlyList<LedgerEntry> Book(OwnTrade fill, Instrument pair)
    {
        var sign = fill.Side == Side.Buy ? 1 : -1;
        var quoteFee = fill.BaseFee == 0 ? fill.Fee : 0;
        return
        [
            Write(fill.Id, fill.Time, Trade, pair.Base, sign * fill.Volume, fill.BaseFee),
            Write(fill.Id, fill.Time, Trade, pair.Quote, -sign * fill.Cost, quoteFee),
        ];
    }

    /// <summary>Writes what came from outside, or went there.</summary>
    public LedgerEntry Book(DateTime time, string asset, decimal amount) =>
        Write(_ids.Next('F'), time, amount < 0 ? Withdrawal : Deposit, asset, amount, fee: 0);

    private LedgerEntry Write(string reference, DateTime time, string kind, string asset, decimal amount, decimal fee)
    {
        var entry = new LedgerEntry(
            _ids.Next('L'), reference, time, kind, asset, amount, fee, account.Balance(asset));
        _entries.Add(entry);
        return entry;
    }
}
