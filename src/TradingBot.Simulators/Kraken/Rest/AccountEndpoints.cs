using System.Globalization;
using System.Text.Json.Nodes;
using TradingBot.Core.Accounts;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Balance, BalanceEx, TradeBalance, TradeVolume, OpenPositions, GetWebSocketsToken, GetApiKeyInfo.</summary>
internal static class AccountEndpoints
{
    private const int MoneyDecimals = 4;

    public static JsonNode Balance(Exchange exchange, RequestParameters parameters)
    {
        var result = new JsonObject();
        foreach (var (id, decimals, balance, _) in Owned(exchange))
            result[id] = Wire.Text(balance, decimals);
        return result;
    }

    public static JsonNode BalanceEx(Exchange exchange, RequestParameters parameters)
    {
        var result = new JsonObject();
        foreach (var (id, decimals, balance, held) in Owned(exchange))
        {
            result[id] = new JsonObject
            {
                ["balance"] = Wire.Text(balance, decimals),
                ["hold_trade"] = Wire.Text(held, decimals),
            };
        }

        return result;
    }

    public static JsonNode TradeBalance(Exchange exchange, RequestParameters parameters)
    {
        var total = Wire.Text(Equity(exchange, parameters.Text("asset")), MoneyDecimals);
        return new JsonObject
        {
            ["eb"] = total,
            ["tb"] = total,
            ["m"] = "0.0000",
            ["n"] = "0.0000",
            ["c"] = "0.0000",
            ["v"] = "0.0000",
            ["e"] = total,
            ["mf"] = total,
            ["uv"] = "0.0000",
        };
    }

    public static JsonNode TradeVolume(Exchange exchange, RequestParameters parameters)
    {
        var result = new JsonObject
        {
            ["currency"] = "ZUSD",
            ["volume"] = Wire.Text(exchange.Venue.Volume30Days, MoneyDecimals),
        };
        var names = parameters.List("pair");
        if (names.Count == 0)
            return result;
        var (taker, maker) = (new JsonObject(), new JsonObject());
        foreach (var market in names.Select(exchange.MarketOf).DistinctBy(market => market.Pair.Id))
        {
            taker[market.Pair.Id] = Fees(exchange, tier => tier.Taker);
            maker[market.Pair.Id] = Fees(exchange, tier => tier.Maker);
        }

        result["fees"] = taker;
        result["fees_maker"] = maker;
        return result;
    }

    /// <summary>There is no margin trading here, so there are none.</summary>
    public static JsonNode OpenPositions(Exchange exchange, RequestParameters parameters) => new JsonObject();

    public static JsonNode WebSocketsToken(Exchange exchange, RequestParameters parameters) => new JsonObject
    {
        ["token"] = exchange.Tokens.Issue(exchange.Now),
        ["expires"] = SocketTokens.LifeSeconds,
    };

    /// <summary>Kraken's page names the fields; the words of the permissions are ours.</summary>
    public static JsonNode ApiKeyInfo(Exchange exchange, RequestParameters parameters) => new JsonObject
    {
        ["api_key_name"] = "offline",
        ["permissions"] = new JsonArray([.. exchange.Permissions.Select(word => (JsonNode)word)]),
    };

    /// <summary>Id, decimals, balance and hold of everything the account has an entry for.</summary>
    private static IEnumerable<(string Id, int Decimals, decimal Balance, decimal Held)> Owned(Exchange exchange)
    {
        var account = exchange.Venue.Account;
        foreach (var name in account.Assets)
        {
            var asset = exchange.FindAsset(name);
            yield return (asset?.Id ?? name, asset?.Decimals ?? 10, account.Balance(name), account.Held(name));
        }
    }

    /// <summary>
    /// What the account owns, in an asset, dollars unless it is named; what no pair leads to counts nothing.
    /// </summary>
    /// <exception cref="KrakenRefusal">There is no such asset.</exception>
    private static decimal Equity(Exchange exchange, string? name)
    {
        if (exchange.FindAsset(name ?? "ZUSD") is not { } asset)
            return name is null ? 0 : throw new KrakenRefusal("EQuery:Unknown asset");
        var rates = AssetRates.Into(exchange, asset);
        return exchange.Assets().Sum(
            owned => exchange.Venue.Account.Balance(owned.AltName) * rates.GetValueOrDefault(owned.Id));
    }

    private static JsonObject Fees(Exchange exchange, Func<FeeTier, decimal> rate)
    {
        var tiers = exchange.Fees.Tiers;
        var now = exchange.Venue.FeeTier;
        var next = tiers.FirstOrDefault(tier => tier.FromVolume > now.FromVolume);
        var hasNext = next.FromVolume > now.FromVolume;
        return new JsonObject
        {
            ["fee"] = Percent(rate(now)),
            ["minfee"] = Percent(tiers.Min(rate)),
            ["maxfee"] = Percent(tiers.Max(rate)),
            ["nextfee"] = hasNext ? Percent(rate(next)) : null,
            ["nextvolume"] = hasNext ? Wire.Text(next.FromVolume, MoneyDecimals) : null,
            ["tiervolume"] = Wire.Text(now.FromVolume, MoneyDecimals),
        };
    }

    private static string Percent(decimal rate) => (rate * 100).ToString("0.0000", CultureInfo.InvariantCulture);
}
