using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Tests.Accounts;

/// <summary>Fees in whatever asset, in the books; prices of 100 and 110, volumes of 1, fees of 1 %.</summary>
public class LedgerFeeTests
{
    private static readonly ExitRules Rules = new([], PriceSource.Close, intrabar: false);
    private readonly Ledger _ledger = new(startCash: 1000);

    [Fact]
    public void A_fee_in_quote_is_taken_from_the_cash()
    {
        Buy(fee: 1);

        (_ledger.Cash, _ledger.Held, _ledger.Fees, _ledger.Equity(100)).Should().Be((899m, 1m, 1m, 999m));
    }

    [Fact]
    public void A_fee_in_base_is_taken_out_of_what_was_bought_and_not_from_the_cash()
    {
        var trade = Buy(Fee.InBase(0.01m, 100));

        (_ledger.Cash, _ledger.Held, trade.ToClose).Should().Be((900m, 0.99m, 0.99m));
        (_ledger.Fees, _ledger.Equity(100)).Should().Be((1m, 999m));
    }

    [Fact]
    public void A_fee_in_a_third_asset_leaves_cash_and_holdings_and_counts_by_its_worth_in_equity_fees_and_profit()
    {
        var trade = Buy(Fee.InAsset("BNB", 0.002m, worth: 1));

        (_ledger.Cash, _ledger.Held, trade.ToClose, _ledger.Fees).Should().Be((900m, 1m, 1m, 1m));
        (_ledger.PaidInOthers, _ledger.Equity(100)).Should().Be((1m, 999m));

        Sell(trade, volume: 1, Fee.InAsset("BNB", 0.002m, worth: 1.1m));

        var closed = _ledger.Closed.Should().ContainSingle().Subject;
        (closed.Gross, closed.Fees, closed.Profit).Should().Be((10m, 2.1m, 7.9m));
        (_ledger.Cash, _ledger.PaidInOthers, _ledger.Equity(100)).Should().Be((1010m, 2.1m, 1007.9m));
        _ledger.Equity(0).Should().Be(_ledger.StartCash + closed.Profit, "nothing is held");
    }

    [Fact]
    public void What_was_paid_in_a_third_asset_is_gone_whatever_later_fees_are_paid_in()
    {
        var trade = Buy(Fee.InAsset("BNB", 0.002m, worth: 1));

        Sell(trade, volume: 1, Fee.InBase(0.005m, 110));

        _ledger.Equity(100).Should().Be(1000 + 10 - 1 - 0.5m);
    }

    [Fact]
    public void The_profit_of_a_trade_that_paid_in_base_is_the_change_of_the_cash()
    {
        var trade = Buy(Fee.InBase(0.01m, 100));

        Sell(trade, volume: 0.99m, fee: 1.089m);

        var closed = _ledger.Closed.Should().ContainSingle().Subject;
        (closed.Profit, closed.Fees, closed.Gross).Should().Be((7.811m, 2.089m, 9.9m));
        (_ledger.Cash, _ledger.Held, _ledger.Residue).Should().Be((1000 + closed.Profit, 0m, 0m));
        closed.Return.Should().BeApproximately(0.07811, 1e-9, "100 was paid, the fee included");
    }

    [Fact]
    public void Parts_that_are_sold_alone_take_their_share_of_the_fee_and_together_they_are_the_whole()
    {
        var trade = Buy(0.2m + Fee.InBase(0.01m, 100) + Fee.InAsset("BNB", 0.002m, worth: 1));

        Sell(trade, volume: 0.3m, fee: 0, isPart: true);
        (trade.ToClose, _ledger.Held).Should().Be((0.69m, 0.69m));
        Sell(trade, volume: 0.3m, fee: 0, isPart: true);
        Sell(trade, volume: 0.39m, fee: 0);

        _ledger.Held.Should().Be(0);
        _ledger.Closed.Sum(part => part.Entry.Volume).Should().Be(1);
        _ledger.Closed.Sum(part => part.Entry.Cost).Should().Be(100);
        _ledger.Closed.Sum(part => part.Entry.Fee.Base).Should().Be(0.01m);
        _ledger.Closed.Sum(part => part.Profit).Should().Be(_ledger.Equity(0) - 1000);
        _ledger.Closed.Should().OnlyContain(part => part.Entry.Volume - part.Entry.Fee.Base == part.Exit.Volume);
    }

