using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Core.Accounts;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Time, SystemStatus, Assets, AssetPairs.</summary>
internal static class GeneralEndpoints
{
    public static JsonNode Time(Exchange exchange, RequestParameters parameters) => new JsonObject
    {
        ["unixtime"] = UnixTime.Seconds(exchange.ShownNow),
        ["rfc1123"] = exchange.ShownNow.ToString("ddd, dd MMM yy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
    };

    public static JsonNode SystemStatus(Exchange exchange, RequestParameters parameters) => new JsonObject
    {
        ["status"] = exchange.Status.Word(),
        ["timestamp"] = UnixTime.ShortStamp(exchange.ShownNow),
    };

    public static JsonNode Assets(Exchange exchange, RequestParameters parameters)
    {
        var wanted = parameters.List("asset");
        var assets = wanted.Count == 0
            ? exchange.Assets()
            : wanted.Select(name => exchange.FindAsset(name) ?? throw new KrakenRefusal("EQuery:Unknown asset"));
        var result = new JsonObject();
        foreach (var asset in assets)
        {
            result[asset.Id] = new JsonObject
            {
                ["aclass"] = "currency",
                ["altname"] = asset.AltName,
                ["decimals"] = asset.Decimals,
                ["display_decimals"] = asset.DisplayDecimals,
                ["collateral_value"] = 1,
                ["status"] = "enabled",
            };
        }

        return result;
    }

    public static JsonNode AssetPairs(Exchange exchange, RequestParameters parameters)
    {
        var info = parameters.Text("info") ?? "info";
        var result = new JsonObject();
        foreach (var market in Wanted(exchange, parameters))
        {
            var display = parameters.Text("assetVersion") == "1";
            var row = info switch
            {
                "info" => Row(exchange, market, display),
                "leverage" => new JsonObject
                {
                    ["leverage_buy"] = Leverage(market),
                    ["leverage_sell"] = Leverage(market),
                },
                "fees" => Fees(exchange, market, display),
                "margin" => new JsonObject { ["margin_call"] = 80, ["margin_stop"] = 40 },
                _ => throw KrakenRefusal.Argument("info"),
            };
            result[display ? market.Pair.DisplayName : market.Pair.Id] = row;
        }

        return result;
    }

    /// <summary>The markets that <c>pair</c> names, or all.</summary>
    /// <exception cref="KrakenRefusal">One of them is unknown.</exception>
    public static IEnumerable<SimulatedMarket> Wanted(Exchange exchange, RequestParameters parameters)
    {
        var names = parameters.List("pair");
        return names.Count == 0 ? exchange.Markets : [.. names.Select(exchange.MarketOf)];
    }

    private static JsonObject Row(Exchange exchange, SimulatedMarket market, bool display)
    {
        var (pair, rules) = (market.Pair, market.Instrument);
        var row = new JsonObject
        {
            ["altname"] = pair.AltName,
            ["wsname"] = pair.SocketName,
            ["aclass_base"] = "currency",
            ["base"] = display ? pair.Base.DisplayName : pair.Base.Id,
            ["aclass_quote"] = "currency",
            ["quote"] = display ? pair.Quote.DisplayName : pair.Quote.Id,
            ["lot"] = "unit",
            ["cost_decimals"] = pair.CostDecimals,
            ["pair_decimals"] = rules.PriceDecimals,
            ["lot_decimals"] = rules.VolumeDecimals,
            ["lot_multiplier"] = 1,
            ["leverage_buy"] = Leverage(market),
            ["leverage_sell"] = Leverage(market),
        };
        foreach (var (name, value) in Fees(exchange, market, display).ToList())
            row[name] = value?.DeepClone();
        row["margin_call"] = 80;
        row["margin_stop"] = 40;
        row["ordermin"] = Wire.Short(rules.MinimumVolume);
        row["costmin"] = Wire.Short(rules.MinimumNotional);
        row["tick_size"] = Wire.Short(rules.TickSize);
        row["status"] = exchange.Status.Word();
        row["execution_venue"] = "international";
        return row;
    }

    private static JsonArray Leverage(SimulatedMarket market) =>
        [.. market.Instrument.SellLeverage.Select(number => (JsonNode)number)];

    private static JsonObject Fees(Exchange exchange, SimulatedMarket market, bool display) => new()
    {
        ["fees"] = FeeRows(exchange, tier => tier.Taker),
        ["fees_maker"] = FeeRows(exchange, tier => tier.Maker),
        ["fee_volume_currency"] = display ? "USD" : "ZUSD",
    };

    private static JsonArray FeeRows(Exchange exchange, Func<FeeTier, decimal> rate) =>
        [.. exchange.Fees.Tiers.Select(tier => new JsonArray(Plain(tier.FromVolume), Plain(rate(tier) * 100)))];

    private static JsonNode Plain(decimal value) => decimal.Parse(Wire.Short(value), CultureInfo.InvariantCulture);
}
