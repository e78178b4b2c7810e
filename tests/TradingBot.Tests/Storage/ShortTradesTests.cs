using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Storage;

namespace TradingBot.Tests.Storage;

/// <summary>What was sold short is stored, read back and decided again as what was bought is.</summary>
public class ShortTradesTests
{
    private static readonly ShortTerms Terms = new(Leverage: 3, OpeningRate: 0.0002m, RolloverRate: 0.0001m);

    [Fact]
    public void A_bot_that_sells_short_is_replayed_to_the_same_decisions_and_the_same_end_over_its_crashes()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 6, Terms);

        BotReader.Read(bot.Path, journal => new Replay(journal, LoadedBot.Of).Run()).Should().BeNull();

        bot.Query("SELECT count(*) FROM decisions WHERE text LIKE '%Open Sell % on margin 3:1 %'").As<long>().Should().BeGreaterThan(5);
        bot.Query("SELECT count(*) FROM sessions WHERE start LIKE '%\"loan\":{%'").As<long>()
            .Should().BeGreaterThan(0, "some sessions begin with a short");
    }

    [Fact]
    public void A_database_shows_what_was_sold_short_and_what_it_cost()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2, Terms);

        var closed = BotReader.Read(bot.Path, journal => journal.ClosedTrades());

        closed.Where(trade => trade.Side == Core.Market.Side.Sell).Should().HaveCountGreaterThan(2)
            .And.OnlyContain(trade => trade.BorrowCost >= Terms.OpeningFee(trade.Entry.Cost) && trade.Loan!.PaidUntil == trade.Exit.Seconds);
        closed.Where(trade => trade.Side == Core.Market.Side.Buy).Should().HaveCountGreaterThan(2)
            .And.OnlyContain(trade => trade.Loan == null);
        var profits = closed.Sum(trade => trade.Profit);
        var (cash, held) = BotReader.Read(bot.Path, journal => (journal.Balance()!.Cash, journal.Balance()!.Held));
        var open = BotReader.Read(bot.Path, journal => journal.State()!.Engine!.Trades);
        held.Should().Be(open.Sum(trade => trade.Loan is null ? trade.Entry.Volume : -trade.Entry.Volume));
        cash.Should().Be(100_000 + profits + open.Sum(trade => trade.Loan is null
            ? -trade.Entry.Cost - trade.Entry.Fee.Worth
            : trade.Entry.Cost - trade.Entry.Fee.Worth - trade.Loan.Fees));
    }

    [Fact]
    public void A_bot_that_only_bought_goes_on_with_its_trades_and_may_sell_short_from_then_on()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        var trades = BotReader.Read(bot.Path, journal => journal.ClosedTrades());
        var balance = BotReader.Read(bot.Path, journal => journal.Balance());
        bot.ForgetShorts();
        bot.Tamper("UPDATE state SET json = replace(json, ',\"loan\":null', '')"); // as it was written then
        bot.Tamper("PRAGMA user_version = 3");

        bot.Open().Dispose();

        bot.Query("PRAGMA user_version").Should().Be((long)Schema.Version);
        BotReader.Read(bot.Path, journal => journal.ClosedTrades()).Should().Equal(trades).And.NotBeEmpty();
        BotReader.Read(bot.Path, journal => journal.Balance()).Should().Be(balance);
        bot.Trade(sessions: 3, Terms);
        BotReader.Read(bot.Path, journal => journal.ClosedTrades()).Should().Contain(trade => trade.Loan != null);
    }
}