    [Fact]
    public void What_no_order_can_sell_stays_held_beside_the_trades_and_counts_in_equity()
    {
        var trade = Buy(Fee.InBase(0.015m, 100));

        Sell(trade, volume: 0.98m, fee: 0); // 0.985 rounded down to a lot of 0.01

        (_ledger.Open.Count, _ledger.Held, _ledger.Residue).Should().Be((0, 0.005m, 0.005m));
        _ledger.Equity(200).Should().Be(_ledger.Cash + 1);
    }

    [Fact]
    public void A_sale_that_pays_in_base_takes_it_beside_the_trade()
    {
        var trade = Buy(fee: 0);

        Sell(trade, volume: 0.5m, Fee.InBase(0.005m, 110), isPart: true);

        (_ledger.Cash, _ledger.Held, _ledger.Residue, trade.ToClose).Should().Be((955m, 0.495m, -0.005m, 0.5m));
        _ledger.Closed.Should().ContainSingle().Which.Fees.Should().Be(0.55m);
    }

    [Fact]
    public void A_short_pays_in_base_when_it_is_opened_and_when_it_is_bought_back()
    {
        var ledger = new Ledger(startCash: 1000, new ShortTerms(Leverage: 2, OpeningRate: 0, RolloverRate: 0));
        var trade = ledger.Enter(1, Side.Sell, At(110, 1, Fee.InBase(0.01m, 110)), "", Rules);
        (ledger.Cash, ledger.Held, trade.ToClose).Should().Be((1110m, -1.01m, 1m));

        ledger.Leave(trade, 2, At(100, 1, Fee.InBase(0.01m, 100)), "", isPart: false);

        (ledger.Cash, ledger.Held, ledger.Residue, ledger.Owed).Should().Be((1010m, -0.02m, -0.02m, 0m));
        ledger.Closed.Should().ContainSingle().Which.Profit.Should().Be(10 - 1.1m - 1, "the fees' worth is no cash");
    }

    [Fact]
    public void What_no_order_can_buy_back_of_a_short_stays_owed_beside_the_trades()
    {
        var ledger = new Ledger(startCash: 1000, new ShortTerms(Leverage: 2, OpeningRate: 0, RolloverRate: 0));
        var trade = ledger.Enter(1, Side.Sell, At(110, 0.985m, fee: 0), "", Rules);

        ledger.Leave(trade, 2, At(100, 0.98m, fee: 0), "", isPart: false); // to a lot of 0.01

        (ledger.Open.Count, ledger.Held, ledger.Residue).Should().Be((0, -0.005m, -0.005m));
    }

    [Fact]
    public void A_later_session_goes_on_with_what_is_held_beside_the_trades_and_what_was_paid_in_third_assets()
    {
        var fee = Fee.InBase(0.01m, 100);
        _ledger.Restore(startCash: 1000, cash: 890, residue: 0.005m, paidInOthers: 3);

        _ledger.Reopen(1, At(100, 1, fee), loan: null, "", Rules);

        (_ledger.Held, _ledger.Residue, _ledger.Equity(100)).Should().Be((0.995m, 0.005m, 986.5m));
    }

    private OpenTrade Buy(Fee fee) => _ledger.Enter(1, Side.Buy, At(100, 1, fee), "", Rules);

    private void Sell(OpenTrade trade, decimal volume, Fee fee, bool isPart = false) =>
        _ledger.Leave(trade, 2, At(110, volume, fee), "", isPart);

    private static Fill At(decimal price, decimal volume, Fee fee) => new(0, price, volume, price * volume, fee);
}
