using System.Diagnostics;
using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
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
        ((long)bot.Query("PRAGMA user_version")!).Should().BeGreaterThanOrEqualTo(8, "others cannot read a definition");
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
    public void What_a_trader_was_made_from_comes_back_as_it_was()
    {
        TradeSize[] sizes =
        [
            new TradeSize.BaseVolume(0.00200m), new TradeSize.QuoteMoney(250.5m, "USD"), new TradeSize.EquityShare(12.5m),
        ];
        foreach (var size in sizes)
        {
            var bot = TestBot.In("unused")
                .Following(StrategyCatalog.Find("macd")!, ("fast", "5"), ("take-profit", "1.5"))
                .With(definition => definition with
                {
                    Size = size,
                    Orders = new OrderTerms(OrderStyle.PostOnly, TimeSpan.FromSeconds(90)),
                    Short = new ShortTerms(3, 0.00020m, 0.0001m),
                    Breakers = new BreakerLimits
                    {
                        DailyLoss = 0.050m,
                        ResetAfter = TimeSpan.FromHours(1),
                        DataAge = null,
                    },
                }).Loaded;
            var facts = StoredBot.Facts with { CostFactor = 1.017639m, Cash = 1234.50m, TradeFrom = 1_700_000_000 };
            var rules = new OrderRules { Deadline = TimeSpan.FromSeconds(7.5) };
            var stored = new SessionSetup(bot.Definition, facts, rules);

            var again = SessionSetup.Parse(stored.ToJson(), StoredBot.Identity);

            again.ToJson().Should().Be(stored.ToJson());
            again.Bot.Should().Be(bot.Definition);
            again.Facts.Should().BeEquivalentTo(facts);
            again.Orders.Should().Be(stored.Orders);
            var (made, before) = (LoadedBot.Of(again.Bot).SetupOn(again.Facts), bot.SetupOn(facts));
            made.Sizing.Volume(20_000, 100_000).Should().Be(before.Sizing.Volume(20_000, 100_000));
            made.Cost.AtMost(64_123.4m).ToString().Should().Be(before.Cost.AtMost(64_123.4m).ToString());
            made.Settings.Effective.Should().Equal(before.Settings.Effective);
            (made.Cash, made.TradeFrom).Should().Be((1234.50m, 1_700_000_000), "it is no affair of the definition");
            (made.Timeframe, made.Cash, made.TradeFrom, made.ShortTerms, made.Placing)
                .Should().Be((before.Timeframe, before.Cash, before.TradeFrom, before.ShortTerms, before.Placing));
        }
    }

    [Fact]
    public void A_session_of_an_earlier_program_is_read_as_the_bot_that_it_was()
    {
        const string json =
            """
            {"instrument":{"symbol":"XBTUSD","base":"XBT","quote":"USD","priceDecimals":1,"volumeDecimals":8,
            "tickSize":0.1,"minimumVolume":0.00005,"minimumCost":0.5,"sellLeverage":[2,3],"costDecimals":5,"rulesAreKnown":true},
            "period":15,"strategy":"macd","parameters":{"fast":"5"},"sizing":"250.50USD","maximumTrades":2,
            "costFactor":1.0126,"cash":1000,"tradeFrom":7,"orderStyle":"Limit","orderPatience":"00:01:30",
            "shortTerms":{"leverage":2,"openingRate":0.0002,"rolloverRate":0.0002},
            "orders":{},"breakers":{"dailyLoss":null,"drawdown":null,"lossesInARow":null,"orderErrors":null,
            "orderErrorWindow":"00:10:00","dataAge":"00:02:00","priceJump":0.1,"resetAfter":null}}
            """;

        var setup = SessionSetup.Parse(json, StoredBot.Identity);

        setup.Bot.Should().Be(new BotDefinition
        {
            Name = StoredBot.Identity.Name,
            Venue = StoredBot.Identity.Exchange,
            Pair = StoredBot.Identity.Pair,
            Mode = StoredBot.Identity.Mode == "live" ? TradingMode.Live : TradingMode.Paper,
            Period = 15,
            Strategy = new StrategyChoice("macd", new Dictionary<string, string> { ["fast"] = "5" }),
            Size = new TradeSize.QuoteMoney(250.50m, "USD"),
            MaximumTrades = 2,
            Orders = new OrderTerms(OrderStyle.Limit, TimeSpan.FromSeconds(90)),
            Short = new ShortTerms(2, 0.0002m, 0.0002m),
            Breakers = new BreakerLimits { OrderErrors = null },
        });
        (setup.Facts.CostFactor, setup.Facts.Cash, setup.Facts.TradeFrom).Should().Be((1.0126m, 1000m, 7L));
        setup.Facts.Instrument.SellLeverage.Should().Equal(2, 3);
    }

    /// <summary>A new field belongs into this list when it is no secret.</summary>
    [Fact]
    public void What_is_stored_of_a_session_holds_nothing_secret() =>
        new[] { typeof(SessionSetup), typeof(BotDefinition), typeof(RunFacts) }
            .SelectMany(type => type.GetProperties()).Select(property => property.Name).Should().BeEquivalentTo(
                "Bot", "Facts", "Orders", "Version", "Name", "Venue", "Pair", "Period", "Timeframe", "Strategy", "Size",
                "Orders", "Short", "MaximumTrades", "Breakers", "Mode", "ModeName", "IsLive", "IsSimulated",
                "Balance", "Fee", "Feed", "Poll",
                "Instrument", "CostFactor", "Cash", "TradeFrom");

    private const string AllDecisions = "SELECT group_concat(sequence || text, '|') FROM decisions";

    private static string Expected(StoredBot bot) => string.Create(
        CultureInfo.InvariantCulture,
        $"identical: {bot.Query("SELECT count(*) FROM sessions")} sessions, {bot.Query("SELECT count(*) FROM events")} events, {bot.Query("SELECT count(*) FROM decisions")} decisions\n");
}
