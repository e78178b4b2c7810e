using TradingBot.Core.Orders;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>What an order was charged, by the account's ledger.</summary>
public class KrakenLedgerTests
{
    private static readonly string First = Row("T1", "XXBT", 0.01m) + Row("T1", "ZUSD", 0);
    private static readonly string SecondsBase = Row("T2", "XXBT", 0.02m);
    private static readonly string SecondsQuote = Row("T2", "ZUSD", 0.3m);
    private static readonly string Others = Row("T9", "XXBT", 0.5m) + Row("T9", "ZUSD", 5);

    [Fact]
    public async Task It_is_the_sum_over_the_orders_own_fills_in_either_asset()
    {
        var (fee, form) = await FeeAsync(First + SecondsBase + SecondsQuote + Others);

        fee.Should().Be(0.3m + Fee.InBase(0.03m, price: 100));
        form.Should().Contain("&start=1795175939&", "a ledger leaves out what is of the very second it begins with");
    }

    [Fact]
    public async Task It_is_unknown_while_a_row_of_a_fill_is_not_listed_yet()
    {
        foreach (var second in new[] { SecondsBase, SecondsQuote, "" })
            (await FeeAsync(First + second + Others)).Fee.Should().BeNull();
    }

    private static async Task<(Fee? Fee, string Form)> FeeAsync(string rows)
    {
        var result = $"{{\"ledger\":{{{rows.TrimEnd(',')}}},\"count\":0}}";
        var network = new ScriptedHandler(ScriptedHandler.Result(result));
        using var kraken = new TestKraken(network);
        var order = new OrderInfo
        {
            Status = "closed",
            OpenSeconds = 1795175940.25m,
            Description = new OrderDescription(),
            Volume = 2,
            FilledVolume = 2,
            Cost = 200,
            Fee = 3.3m,
            AveragePrice = 100,
            Trades = ["T1", "T2"],
        };
        var fee = await new KrakenLedger(kraken.Account).FeeAsync(TestKraken.Listed, order, CancellationToken.None);
        return (fee, network.Requests[0].Body);
    }

    private static string Row(string fill, string asset, decimal fee) => FormattableString.Invariant(
        $$"""
        "{{fill}}-{{asset}}":{"refid":"{{fill}}","time":10.5,"type":"trade","subtype":"","asset":"{{asset}}",
        "amount":"1","fee":"{{fee}}","balance":"1"},
        """);
}
