using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Tests.Storage;

/// <summary>What a session is told of orders that were recorded as rejected before it.</summary>
public class RefutedOrdersTests
{
    [Fact]
    public void A_session_begins_with_the_attempts_rejected_in_the_last_7_days()
    {
        using var bot = new StoredBot();
        var id = Reject(bot);

        BeginAfter(bot, TimeSpan.FromDays(6)).Should().ContainSingle().Which.Should().Match<AttemptRecord>(attempt =>
            attempt.Id == id && attempt.State == OrderState.Rejected && attempt.IsRefused
            && attempt.Note == "EOrder:Insufficient funds");
        BeginAfter(bot, TimeSpan.FromDays(8)).Should().BeEmpty();
    }

    [Fact]
    public void A_time_in_it_that_is_none_is_damage()
    {
        using var bot = new StoredBot();
        Reject(bot);
        bot.Tamper($"UPDATE orders SET decided = {long.MaxValue}");

        var begin = () => BeginAfter(bot, TimeSpan.FromDays(1));

        begin.Should().Throw<UserError>().WithMessage("*damaged (*");
    }

    [Fact]
    public void What_the_exchange_has_shown_is_told_once_over_all_sessions()
    {
        using var bot = new StoredBot();
        var id = Reject(bot);
        using (var database = bot.Open())
        {
            var start = database.Journal.Begin(StoredBot.Time.AddHours(1), "{}");
            var trader = StoredBot.NewTrader(start);
            StoredBot.Take(database.Journal, trader, new EngineEvent.OrderReported(
                start.Time, id, new OrderReport("O1", ReportedStatus.Filled, 1, 100, 1, Reason: null)));
            trader.Surprises.Should().ContainSingle();
            database.Journal.Commit(trader);
        }

        BeginAfter(bot, TimeSpan.FromHours(2)).Should().BeEmpty();
    }

    [Fact]
    public void A_session_stored_before_there_was_such_a_list_can_be_read()
    {
        using var bot = new StoredBot();
        bot.LiveQuietly();
        bot.Tamper("UPDATE sessions SET start = replace(start, ',\"refuted\":null', '')");
        bot.Tamper("UPDATE state SET json = replace(json, ',\"refuted\":null', '')");
        bot.Query("SELECT count(*) FROM state WHERE json LIKE '%refuted%'").Should().Be(0L);

        BeginAfter(bot, TimeSpan.FromHours(1)).Should().BeEmpty();
    }

    private static IReadOnlyList<AttemptRecord>? BeginAfter(StoredBot bot, TimeSpan time)
    {
        using var database = bot.Open();
        return database.Journal.Begin(StoredBot.Time + time, "{}").Refuted;
    }

    private static Guid Reject(StoredBot bot)
    {
        var id = bot.BeginAnOrder();
        using var database = bot.Open();
        var start = database.Journal.Begin(StoredBot.Time.AddMinutes(5), "{}");
        var trader = StoredBot.NewTrader(start);
        StoredBot.Take(database.Journal, trader, new EngineEvent.OrderRejected(
            start.Time, id, "EOrder:Insufficient funds", MayBeRepeated: false));
        database.Journal.Commit(trader);
        return id;
    }
}
