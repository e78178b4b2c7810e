using TradingBot.Core.Engine;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Storage;

public sealed class ReadingCommandTests
{
    [Fact]
    public void The_ledger_is_in_the_original_s_form_with_the_exchange_s_ids()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);

        var run = Shell.Run(["ledger", bot.Path]);

        run.ExitCode.Should().Be(0);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount((int)(long)bot.Query("SELECT count(*) FROM trades")!);
        lines[0].Should().Match("2026-11-20 12:?*:?* / 2026-11-20 12:?*:?* O1 BUY 0.002 @ * = $* O2 CLOSED Exit Price: * P/L:  $* | $* (*%)");
    }

    [Fact]
    public void Orders_are_shown_with_state_reason_and_note()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        bot.Tamper("UPDATE orders SET state = 'Rejected', note = 'EOrder:Insufficient funds', filled = '0', cost = '0', fee = NULL, exchange_id = NULL WHERE number = 1");

        var lines = Shell.Run(["orders", bot.Path]).Output.Split('\n');

        lines[0].Should().Be(" order try  decided (UTC)        side         volume        price  state                   filled           cost        fee  exchange id");
        lines[1].Should().Match("     1   1  2026-11-20 12:*  Buy           0.002 * Rejected                     0           0.00          -  -");
        lines[2].Should().EndWith("; EOrder:Insufficient funds");
        lines[3].Should().Match("     2   1  2026-11-20 12:*  Sell          0.002 * Filled                   0.002 * O2");
    }

    [Fact]
    public void Status_tells_what_the_bot_does_and_has()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        using var database = bot.Open();
        var start = database.Journal.Begin(StoredBot.Time.AddHours(2), "{}");
        var trader = StoredBot.NewTrader(start);
        StoredBot.Take(database.Journal, trader, new EngineEvent.OperatorAsked(start.Time, OperatorCommand.Halt));
        database.Journal.Commit(trader);

        var run = Shell.Run(["status", bot.Path]);

        run.ExitCode.Should().Be(0);
        run.Output.Should().Match(
            """
            bot         bot: paper, XBTUSD on model, since 2026-11-20 12:00:00
            running     yes
            session     2, since 2026-11-20 14:00:00, running
            last event  * (operator), 2026-11-20 14:00:00, * ago
            cash        * USD
            held        * XBT
            open        * trade*
            breakers    1 tripped: no new trades
                        operator since 2026-11-20 14:00:00: asked by the operator
            orders      none pending

            """);
    }

    [Fact]
    public void Status_of_a_bot_whose_clock_is_ahead_says_so_instead_of_an_age_below_zero()
    {
        using var bot = new StoredBot();
        using (var database = bot.Open())
        {
            var start = database.Journal.Begin(StoredBot.Time.AddYears(100), "{}");
            var trader = StoredBot.NewTrader(start);
            StoredBot.Take(database.Journal, trader, new EngineEvent.OperatorAsked(start.Time, OperatorCommand.Halt));
            database.Journal.Commit(trader);
        }

        Shell.Run(["status", bot.Path]).Output
            .Should().Contain("(operator), 2126-11-20 12:00:00, ahead of this machine's clock\n");
    }

    [Fact]
    public void Status_shows_orders_that_are_not_over_and_that_the_process_died()
    {
        using var bot = new StoredBot();
        bot.BeginAnOrder();

        var lines = Shell.Run(["status", bot.Path]).Output.Split('\n');

        lines[1].Should().Be("running     no");
        lines[2].Should().Be("session     1, since 2026-11-20 12:00:00, its process died");
        lines.Should().Contain("orders      1 pending");
        lines.Should().ContainSingle(line => line.Contains(" Sending ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_bot_has_nothing_to_show()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();

        Shell.Run(["ledger", bot.Path]).Output.Should().Be("no trades yet\n");
        Shell.Run(["orders", bot.Path]).Output.Should().Be("no orders yet\n");
        Shell.Run(["status", bot.Path]).Output.Should().Contain("session     none yet").And.Contain("last event  none yet");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("ledger")]
    [InlineData("orders")]
    [InlineData("replay")]
    public void A_bot_is_called_by_its_name_in_the_storage_directory_or_by_its_file(string command)
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);

        var byName = Shell.Run([command, "bot", "--storage", bot.Here.Path]);

        byName.ExitCode.Should().Be(0);
        byName.Output.Split(',')[0].Should().Be(Shell.Run([command, bot.Path]).Output.Split(',')[0]);
        var other = Shell.Run([command, "other", "--storage", bot.Here.Path]);
        (other.ExitCode, other.Errors).Should().Be((1, $"{bot.Here["other.db"]}: no such bot; known here: bot\n"));
    }

    [Fact]
    public void Reading_changes_nothing_that_is_stored()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 1);
        var before = File.ReadAllBytes(bot.Path);

        foreach (var command in new[] { "status", "ledger", "orders", "replay" })
            Shell.Run([command, bot.Path]).ExitCode.Should().Be(0);

        File.ReadAllBytes(bot.Path).Should().Equal(before);
        bot.Open().Dispose();
    }

    [LinuxFact]
    public void What_a_killed_bot_had_committed_can_be_read_before_anything_has_opened_its_file_again()
    {
        using var bot = new StoredBot();
        using (var database = bot.Open())
        {
            var trader = StoredBot.NewTrader(database.Journal.Begin(StoredBot.Time, "{}"));
            StoredBot.Take(database.Journal, trader, StoredBot.TradeAt(1));
            database.Journal.Commit(trader);
            // a kill leaves the files as they are at this moment
            foreach (var file in new[] { "bot.db", "bot.db-wal" })
                File.Copy(bot.Here[file], bot.Here[file.Replace("bot", "killed", StringComparison.Ordinal)]);
        }

        Shell.Run(["status", bot.Here["killed.db"]]).Output.Should().Contain("last event  1 (trade)").And.Contain("running     no");
    }
}
