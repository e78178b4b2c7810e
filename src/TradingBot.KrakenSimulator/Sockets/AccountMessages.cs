using System.Text.Json.Nodes;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation.Matching;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.KrakenSimulator.Pairs;

namespace TradingBot.KrakenSimulator.Sockets;

/// <summary>The messages of the balances channel. Source: REFERENCE 5.2.</summary>
internal static class AccountMessages
{
    public static JsonObject Snapshot(Exchange exchange) =>
        MarketMessages.Envelope("balances", isSnapshot: true, new JsonArray([.. Rows(exchange)]));

    /// <summary>The two ledger rows of a fill.</summary>
    public static JsonObject Of(Exchange exchange, SimulatedMarket market, OwnTrade trade)
    {
        var sign = trade.Side == Side.Buy ? 1 : -1;
        var quoteFee = trade.BaseFee == 0 ? trade.Fee : 0;
        return MarketMessages.Envelope("balances", isSnapshot: false, new JsonArray(
            Row(exchange, market.Pair.Base, sign * trade.Volume, trade.BaseFee, trade),
            Row(exchange, market.Pair.Quote, -sign * trade.Cost, quoteFee, trade)));
    }

    private static IEnumerable<JsonNode> Rows(Exchange exchange)
    {
        foreach (var name in exchange.Venue.Account.Assets)
        {
            var asset = exchange.FindAsset(name);
            var balance = Wire.Scaled(exchange.Venue.Account.Balance(name), asset?.Decimals ?? 10);
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

    private static JsonObject Row(Exchange exchange, KrakenAsset asset, decimal amount, decimal fee, OwnTrade trade) =>
        new()
        {
            ["asset"] = asset.DisplayName,
            ["asset_class"] = "currency",
            ["amount"] = Wire.Scaled(amount, asset.Decimals),
            ["balance"] = Wire.Scaled(exchange.Venue.Account.Balance(asset.AltName), asset.Decimals),
            ["fee"] = Wire.Scaled(fee, asset.Decimals),
            ["ledger_id"] = exchange.Venue.NewId('L'),
            ["ref_id"] = trade.Id,
            ["timestamp"] = UnixTime.Stamp(trade.Time),
            ["type"] = "trade",
            ["subtype"] = "tradespot",
            ["category"] = "trade",
            ["wallet_type"] = "spot",
            ["wallet_id"] = "main",
        };
}
