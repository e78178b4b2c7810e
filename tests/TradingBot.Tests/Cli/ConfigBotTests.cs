using TradingBot.Bots;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Cli;

/// <summary>The definition that a command line means.</summary>
public class ConfigBotTests
{
    [Fact]
    public void It_prints_the_bot_that_the_options_describe()
    {
        var run = Shell.Run(
            "config bot -c BTC/USD -p 60 --strategy sma-cross --set fast=7 --set take-profit=2% --volume 250USD "
            + "--trades 2 --order post-only --order-patience 90 --balance 5000.50 --fee 0.26% --max-daily-loss 5% "
            + "--max-data-age off --feed rest -t 2.5 --live --name mine --key /secret");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().NotContain("secret", "a key is not the bot's");
        var bot = BotDefinition.Parse(run.Output, "printed");
        bot.Strategy.Parameters.Should().Contain("fast", "7").And.Contain("take-profit", "2").And.ContainKey("slow");
        (bot with { Strategy = bot.Strategy with { Parameters = new Dictionary<string, string>() } }).Should().Be(
            new BotDefinition
            {
                Name = "mine",
                Venue = "kraken",
                Pair = "BTC/USD",
                Period = 60,
                Strategy = new StrategyChoice("sma-cross", new Dictionary<string, string>()),
                Size = new TradeSize.QuoteMoney(250, "USD"),
                MaximumTrades = 2,
                Orders = new OrderTerms(OrderStyle.PostOnly, TimeSpan.FromSeconds(90)),
                Balance = 5000.50m,
                Fee = 0.0026m,
                Breakers = new() { DailyLoss = 0.05m, DataAge = null },
                Feed = FeedKind.Rest,
                Poll = TimeSpan.FromSeconds(2.5),
                Mode = TradingMode.Live,
            });
    }

    [Fact]
    public void Without_options_it_is_the_bot_that_the_program_runs_without_options()
    {
        var bot = BotDefinition.Parse(Shell.Run("config bot").Output, "printed");

        (bot.Venue, bot.Pair, bot.Period, bot.Mode, bot.Balance, bot.Fee, bot.Name)
            .Should().Be(("kraken", "XXBTZUSD", 5, TradingMode.Paper, null, null, null));
        (bot.Size, bot.Orders, bot.Short, bot.MaximumTrades, bot.Breakers, bot.Feed, bot.Poll).Should().Be(
            (new TradeSize.BaseVolume(0.002m), OrderTerms.AtTheMarket, null, 3, new(), FeedKind.Socket,
                TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void What_is_wrong_with_the_options_is_told_in_their_words() =>
        Shell.Run("config bot -p 7").Should().Be(new Shell.Outcome(
            2, "", "--period: '7' is not allowed; use minutes that divide a day, such as 5 or 120, "
            + "or whole days up to 15; 5m, 2h, 1d and 1w are the same\n"));
}
