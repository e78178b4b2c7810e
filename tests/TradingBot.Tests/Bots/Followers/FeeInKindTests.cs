using TradingBot.Bots.Followers;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Notifications;

namespace TradingBot.Tests.Bots.Followers;

/// <summary>A fee in another asset than the quote currency, where followers see it and show it.</summary>
public class FeeInKindTests
{
    private static readonly Fee Mixed = 0.01m + Fee.InBase(0.000002m, 8000) + Fee.InAsset("KFEE", 3, worth: 0.03m);

    [Fact]
    public void An_event_has_it_beside_the_fees_worth()
    {
        var json = FollowerJson.Write(Filled(Mixed));

        json.Should().Contain("\"fee\":0.056").And.Contain(
            "\"feeInKind\":{\"base\":0.000002,\"baseWorth\":0.016000,"
            + "\"others\":[{\"asset\":\"KFEE\",\"amount\":3,\"worth\":0.03}]}");
        FollowerJson.ReadEvent(json).Should().BeEquivalentTo(Filled(Mixed));
    }

    [Fact]
    public void An_event_of_a_fee_in_quote_is_what_it_was_before_fees_had_assets() =>
        FollowerJson.Write(Filled(0.04m)).Should().Contain("\"fee\":0.04,").And.NotContain("feeInKind");

    [Fact]
    public void A_fill_comes_back_with_the_same_fee()
    {
        var fill = new Fill(60, 8000, 0.002m, 16, Mixed + Fee.InAsset("BNB", 0.001m, worth: 0.6m));

        BotFill.Of(in fill).ToFill().Should().Be(fill);
    }

    [Fact]
    public void Slack_is_told_the_assets()
    {
        var entry = new Fill(60, 8000, 0.002m, 16, Fee.InBase(0.000002m, 8000));
        var trade = new BotTrade
        {
            OpenOrder = 1,
            OpenOrderId = null,
            Side = Side.Buy,
            Entry = BotFill.Of(in entry),
            Reason = "the candle rose",
            BorrowCost = 0,
            IsClosing = false,
            IsDust = false,
        };

        var notice = new OrderNotices(FollowedTrader.Profile)
            .Look([new BotEvent.TradeOpened(DateTime.UnixEpoch, trade)], EventStory.Snapshot).First();

        notice.Fields.Single(field => field.Name == "Fee").Value.Should().Be("0.000002 XBT (0.016 USD)");
    }

    private static BotEvent.OrderFilled Filled(Fee fee) =>
        new(DateTime.UnixEpoch, 1, "T1", Side.Buy, 0.002m, 8000, fee.Worth, IsMaker: false)
        {
            FeeInKind = BotFeeInKind.Of(fee),
        };
}
