using TradingBot.Core.Accounts;

namespace TradingBot.Core.Engine;

/// <summary>
/// The money that several engines trade with. Each has a ledger of its own that begins with its budget; what is left
/// for all of them follows from those ledgers, and is kept nowhere else.
/// </summary>
/// <param name="balance">At the beginning, quote currency.</param>
public sealed class SharedCash(decimal balance)
{
    private readonly List<CashShare> _shares = [];

    /// <summary>At the beginning, quote currency.</summary>
    public decimal Balance => balance;

    /// <summary>Cash that no order on its way and no short has a claim on, quote currency.</summary>
    internal decimal Free
    {
        get
        {
            var free = balance;
            foreach (var share in _shares)
                free += share.Change;
            return free;
        }
    }

    /// <summary>The part of one more engine.</summary>
    public CashShare Share()
    {
        var share = new CashShare(this);
        _shares.Add(share);
        return share;
    }
}

/// <summary>One engine's part in <see cref="SharedCash"/>.</summary>
public sealed class CashShare
{
    private readonly SharedCash _cash;
    private Ledger? _ledger;
    private Outbox? _outbox;

    internal CashShare(SharedCash cash) => _cash = cash;

    /// <summary>
    /// Entries that its own budget would have paid for and that were not sent, because the others had the money.
    /// </summary>
    public long Refusals { get; internal set; }

    /// <summary>Entries that were sent smaller than its own budget allowed, for the same reason.</summary>
    public long Reductions { get; internal set; }

    /// <summary>What it leaves of the account's money more than it found, quote currency; below 0: less.</summary>
    internal decimal Change =>
        _ledger is null ? 0 : _ledger.Cash - _ledger.StartCash - _ledger.Tied - (_outbox?.Reserved ?? 0);

    /// <summary>What of its own money it may spend, quote currency.</summary>
    internal decimal AtMost(decimal own) => Math.Min(own, _cash.Free);

    /// <summary>No candle follows that could fill its orders: what was held back for them is for the others.</summary>
    internal void EndOrders() => _outbox = null;

    internal void BelongsTo(Ledger ledger, Outbox outbox) => (_ledger, _outbox) = (ledger, outbox);
}
