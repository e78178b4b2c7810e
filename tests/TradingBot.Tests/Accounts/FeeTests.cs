using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Tests.Accounts;

public class FeeTests
{
    private static readonly Fee InAll = 0.5m + Fee.InBase(0.001m, 20_000) + Fee.InAsset("KFEE", 30, worth: 0.3m)
        + Fee.InAsset("BNB", 0.01m, worth: 6);

    [Fact]
    public void A_number_is_a_fee_taken_from_the_quote_balance()
    {
        Fee fee = 0.25m;

        (fee.Worth, fee.Cash, fee.Base, fee.OtherWorth, fee.InKind).Should().Be((0.25m, 0.25m, 0m, 0m, null));
    }

    [Fact]
    public void What_is_taken_from_each_balance_is_told_apart_and_counts_together()
    {
        (InAll.Worth, InAll.Cash, InAll.Base, InAll.BaseWorth, InAll.OtherWorth)
            .Should().Be((26.8m, 0.5m, 0.001m, 20m, 6.3m));
        InAll.InKind!.Others.Should().Be(new AssetFee("BNB", 0.01m, 6, new AssetFee("KFEE", 30, 0.3m)));
    }

    [Fact]
    public void The_order_of_adding_makes_no_difference()
    {
        var other = Fee.InAsset("BNB", 0.01m, worth: 6) + Fee.InAsset("KFEE", 30, worth: 0.3m)
            + Fee.InBase(0.0004m, 20_000) + 0.5m + Fee.InBase(0.0006m, 20_000);

        other.Should().Be(InAll);
        (InAll + other).InKind!.Others!.Amount.Should().Be(0.02m, "one asset has one entry");
    }

    [Fact]
    public void What_is_taken_away_again_leaves_money_only() =>
        (InAll - (InAll - 0.5m)).Should().Be(new Fee(0.5m));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 7)]
    public void A_share_and_the_rest_are_the_whole_in_each_asset(int part, int whole)
    {
        var share = InAll.Share(part, whole);

        (share + (InAll - share)).Should().Be(InAll);
        share.Base.Should().BeApproximately(InAll.Base * part / whole, 0.000001m);
        share.Cash.Should().BeApproximately(InAll.Cash * part / whole, 0.000001m);
    }

    [Fact]
    public void It_is_shown_in_its_assets_and_with_its_worth_where_it_is_not_money_only()
    {
        FeeText.Of(0.52m, "XBT", "USD").Should().Be("0.52 USD");
        FeeText.Of(Fee.InBase(0.000025m, 20_000), "XBT", "USD").Should().Be("0.000025 XBT (0.50 USD)");
        FeeText.Of(InAll, "XBT", "USD").Should().Be("0.50 USD + 0.001 XBT + 0.01 BNB + 30 KFEE (26.80 USD)");
    }
}
