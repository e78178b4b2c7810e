using TradingBot.Core.Orders;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Rest.Wire;
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

    [Fact]
    public void A_fee_taken_in_base_is_told_with_its_amount_and_its_worth_at_the_fills_price()
    {
        var fee = Report(Fee("USD", 0.25m), Fee("BTC", 0.00001m)).Execution!.Fee;

        (fee.Cash, fee.Base, fee.BaseWorth, fee.Worth).Should().Be((0.25m, 0.00001m, 0.25m, 0.50m));
    }

    [Fact]
    public void A_fee_in_a_third_asset_is_left_to_REST_because_the_channel_does_not_say_what_it_is_worth() =>
        Report(Fee("USD", 0.25m), Fee("KFEE", 0.00001m)).Execution.Should().BeNull();

    [Theory]
    [InlineData("fciq", 0.4, true)]
    [InlineData("fcib", 0.4, false)]
    [InlineData("post,fcib", 0.4, false)]
    [InlineData("fcib", 0, true)]
    [InlineData(null, 0.4, true)]
    public void REST_shows_what_a_fee_in_base_is_worth_and_not_how_much_it_was(
        string? flags, double filled, bool isTold)
    {
        var order = new OrderInfo
        {
            Status = "closed",
            OpenSeconds = 0,
            Description = new OrderDescription(),
            Volume = 0.4m,
            FilledVolume = (decimal)filled,
            Cost = 10_000,
            Fee = 26,
            AveragePrice = 25_000,
            Flags = flags,
        };

        KrakenReports.Of("O1", order).Fee.Should().Be(isTold ? new Core.Orders.Fee(26) : null);
    }

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
        KrakenReports.Of(new OrderStep(Row(), Order() with { Status = word }, IsNewFill: false))
            .Status.Should().Be(status);

    [Theory]
    [InlineData("filled")]
    [InlineData("canceled")]
    [InlineData("expired")]
    public void An_end_without_the_orders_totals_is_not_believed(string word)
    {
        foreach (var row in new[] { Row() with { FilledQuantity = null }, Row() with { FilledCost = null } })
        {
            KrakenReports.Of(new OrderStep(row, Order() with { Status = word }, IsNewFill: true))
                .Status.Should().Be(ReportedStatus.Open, "a snapshot's row of a past fill has none");
        }
    }

    private static OrderReport Report(params FeeAmount[] fees) =>
        KrakenReports.Of(new OrderStep(Row() with { Fees = fees }, Order(), IsNewFill: true));

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
