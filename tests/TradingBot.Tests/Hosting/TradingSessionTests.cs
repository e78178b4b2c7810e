using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Storage;
using TradingBot.Tests.Bots;

namespace TradingBot.Tests.Hosting;

/// <summary>The whole way: offline Kraken, HTTP and WebSocket on loopback, client, feed, engine.</summary>
public class TradingSessionTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60); // ends a test that hangs, decides nothing

    private static readonly StrategyDefinition Eager = new(
        "eager", "enters at every candle", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Entering());

    [Theory]
    [InlineData("socket")]
    [InlineData("rest")]
    public async Task A_session_warms_up_follows_the_market_fills_an_order_and_shows_the_candle_that_is_forming(string feed)
    {
        using var here = new TemporaryDirectory();
        using var time = new PacedTime(speed: 60);
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = time, Markets = [MarketSetup.Synthetic("XBTUSD")] });
        using var ticker = new FirstLine(" Open: ");
        using var bought = new FirstLine("Buying ");
        using var filled = new FirstLine("2"); // a ledger line begins with its time
        using var logs = LoggerFactory.Create(
            logging => logging.AddProvider(ticker).AddProvider(bought).AddProvider(filled));
        await using var exchange = OfflineExchange.Connect(kraken, time, here.Path, logs, hasKey: false);
        var bot = TestBot.In(here.Path).Following(Eager).With(definition => definition with
        {
            Feed = feed == "rest" ? FeedKind.Rest : FeedKind.Socket,
            Period = 1,
        });
        PreparedBot? prepared = null;
        var session = new BotBuilder(
            bot.Loaded, bot.Environment, new BotHost(exchange, RealNetwork.With(time), logs));
        using var stop = new CancellationTokenSource();

        var running = session.RunAsync(stop.Token, bot => prepared = bot);
        (await ticker.Seen.WaitAsync(Guard)).Should().MatchRegex(@"^ Open: \d+\.?\d* Close: None High: \d.* Current: \d");
        (await bought.Seen.WaitAsync(Guard)).Should().StartWith("Buying 0.002 at the market");
        (await filled.Seen.WaitAsync(Guard)).Should().Contain(" BUY 0.002 @ ");
        if (feed == "rest")
            kraken.Connections.Should().Be(0);
        await stop.CancelAsync();

        await running.Awaiting(task => task.WaitAsync(Guard)).Should().ThrowAsync<OperationCanceledException>();
        prepared!.Trader.Engine.ClosedCandles.Should().BeGreaterThanOrEqualTo(719);
    }

    [Fact]
    public async Task With_a_key_the_fee_is_asked_for_and_orders_are_checked_and_none_is_placed()
    {
        await using var live = await SimulatedSession.StartAsync(
            record => Swings.Of(warmUp: 0, record),
            bot => bot.Placed(environment => environment with { ValidatesOrders = true }));

        await live.RunUntilAsync(session => session.Lines.Any(line => line.StartsWith("Kraken would accept the order, ")));

        live.Lines.Should().Contain("Fee: 0.8 % of each fill (the account's own, by TradeVolume)");
        live.Kraken.Record().Orders.Should().BeEmpty();
    }

    [Fact]
    public async Task A_balance_that_is_refused_leaves_no_bot_behind()
    {
        await using var live = await SimulatedSession.StartAsync(
            record => Swings.Of(warmUp: 0, record),
            bot => bot.With(definition => definition with { Mode = TradingMode.Live, Balance = 1_000_000_000 }));

        var refusal = await live.Session.Awaiting(session => session.RunAsync(CancellationToken.None).WaitAsync(Guard))
            .Should().ThrowAsync<UserError>().WithMessage("--balance: 1000000000 USD is more than the * free in the account");

        refusal.Which.ExitCode.Should().Be(ExitCode.WrongInput);
        Directory.GetFiles(live.Storage, "*.db").Should().BeEmpty();
    }

    [Fact]
    public async Task Each_new_bot_has_an_id_of_its_own()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            await using var live = await SimulatedSession.StartAsync(record => Swings.Of(warmUp: 0, record));
            await live.RunUntilAsync(session => session.Candles.Count > 0);
            var database = Directory.GetFiles(live.Storage, "*.db").Single();
            ids.Add(BotReader.Read(database, reader => reader.Identity.Id));
        }

        ids.Should().OnlyHaveUniqueItems("the ids of their orders are made from it");
    }

    private sealed class Entering : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
    }
}
