using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>Every REST answer has the fields and JSON types of the example in Kraken's documentation.</summary>
public class ShapeTests
{
    // what only a pair or an account with margin has, what only some orders have
    private static readonly HashSet<string> Optional =
    [
        "AssetPairs.result.*.long_position_limit", "AssetPairs.result.*.short_position_limit",
        "AssetPairs.result.*.leverage_buy[]", "AssetPairs.result.*.leverage_sell[]",
        "TradeBalance.result.ml",
        "QueryOrders.result.*.trigger", "QueryOrders.result.*.reason", "QueryOrders.result.*.closetm", "QueryOrders.result.*.trades",
        "ClosedOrders.result.closed.*.trigger",
        "OpenOrders.result.open.*.trades",
    ];

    // newer than the examples, or present when there is something to say. Sources: REFERENCE 1.4, 2.3, changelog
    private static readonly HashSet<string> Additional =
    [
        "AssetPairs.result.*.execution_venue",
        "TradeBalance.result.uv",
        "OpenOrders.result.open.*.trigger", "OpenOrders.result.open.*.cl_ord_id",
        "OpenOrders.result.open.*.time_in_force", "OpenOrders.result.open.*.descr.aclass",
        "ClosedOrders.result.closed.*.time_in_force", "ClosedOrders.result.closed.*.descr.aclass",
        "QueryOrders.result.*.time_in_force", "QueryOrders.result.*.descr.aclass",
        "ClosedOrders.result.closed.*.trades",
        "TradesHistory.result.count",
    ];

    [OfficialExampleTheory]
    [InlineData("Time", "")]
    [InlineData("SystemStatus", "")]
    [InlineData("Assets", "")]
    [InlineData("AssetPairs", "")]
    [InlineData("Ticker", "?pair=XBTUSD")]
    [InlineData("OHLC", "?pair=XBTUSD")]
    [InlineData("Depth", "?pair=XBTUSD")]
    [InlineData("Trades", "?pair=XBTUSD")]
    [InlineData("Spread", "?pair=XBTUSD")]
    public async Task A_public_answer_has_the_official_shape(string endpoint, string query)
    {
        await using var rig = await Rig.StartAsync();

        Differences(endpoint, await rig.PublicAsync(endpoint + query)).Should().BeEmpty();
    }

    [OfficialExampleTheory]
    [InlineData("Balance", "")]
    [InlineData("TradeBalance", "")]
    [InlineData("TradeVolume", "pair=XBTUSD")]
    [InlineData("GetWebSocketsToken", "")]
    [InlineData("OpenOrders", "trades=true")]
    [InlineData("ClosedOrders", "")]
    [InlineData("QueryOrders", "txid=ALL&trades=true")]
    [InlineData("TradesHistory", "")]
    [InlineData("QueryTrades", "txid=FILL")]
    [InlineData("AddOrder", "pair=XBTUSD&type=buy&ordertype=limit&price=100&volume=1.45")]
    [InlineData("AddOrderBatch", "pair=XBTUSD&orders[0][type]=buy&orders[0][ordertype]=limit&orders[0][price]=100&orders[0][volume]=1"
        + "&orders[1][type]=buy&orders[1][ordertype]=limit&orders[1][price]=101&orders[1][volume]=1")]
    [InlineData("AmendOrder", "txid=OPEN&order_qty=0.2")]
    [InlineData("EditOrder", "txid=OPEN&pair=XBTUSD&volume=0.2")]
    [InlineData("CancelOrder", "txid=OPEN")]
    [InlineData("CancelAll", "")]
    [InlineData("CancelAllOrdersAfter", "timeout=60")]
    public async Task A_private_answer_has_the_official_shape(string endpoint, string form)
    {
        await using var rig = await Rig.StartAsync();
        var open = await rig.OrderAsync($"type=buy&ordertype=limit&price={rig.Price(0.9m)}&volume=0.1");
        var stop = await rig.OrderAsync($"type=sell&ordertype=stop-loss&price={rig.Price(0.8m)}&volume=0.1");
        var gone = await rig.OrderAsync($"type=sell&ordertype=take-profit&price={rig.Price(1.2m)}&volume=0.1");
        await rig.ResultAsync("CancelOrder", $"txid={gone}");
        var filled = await rig.OrderAsync("type=buy&ordertype=market&volume=0.1");
        form = form.Replace("ALL", $"{open},{stop},{gone},{filled}", StringComparison.Ordinal)
            .Replace("OPEN", open, StringComparison.Ordinal)
            .Replace("FILL", rig.Kraken.Record().Fills[0].Id, StringComparison.Ordinal);

        Differences(endpoint, await rig.PrivateAsync(endpoint, form)).Should().BeEmpty();
    }

    [OfficialExampleTheory]
    [InlineData("BalanceEx")]
    public async Task Extended_balances_are_strings_where_the_example_lost_the_quotes(string endpoint)
    {
        await using var rig = await Rig.StartAsync();

        var differences = Differences(endpoint, await rig.PrivateAsync(endpoint));

        // the documentation prints bare numbers; live they are strings (payloads/README, caveat 7)
        differences.Should().OnlyContain(difference => difference.EndsWith("number in quotes instead of Number"));
        differences.Select(difference => difference.Split(':')[0]).Distinct().Should().Equal(
            "BalanceEx.result.*.balance", "BalanceEx.result.*.hold_trade");
    }

    private static IReadOnlyList<string> Differences(string endpoint, JsonElement answer)
    {
        var walk = new ShapeWalk(Optional, Additional);
        walk.Compare(answer, OfficialExample.Of(endpoint), endpoint);
        return walk.Differences;
    }
}
