using System.Diagnostics;
using System.Globalization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Storage;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

public sealed class ReplayTests
{
    [Fact]
    public void What_was_journalled_is_decided_again()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 3);

        var run = Shell.Run(["replay", bot.Path]);

        run.Output.Should().Be(Expected(bot)).And.Match("identical: 3 sessions, * events, * decisions\n");
        run.ExitCode.Should().Be(0);
        ((long)bot.Query("SELECT count(*) FROM decisions")!).Should().BeGreaterThan(20);
        ((long)bot.Query("SELECT count(*) FROM trades WHERE close_order IS NOT NULL")!).Should().BeGreaterThan(3);
    }

    [Fact]
    public void What_was_asked_about_the_account_is_asked_again_and_stops_new_trades_again()
    {
        using var bot = new StoredBot();
        bot.Audit();

        Shell.Run(["replay", bot.Path]).Output.Should().Match("identical: 1 session*, * events, * decisions\n");
        bot.Query("SELECT group_concat(text, '; ') FROM (SELECT text FROM decisions LIMIT 4)").Should().Be(
            "ask 1: balances; ask 2: balances; ask 3: balances; ask 4: ledger since 2026-11-20T11:59:51.0000000Z");
        bot.Query("SELECT json FROM state").Should().BeOfType<string>().Which.Should().Contain("0 XBT and -6 USD more than");
    }

    [Fact]
    public void What_a_session_was_told_of_the_one_before_is_no_difference()
    {
        using var bot = new StoredBot();
        bot.Audit();
        bot.Audit();

        Shell.Run(["replay", bot.Path]).Output.Should().Match("identical: 2 sessions, * events, * decisions\n");
        bot.Query("SELECT start FROM sessions WHERE number = 2").Should().BeOfType<string>().Which
            .Should().Contain("\"audited\":{").And.Contain("\"traded\":[]").And.Contain("\"refuted\":[]");
    }

    [Fact]
    public void A_start_that_was_refused_leaves_a_session_without_events_and_nothing_to_replay()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        using (var database = bot.Open())
            database.Journal.Begin(StoredBot.Time.AddDays(30), "{}"); // settings of no trader

        Shell.Run(["replay", bot.Path]).Output.Should().Match("identical: 2 sessions, * events, * decisions\n");
    }

    [Fact]
    public void Another_process_in_another_country_and_time_zone_decides_the_same()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        var program = Path.Combine(AppContext.BaseDirectory, "TradingBot.dll");
        var start = new ProcessStartInfo("dotnet", [program, "replay", bot.Path]) { RedirectStandardOutput = true };
        (start.Environment["TZ"], start.Environment["LANG"]) = ("Asia/Kathmandu", "de_DE.UTF-8");
        start.Environment["LC_ALL"] = "de_DE.UTF-8";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        output.ReplaceLineEndings("\n").Should().Be(Expected(bot));
        process.ExitCode.Should().Be(0);
    }

    /// <summary>The program itself knows one culture only, so a German one is made by hand.</summary>
    [Fact]
    public void Journal_and_replay_are_the_same_in_every_culture()
    {
        using var here = new StoredBot();
        using var there = new StoredBot();
        here.Trade(sessions: 2);
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        (german.NumberFormat.NegativeSign, german.DateTimeFormat.DateSeparator) = ("−", ".");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = german;
            there.Trade(sessions: 2);
            Shell.Run(["replay", here.Path]).Output.Should().Be(Expected(here));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Shell.Run(["replay", there.Path]).Output.Should().Be(Expected(there));
        there.Query("SELECT json FROM state").Should().Be(here.Query("SELECT json FROM state"));
        there.Query(AllDecisions).Should().Be(here.Query(AllDecisions));
    }

    [Fact]
    public void A_decision_that_is_not_made_again_is_named_with_its_event_and_both_versions()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        bot.Tamper("UPDATE decisions SET text = replace(text, 'Open', 'Close') WHERE text LIKE 'decide 3:%'");
        var sequence = bot.Query("SELECT sequence FROM decisions WHERE text LIKE 'decide 3:%'");

        var run = Shell.Run(["replay", bot.Path]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Match(
            $"event {sequence}: journalled: decide 3: Close Buy *; replayed: decide 3: Open Buy *\n");
    }

    [Fact]
    public void An_event_with_another_answer_is_found_where_the_decisions_part()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        // an order filled in part only is asked for until it is over
        var sequence = (long)bot.Query("SELECT min(sequence) FROM events WHERE kind = 'reported'")!;
        bot.Tamper($"UPDATE events SET payload = json_set(payload, '$.report.filled', 0.001, '$.report.status', 'Open') WHERE sequence = {sequence}");

        var run = Shell.Run(["replay", bot.Path]);

        run.ExitCode.Should().Be(1);
        var found = long.Parse(run.Output.Split(' ', ':')[1], CultureInfo.InvariantCulture);
        found.Should().BeGreaterThan(sequence);
        run.Output.Should().Contain("; replayed: find ");
    }

    [Theory]
    [InlineData("UPDATE events SET payload = '[1,2]' WHERE sequence = 40", "event 40: 'timer' [1,2] cannot be read: [] expected\n")]
    [InlineData("DELETE FROM events WHERE sequence = 40", "event 40: missing\n")]
    [InlineData("UPDATE sessions SET settings = '{}' WHERE number = 2", "")]
    public void Damage_is_named(string sql, string output)
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        bot.Tamper(sql);

        var run = Shell.Run(["replay", bot.Path]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Be(output);
        (run.Errors + "\n").Should().Match(output.Length > 0 ? "\n" : "session 2: the settings of the session cannot be read: *\n");
    }

    [Fact]
    public void A_state_that_is_not_reached_again_is_named()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        bot.Tamper("UPDATE state SET json = json_set(json, '$.engine.lastOrder', 999)");

        Shell.Run(["replay", bot.Path]).Output.Should().Match(
            $"session 2, after event {bot.Query("SELECT max(sequence) FROM events")}: journalled state: *\"lastOrder\":999*; replayed: *\"lastOrder\":*\n");
    }

    [Fact]
    public void A_bot_without_a_session_is_identical_to_nothing()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();

        Shell.Run(["replay", bot.Path]).Output.Should().Be("identical: 0 sessions, 0 events, 0 decisions\n");
    }

    [Fact]
    public void Settings_come_back_as_they_were()
    {
        ISizing[] sizings = [new FixedVolume(0.00200m, "XBT"), new QuoteAmount(250.5m, "USD"), new PercentOfEquity(12.5m)];
        foreach (var sizing in sizings)
        {
            var setup = Backtests.Setup("macd", 5, "fast=5", "take-profit=1.5") with
            {
                Sizing = sizing,
                Cost = new MarketOrderCost(0.0026m, 0.0150m),
                Cash = 1234.50m,
                TradeFrom = 1_700_000_000,
                ShortTerms = new ShortTerms(3, 0.00020m, 0.0001m),
            };
            var orders = new OrderRules { Deadline = TimeSpan.FromSeconds(7.5) };
            var limits = new BreakerLimits { DailyLoss = 0.050m, ResetAfter = TimeSpan.FromHours(1) };

            var settings = SessionSettings.Parse(SessionSettings.From(setup, orders, limits).ToJson());
            var again = settings.ToSetup();

            SessionSettings.From(again, settings.Orders, settings.Breakers).ToJson()
                .Should().Be(SessionSettings.From(setup, orders, limits).ToJson());
            again.Sizing.Volume(20_000, 100_000).Should().Be(sizing.Volume(20_000, 100_000));
            again.Cost.AtMost(64_123.4m).ToString().Should().Be(setup.Cost.AtMost(64_123.4m).ToString());
            again.Settings.Effective.Should().Equal(setup.Settings.Effective);
            again.Instrument.Should().BeEquivalentTo(setup.Instrument);
            (again.Timeframe, again.Cash, again.TradeFrom, again.ShortTerms)
                .Should().Be((setup.Timeframe, setup.Cash, setup.TradeFrom, setup.ShortTerms));
            (settings.Orders, settings.Breakers).Should().Be((orders, limits));
        }
    }

    /// <summary>A new field belongs into this list when it is no secret.</summary>
    [Fact]
    public void Settings_hold_nothing_secret() =>
        typeof(SessionSettings).GetProperties().Where(p => p.Name != "EqualityContract").Select(p => p.Name).Should().BeEquivalentTo(
            "Instrument", "Period", "Strategy", "Parameters", "Sizing", "MaximumTrades", "CostFactor", "Cash", "TradeFrom", "OrderStyle",
            "OrderPatience", "ShortTerms", "Orders", "Breakers");

    private const string AllDecisions = "SELECT group_concat(sequence || text, '|') FROM decisions";

    private static string Expected(StoredBot bot) => string.Create(
        CultureInfo.InvariantCulture,
        $"identical: {bot.Query("SELECT count(*) FROM sessions")} sessions, {bot.Query("SELECT count(*) FROM events")} events, {bot.Query("SELECT count(*) FROM decisions")} decisions\n");
}
