using TradingBot.Bots.Followers;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;
using TradingBot.Reports;

namespace TradingBot.Tests.Reports;

public class LedgerLineTests
{
    private static readonly Fill Entry = At("2018-04-13 14:54:50", 8121.2m);
    private static readonly Fill Exit = At("2018-04-15 11:08:10", 8364.2m);

    [Fact]
    public void The_originals_sample_trade_is_shown_as_in_its_readme_but_with_the_true_profit()
    {
        var trade = new ClosedTrade(1, 2, Entry, Exit, "", "");

        LedgerLine.Of(in trade, Backtests.Bitcoin, KrakenId).Should().Be(
            "2018-04-13 14:54:50 / 2018-04-15 11:08:10 O534UO-LTVCP-6NNUMC BUY 0.002 @ 8121.2 = $16.2424 "
            + "OSR3G5-THKZ5-CYHFVJ CLOSED Exit Price: 8364.2 P/L:  $0.4003 | $242.91428 (2.905%)");
    }

    [Fact]
    public void An_open_trade_has_no_exit_yet()
    {
        var ledger = new Ledger(startCash: 100);
        ledger.Enter(1, Side.Buy, Entry, "", new ExitRules([], TradingBot.Core.Market.PriceSource.Close, intrabar: false));

        LedgerLine.Of(ledger.Open[0], Backtests.Bitcoin, KrakenId).Should().Be(
            "2018-04-13 14:54:50 / ---------- --:--:-- O534UO-LTVCP-6NNUMC BUY 0.002 @ 8121.2 = $16.2424 - OPEN Exit Price: -");
    }

    [Fact]
    public void A_fee_that_was_not_paid_in_quote_is_shown_with_its_asset()
    {
        var entry = Entry with { Fee = Fee.InBase(0.000008m, 8121.2m) };
        var trade = new ClosedTrade(1, 2, entry, Exit with { Volume = 0.001992m }, "", "");

        LedgerLine.Of(in trade, Backtests.Bitcoin, KrakenId).Should().Contain(
            " BUY 0.002 @ 8121.2 = $16.2424, fee 0.043494 USD + 0.000008 XBT (0.108463 USD) OSR3G5");
    }

    [Theory]
    [InlineData(Side.Buy, "BUY")]
    [InlineData(Side.Sell, "SELL")]
    public void An_order_that_rests_is_pending_and_has_no_times_yet(Side side, string word)
    {
        var order = new OrderIntent(OrderPurpose.Open, side, 0.002m, 8121.2m, Trade: 0, "", OrderStyle.Limit);

        LedgerLine.OfPending(1, in order, Backtests.Bitcoin, KrakenId).Should().Be(
            $"---------- --:--:-- / ---------- --:--:-- O534UO-LTVCP-6NNUMC {word} 0.002 @ 8121.2 = $16.2424 - PENDING Exit Price: -");
    }

    [Fact]
    public void A_losing_trade_shows_its_loss()
    {
        var trade = new ClosedTrade(1, 2, Exit, Entry, "", "");

        LedgerLine.Of(in trade, Backtests.Bitcoin, KrakenId).Should().EndWith("P/L:  $-0.5717 | $242.91428 (-2.992%)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_followers_trades_are_shown_like_the_ledgers(bool isShort)
    {
        var names = new OrderNames();
        names.Learn(AttemptOf(1));
        var closed = new ClosedTrade(1, 2, Entry, Exit, "", "", isShort ? new Loan(0.5m, Exit.Seconds) : null);
        var ledger = new Ledger(startCash: 100, isShort ? new ShortTerms(2, 0, 0) : null);
        var rules = new ExitRules([], TradingBot.Core.Market.PriceSource.Close, intrabar: false);
        ledger.Enter(1, closed.Side, Entry, "", rules);

        LedgerLine.Of(BotClosedTrade.Of(in closed, names), "XBT", "USD")
            .Should().Be(LedgerLine.Of(in closed, Backtests.Bitcoin, NameOf));
        LedgerLine.Of(BotTrade.Of(ledger.Open[0], names), "XBT", "USD")
            .Should().Be(LedgerLine.Of(ledger.Open[0], Backtests.Bitcoin, NameOf));
        LedgerLine.Of(BotOrder.Of(AttemptOf(1)), "EUR").Should().Be(LedgerLine.OfPending(
            1, AttemptOf(1).Intent, Backtests.Bitcoin with { Quote = "EUR" }, NameOf));

        string NameOf(long order) => names.Find(order) ?? OrderId.Simulated(order);
    }

    private static AttemptRecord AttemptOf(long number) => new()
    {
        Id = Guid.Empty,
        Attempt = 1,
        Number = number,
        Intent = new OrderIntent(OrderPurpose.Open, Side.Sell, 0.002m, 8121.2m, Trade: 0, "", OrderStyle.Limit),
        Reserved = 0,
        DecidedAt = DateTime.UnixEpoch,
        ExchangeId = "O534UO-LTVCP-6NNUMC",
    };

    private static string KrakenId(long order) => order == 1 ? "O534UO-LTVCP-6NNUMC" : "OSR3G5-THKZ5-CYHFVJ";

    private static Fill At(string time, decimal price)
    {
        var seconds = (long)(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;
        return new Fill(seconds, price, Volume: 0.002m, price * 0.002m, price * 0.002m * 0.0026m);
    }
}
