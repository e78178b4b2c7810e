using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.KrakenSimulator;
using TradingBot.KrakenSimulator.Markets;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// Candles that came over sockets which break again and again are those of the whole tape. A few candles in the tests;
/// <c>TRADINGBOT_SOAK_CANDLES=500 dotnet test -c Release --filter CandleSoak</c> soaks, a second a candle.
/// </summary>
public class CandleSoakTests
{
    private const int WarmUp = 720;
    private static readonly TimeSpan GuardPerCandle = TimeSpan.FromSeconds(10); // ends a test that hangs

    [Fact]
    public async Task No_candle_differs_from_the_one_built_from_the_complete_tape()
    {
        var wanted = int.Parse(
            Environment.GetEnvironmentVariable("TRADINGBOT_SOAK_CANDLES") ?? "5", CultureInfo.InvariantCulture);
        using var here = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();
        var time = new ScaledTime(speed: 60);
        await using var kraken = await OfflineKraken.StartAsync(
            new OfflineKrakenOptions { Time = time, Markets = [MarketSetup.Synthetic("XBTUSD")] });
        var candles = new List<Candle>();
        var session = SessionOn(kraken, time, here.Path, Recorder(candle =>
        {
            candles.Add(candle);
            if (candles.Count % 3 == 1)
                kraken.DropConnections();
            if (candles.Count > WarmUp + wanted)
                stop.Cancel();
        }));

        await session.RunAsync(stop.Token).Awaiting(task => task.WaitAsync(wanted * GuardPerCandle))
            .Should().ThrowAsync<OperationCanceledException>();

        var live = candles.Skip(WarmUp).Take(wanted).ToList();
        live.Should().HaveCount(wanted).And.Equal(TapeCandles.Of(kraken, live[0].OpenSeconds).Take(wanted));
        session.Engine!.LateTrades.Should().Be(0);
    }

    private static PaperSession SessionOn(
        OfflineKraken kraken, TimeProvider time, string directory, StrategyDefinition strategy)
    {
        var options = new KrakenOptions
        {
            Rest = kraken.RestAddress,
            PublicSocket = kraken.PublicSocket,
            StateDirectory = directory,
        };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddKrakenPublic(options)
            .BuildServiceProvider();
        var request = PaperSessionTests.Request() with
        {
            Timeframe = new Timeframe(1),
            Strategy = strategy,
            Settings = StrategySettings.Of(strategy.Parameters, []),
        };
        return new PaperSession(
            request, options, services.GetRequiredService<PublicRest>(), account: null, time, NullLoggerFactory.Instance);
    }

    private static StrategyDefinition Recorder(Action<Candle> record) => new(
        "recorder",
        "trades nothing, shows every candle",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new Recording(record));

    private sealed class Recording(Action<Candle> record) : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle)
        {
            record(candle);
            return Signal.None;
        }
    }
}
