using System.Text.Encodings.Web;
using System.Text.Json;
using TradingBot.Core.Engine;
using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

public class SessionNoticesTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Every_notice_is_what_was_agreed()
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", "slack-messages.json");

        var messages = NoticeStory.Messages().Select(message => JsonSerializer.Deserialize<JsonElement>(message));

        (JsonSerializer.Serialize(messages, Readable) + "\n").Should().Be(
            File.ReadAllText(golden), "Golden/slack-messages.json is what was agreed");
    }

    [Fact]
    public void An_order_that_is_opened_and_closed_is_told_with_price_fee_cost_and_profit()
    {
        var session = new NoticedSession();

        session.Fill(session.Candle(100, 101)!, 101);
        session.Fill(session.Candle(111, 110)!, 110);

        session.Titles.Should().Equal("Session started", "Trade opened (paper)", "Trade closed (paper)");
        Fields(session.Notices[1]).Should().Be(
            "Price 101 USD, Volume 0.002 XBT, Cost 0.202 USD, Fee 0.000525 USD, Order OFIRST-00001-ABCDEF, "
            + "Reason the candle rose");
        Fields(session.Notices[2]).Should().Be(
            "P/L +0.016903 USD (+8.35 %), Entry 101 USD, Exit 110 USD, Volume 0.002 XBT, Cost 0.202 USD, "
            + "Proceeds 0.22 USD, Fees 0.001097 USD, Held 2 minutes, Orders OFIRST-00001-ABCDEF, OFIRST-00002-ABCDEF, "
            + "Reason the candle fell");
    }

    [Fact]
    public void Real_money_is_called_so()
    {
        var session = new NoticedSession(isLive: true);

        session.Fill(session.Candle(100, 101)!, 101);

        session.Titles.Should().Contain("Trade opened (live)");
        session.Notices.Should().OnlyContain(notice => notice.Source == "Localbot: live, XBTUSD on kraken");
    }

    [Fact]
    public void An_unknown_order_is_told_when_it_stays_so_for_a_minute_and_not_before()
    {
        var session = new NoticedSession();
        var submit = session.Candle(100, 101)!;

        session.Happen(new EngineEvent.OutcomeUnknown(session.Now, submit.Id, "timeout"));
        session.After(TimeSpan.FromSeconds(59));
        session.Titles.Should().NotContain(title => title.Contains("unknown"));
        session.After(TimeSpan.FromSeconds(1));
        session.After(TimeSpan.FromSeconds(1));

        session.Titles.Should().ContainSingle(title => title.Contains("unknown"));
    }

    [Fact]
    public void A_few_reconnections_are_nothing_and_a_storm_is_told_once()
    {
        var session = new NoticedSession();

        session.Reconnect(times: 1); // the first of a connection is none
        session.Reconnect(times: 4);
        session.Titles.Should().NotContain(title => title.Contains("breaking"));
        session.Reconnect(times: 1);
        session.Reconnect(times: 9);

        session.Notices.Should().ContainSingle(notice => notice.Title.Contains("breaking"))
            .Which.Text.Should().Be("5 new connections within 10 minutes.");
    }

    [Fact]
    public void Reconnections_over_hours_are_no_storm()
    {
        var session = new NoticedSession();

        for (var i = 0; i < 20; i++)
        {
            session.Reconnect(times: 1);
            session.After(TimeSpan.FromMinutes(3));
        }

        session.Titles.Should().NotContain(title => title.Contains("breaking"));
    }

    [Fact]
    public void A_breaker_that_comes_and_goes_is_told_with_how_it_stands_at_the_end()
    {
        var session = new NoticedSession();

        for (var i = 0; i < 5; i++)
        {
            session.Happen(new EngineEvent.OperatorAsked(session.Now, OperatorCommand.Halt));
            session.After(TimeSpan.FromSeconds(30));
            session.Happen(new EngineEvent.OperatorAsked(session.Now, OperatorCommand.Resume));
            session.After(TimeSpan.FromSeconds(30));
        }

        session.After(SessionNotices.RepeatWindow);

        session.Titles.Should().Equal(
            "Session started", "No new trades: operator", "New trades again", "No new trades: operator", "New trades again");
        session.Notices[^1].Text.Should().EndWith("(4 times since it was last told)");
    }

    [Fact]
    public void Each_day_has_its_figures_at_the_first_event_after_midnight()
    {
        var session = new NoticedSession();
        session.Fill(session.Candle(100, 101)!, 101);
        session.Fill(session.Candle(111, 110)!, 110);

        session.After(TimeSpan.FromHours(12));
        session.After(TimeSpan.FromHours(1));
        session.After(TimeSpan.FromHours(24));

        var days = session.Notices.Where(notice => notice.Title.StartsWith("The day", StringComparison.Ordinal)).ToList();
        days.Select(day => day.Title).Should().Equal("The day 2026-11-20", "The day 2026-11-21");
        days[0].Text.Should().Be("From 12:00 UTC on.");
        Fields(days[0]).Should().StartWith("Trades closed 1, 1 with a profit, P/L +0.016903 USD, Fees 0.001097 USD, "
            + "Open trades 0, 0 XBT, Equity 100000.016903 USD, ");
        Fields(days[1]).Should().StartWith("Trades closed 0, 0 with a profit, P/L +0.00 USD");
    }

    private static string Fields(Notice notice) =>
        string.Join(", ", notice.Fields.Select(field => $"{field.Name} {field.Value}"));
}
