using System.Text.Json.Serialization;

namespace TradingBot.Exchanges.Kraken.Sockets.Wire;

/// <summary>balances: an asset in a snapshot, a ledger row in an update.</summary>
internal sealed record BalanceRow
{
    public required string Asset { get; init; }

    /// <summary>Of all wallets in a snapshot; of the wallet that changed, after the change, in an update.</summary>
    public required decimal Balance { get; init; }

    /// <summary>Snapshot only.</summary>
    public WalletBalance[]? Wallets { get; init; }

    /// <summary>Update only: what changed, without the fee.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Update only.</summary>
    public decimal? Fee { get; init; }

    public string? LedgerId { get; init; }

    /// <summary>Of a trade, the fill's id.</summary>
    [JsonPropertyName("ref_id")]
    public string? ReferenceId { get; init; }

    public string? Type { get; init; }

    public string? Category { get; init; }

    public string? WalletType { get; init; }

    public string? WalletId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? Timestamp { get; init; }
}
