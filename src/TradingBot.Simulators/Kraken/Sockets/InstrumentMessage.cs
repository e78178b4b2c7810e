using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Sockets;

/// <summary>The message of the instrument channel. Source: REFERENCE 5.2.</summary>
internal static class InstrumentMessage
{
    public static JsonObject Of(Exchange exchange, bool isSnapshot) =>
        MarketMessages.Envelope("instrument", isSnapshot, new JsonObject
        {
            ["assets"] = new JsonArray([.. exchange.Assets().Select(Asset)]),
            ["pairs"] = new JsonArray([.. exchange.Markets.Select(market => Pair(exchange, market))]),
        });

    private static JsonObject Asset(KrakenAsset asset) => new JsonObject
    {
        ["id"] = asset.DisplayName,
        ["status"] = "enabled",
        ["precision"] = asset.Decimals,
        ["precision_display"] = asset.DisplayDecimals,
        ["borrowable"] = false,
        ["collateral_value"] = 1.00m,
        ["margin_rate"] = 0.000000m,
        ["class"] = "currency",
        ["multiplier"] = 1.0m,
    };

    private static JsonObject Pair(Exchange exchange, SimulatedMarket market)
    {
        var (pair, rules) = (market.Pair, market.Instrument);
        return new JsonObject
        {
            ["symbol"] = pair.DisplayName,
            ["base"] = pair.Base.DisplayName,
            ["quote"] = pair.Quote.DisplayName,
            ["status"] = exchange.Status.Word(),
            ["qty_precision"] = rules.VolumeDecimals,
            ["qty_increment"] = rules.LotStep,
            ["qty_min"] = rules.MinimumVolume,
            ["price_precision"] = rules.PriceDecimals,
            ["price_increment"] = rules.TickSize,
            ["tick_size"] = rules.TickSize,
            ["cost_precision"] = pair.CostDecimals,
            ["cost_min"] = rules.MinimumNotional,
            ["marginable"] = false,
            ["has_index"] = true,
        };
    }
}
