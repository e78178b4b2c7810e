using TradingBot.Core.Engine;

namespace TradingBot.Tests.Storage;

/// <summary>What a session is told of the account as earlier ones have seen it.</summary>
public class AuditedSessionTests
{
    [Fact]
    public void A_session_begins_with_the_account_as_it_last_agreed_with_the_books()
    {
        using var bot = new StoredBot();
        bot.Audit();

        var start = Begin(bot);

        start.Audited!.Base.Should().Be(1);
        start.Audited.Quote.Should().BeOneOf(5000, 4993.5m);
        start.Traded.Should().BeEmpty("nothing was ordered");
    }

    [Fact]
    public void And_with_the_attempts_that_have_traded_since()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        var last = bot.Query("SELECT max(time) FROM order_changes WHERE CAST(filled AS REAL) > 0");
        var id = bot.Query(
            $"SELECT id FROM order_changes WHERE CAST(filled AS REAL) > 0 AND time = {last} ORDER BY number DESC");
        var at = $"{DateTime.UnixEpoch.AddTicks((long)last!):O}";
        bot.Tamper(
            "UPDATE state SET json = json_set(json, '$.audited', json_object("
            + $"'asked', '{at}', 'answered', '{at}', 'base', 1, 'quote', 1, 'held', 0, 'cash', 1, 'fills', 0))");

        var traded = Begin(bot).Traded;

        traded.Should().ContainSingle().Which.Id.Should().Be((string)id!);
        traded![0].Filled.Should().BePositive();
    }

    private static SessionStart Begin(StoredBot bot)
    {
        using var database = bot.Open();
        return database.Journal.Begin(StoredBot.Time.AddDays(400), "{}");
    }
}
