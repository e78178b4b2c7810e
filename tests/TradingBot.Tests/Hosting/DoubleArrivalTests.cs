using Microsoft.Extensions.Logging;
using TradingBot.Bots;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Strategies;
using TradingBot.Exchanges.Connections;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Storage;
using TradingBot.Tests.Bots;

namespace TradingBot.Tests.Hosting;

/// <summary>A live session on the offline Kraken whose first order reaches the exchange twice.</summary>
public class DoubleArrivalTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120); // ends a test that hangs, decides nothing

    private static readonly StrategyDefinition Eager = new(
        "eager", "enters at every candle", [StrategyParameter.Price("close"), .. ExitParameters.Declare()], (_, _) => new Entering());

    [Fact]
    public async Task An_order_that_arrives_twice_by_rest_is_one_order_in_the_journal_and_at_the_exchange()
    {
        using var here = new TemporaryDirectory();
        using var time = new PacedTime(speed: 20);
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = time, Markets = [MarketSetup.Synthetic("XBTUSD")] });
        kraken.Use(FaultScenario.Parse(
            """
            {"seed":1,"rules":[
            {"fault":"http-error","on":"GetWebSocketsToken","times":0},
            {"fault":"request-twice","on":"AddOrder","skip":1,"times":1}]}
            """)); // the first AddOrder is the pre-flight's, which only asks
        using var bought = new FirstLine("2"); // a ledger line begins with its time
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(bought));
        await using var exchange = OfflineExchange.Connect(kraken, time, here.Path, logs);
        var bot = TestBot.In(here.Path).Following(Eager)
            .With(definition => definition with { Mode = TradingMode.Live, MaximumTrades = 1, Period = 1 });
        var session = new BotBuilder(
            bot.Loaded, bot.Environment, new BotHost(exchange, RealNetwork.With(time), logs));
        using var stop = new CancellationTokenSource();

        var running = session.RunAsync(stop.Token);
        (await bought.Seen.WaitAsync(Guard)).Should().Contain(" BUY 0.002 @ ");
        await stop.CancelAsync();
        await running.Awaiting(task => task.WaitAsync(Guard)).Should().ThrowAsync<OperationCanceledException>();

        kraken.FaultsHappened()[1].Should().Be(1);
        var record = kraken.Record();
        var journalled = BotReader.Read(
            Directory.GetFiles(here.Path, "*.db").Should().ContainSingle().Subject, journal => journal.Attempts());
        // On a busy machine an attempt may have missed its deadline before: the exchange knows nothing of that one.
        journalled.Where(order => order.State != OrderState.Rejected)
            .Select(order => (order.ExchangeId, order.State, order.Filled))
            .Should().Equal(record.Orders.Select(order => ((string?)order.Id, OrderState.Filled, order.Filled)));
        record.Balances["XBT"].Balance.Should().Be(1 + 0.002m);
    }

    private sealed class Entering : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => Signal.Enter("always");
    }
}
