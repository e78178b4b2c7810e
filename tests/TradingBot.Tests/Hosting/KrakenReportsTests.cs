using TradingBot.Core.Orders;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Hosting;

/// <summary>What the executions channel tells of an order, as the tracker is shown it.</summary>
public class KrakenReportsTests
{
    [Fact]
    public void A_fill_whose_fees_are_in_the_quote_currency_is_told_with_their_sum()
    {
        var report = Report(Fee("USD", 0.25m), Fee("USD", 0.05m));

        report.Execution.Should().Be(new Execution("T2", 0.4m, 25_000m, 0.30m, IsMaker: true));
        report.Fee.Should().BeNull("the fees come fill by fill");
    }

    [Theory]
    [InlineData("BTC")]
    [InlineData("KFEE")]
    public void A_fill_with_a_fee_in_another_currency_is_left_to_REST_which_tells_it_in_quote(string asset) =>
        Report(Fee("USD", 0.25m), Fee(asset, 0.00001m)).Execution.Should().BeNull();

    [Fact]
    public void What_has_traded_is_told_in_total_and_not_of_the_last_fill() =>
        (Report().Filled, Report().Cost).Should().Be((0.7m, 17_450m));

    [Theory]
    [InlineData("pending_new", ReportedStatus.Open)]
    [InlineData("partially_filled", ReportedStatus.Open)]
    [InlineData("filled", ReportedStatus.Filled)]
    [InlineData("canceled", ReportedStatus.Canceled)]
    [InlineData("expired", ReportedStatus.Expired)]
    public void An_order_is_over_when_the_channel_says_so(string word, ReportedStatus status) =>
        KrakenReports.Of(new OrderStep(Row(), Order() with { Status = word }, IsNewFill: false), "USD")
            .Status.Should().Be(status);

    [Theory]
    [InlineData("filled")]
    [InlineData("canceled")]
    [InlineData("expired")]
    public void An_end_without_the_orders_totals_is_not_believed(string word)
    {
        foreach (var row in new[] { Row() with { FilledQuantity = null }, Row() with { FilledCost = null } })
        {
            KrakenReports.Of(new OrderStep(row, Order() with { Status = word }, IsNewFill: true), "USD")
                .Status.Should().Be(ReportedStatus.Open, "a snapshot's row of a past fill has none");
        }
    }

    private static OrderReport Report(params FeeAmount[] fees) =>
        KrakenReports.Of(new OrderStep(Row() with { Fees = fees }, Order(), IsNewFill: true), "USD");

    private static FeeAmount Fee(string asset, decimal amount) => new() { Asset = asset, Amount = amount };

    private static ExecutionRow Row() => new()
    {
        OrderId = "O1",
        Step = "trade",
        FilledQuantity = 0.7m,
        FilledCost = 17_450m,
        FillId = "T2",
        FillQuantity = 0.4m,
        FillPrice = 25_000m,
        Liquidity = "m",
    };

    private static LiveOrder Order() => new(
        "O1", "c", "BTC/USD", "buy", "limit", "partially_filled", Quantity: 1, LimitPrice: 25_000m,
        FilledQuantity: 0.7m, FilledCost: 17_450m, AveragePrice: null, Reason: null);
}
