using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>The messages of the balances channel. Source: REFERENCE 5.2.</summary>
internal static class AccountMessages
{
    private const int DefaultDecimals = 10; // of an asset that no pair trades

    public static JsonObject Snapshot(Exchange exchange) =>
        MarketMessages.Envelope("balances", isSnapshot: true, new JsonArray([.. Rows(exchange)]));

    /// <summary>What was written into the ledger at once.</summary>
    public static JsonObject Of(Exchange exchange, IReadOnlyList<LedgerEntry> entries) => MarketMessages.Envelope(
        "balances", isSnapshot: false, new JsonArray([.. entries.Select(entry => (JsonNode)Row(exchange, entry))]));

    private static IEnumerable<JsonNode> Rows(Exchange exchange)
    {
        foreach (var name in exchange.Venue.Account.Assets)
        {
            var asset = exchange.FindAsset(name);
            var balance = Wire.Scaled(exchange.Venue.Account.Balance(name), asset?.Decimals ?? DefaultDecimals);
            yield return new JsonObject
            {
                ["asset"] = asset?.DisplayName ?? name,
                ["asset_class"] = "currency",
                ["balance"] = balance,
                ["wallets"] = new JsonArray(
                    new JsonObject { ["type"] = "spot", ["id"] = "main", ["balance"] = balance }),
            };
        }
    }

    private static JsonObject Row(Exchange exchange, LedgerEntry entry)
    {
        var asset = exchange.FindAsset(entry.Asset);
        var decimals = asset?.Decimals ?? DefaultDecimals;
        return new JsonObject
        {
            ["asset"] = asset?.DisplayName ?? entry.Asset,
            ["asset_class"] = "currency",
            ["amount"] = Wire.Scaled(entry.Amount, decimals),
            ["balance"] = Wire.Scaled(entry.Balance, decimals),
            ["fee"] = Wire.Scaled(entry.Fee, decimals),
            ["ledger_id"] = entry.Id,
            ["ref_id"] = entry.Reference,
            ["timestamp"] = UnixTime.Stamp(entry.Time),
            ["type"] = entry.Kind,
            ["subtype"] = entry.Subtype,
            ["category"] = entry.Kind,
            ["wallet_type"] = "spot",
            ["wallet_id"] = "main",
        };
    }
}
