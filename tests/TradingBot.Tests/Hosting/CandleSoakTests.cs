using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Faults;
using Xunit.Abstractions;

namespace TradingBot.Tests.Hosting;

/// <summary>
/// However the market data is broken on its way, candles are those of the whole tape. A few minutes in the tests, each
/// fault once; as many days as TRADINGBOT_SOAK_DAYS says, with faults from a seed: see README.
/// </summary>
public class CandleSoakTests(ITestOutputHelper output)
{
    private const ulong Seed = 20261121;
    private const double Tolerance = 1e-6; // of a volume: OHLC adds decimals, a candle builder doubles

    private static readonly FaultRule[] RestFaults =
    [
        Rule(FaultKind.StaleReply, "Trades", 0.3) with { Milliseconds = 2_000 },
        Rule(FaultKind.HttpError, "Trades", 0.03),
        Rule(FaultKind.TruncatedJson, "Trades", 0.03),
        Rule(FaultKind.Error, "Trades", 0.01) with { Error = "EGeneral:Too many requests" },
        Rule(FaultKind.Error, "Trades", 0.02) with { Error = "EService:Unavailable" },
        Rule(FaultKind.LostRequest, "Trades", 0.03),
        Rule(FaultKind.LostReply, "Trades", 0.03),
        Rule(FaultKind.LateReply, "Trades", 0.03) with { Milliseconds = 4_000 },
        Rule(FaultKind.LateRequest, "Trades", 0.02) with { Milliseconds = 15_000 },
    ];

    private static readonly FaultRule[] SocketFaults =
    [
        Rule(FaultKind.SequenceGap, "trade", 0.003),
        Rule(FaultKind.SilentChannel, "trade", 0.001),
        Rule(FaultKind.DroppedConnection, "trade", 0.0005),
        Rule(FaultKind.WrongChecksum, "book", 0.001),
        Rule(FaultKind.SequenceGap, "book", 0.001),
        Rule(FaultKind.SilentChannel, "book", 0.0003),
        Rule(FaultKind.DroppedConnection, "book", 0.0003),
        Rule(FaultKind.SilentSocket, "connection", 0.05),
        Rule(FaultKind.SilentSocket, "trade", 0.05),
        Rule(FaultKind.SilentSocket, "book", 0.05),
        .. RestFaults,
    ];

    private static readonly FaultRule[] PollingFaults =
        [Rule(FaultKind.HttpError, "Ticker", 0.01), Rule(FaultKind.LateReply, "Ticker", 0.01) with { Milliseconds = 4_000 }, .. RestFaults];

    [Theory]
    [InlineData("socket")]
    [InlineData("rest")]
    public async Task No_candle_differs_from_the_one_built_from_the_complete_tape(string feed)
    {
        // Each fault once and soon: the run goes on until all have happened, however long that takes.
        var rules = Faults(feed).Select((rule, i) => rule with { Probability = 1, Times = 1, Skip = i % 3 * 2 });
        using var soak = new CandleSoak(
            Kind(feed), new Timeframe(1), wanted: 5, speed: 120, new FaultScenario(Seed, [.. rules]));

        await soak.RunAsync(guard: TimeSpan.FromMinutes(2));

        Judge(soak, feed);
        if (feed == "rest")
            soak.Count("IsUp").Should().Be(0, "no socket is opened");
    }

    [SoakFact]
    public async Task Nor_does_one_of_many_days()
    {
        var feed = Setting("FEED", "socket");
        var timeframe = new Timeframe(int.Parse(Setting("PERIOD", "1"), CultureInfo.InvariantCulture));
        var days = double.Parse(Setting("DAYS", "10"), CultureInfo.InvariantCulture);
        var speed = double.Parse(Setting("SPEED", "600"), CultureInfo.InvariantCulture);
        var wanted = (int)(days * 24 * 60 / timeframe.Minutes);
        using var soak = new CandleSoak(Kind(feed), timeframe, wanted, speed, new FaultScenario(Seed, Faults(feed)));

        await soak.RunAsync(guard: TimeSpan.FromDays(days / speed * 3) + TimeSpan.FromMinutes(5));

        Judge(soak, feed);
    }

    private void Judge(CandleSoak soak, string feed)
    {
        var expected = soak.Expected.ToDictionary(candle => candle.OpenSeconds);
        var different = soak.Live.Where(candle => candle != expected[candle.OpenSeconds]).ToList();
        output.WriteLine($"{soak.Live.Count} candles compared, {different.Count} differences");
        foreach (var (rule, count) in Faults(feed).Zip(soak.Happened))
            output.WriteLine($"{count,6} x {rule.Fault} on {rule.On} {(rule.Fault == FaultKind.Error ? rule.Error : "")}");
        foreach (var name in new[] { "IsUp", "IsDown", "Missing", "Filled", "ChannelIsSilent", "Mismatch", "NotFetched" })
            output.WriteLine($"{soak.Count(name),6} x logged {name}");

        different.Should().BeEmpty();
        soak.LateTrades.Should().Be(0);
        soak.Happened.Should().HaveCount(Faults(feed).Length).And.OnlyContain(count => count > 0);
        var times = soak.History.Concat(soak.Live).Select(candle => candle.OpenSeconds).ToList();
        times.Should().Equal(soak.Expected.Take(times.Count).Select(candle => candle.OpenSeconds), "no candle is left out");
        foreach (var candle in soak.History)
        {
            var traded = expected[candle.OpenSeconds];
            (candle.TradeCount, candle.Open, candle.High, candle.Low, candle.Close).Should().Be(
                (traded.TradeCount, traded.Open, traded.High, traded.Low, traded.Close));
            candle.Volume.Should().BeApproximately(traded.Volume, Tolerance);
        }
    }

    private static FaultRule Rule(FaultKind kind, string on, double probability) =>
        new() { Fault = kind, On = on, Probability = probability, Times = 0 };

    private static FaultRule[] Faults(string feed) => feed == "rest" ? PollingFaults : SocketFaults;

    private static FeedKind Kind(string feed) => feed == "rest" ? FeedKind.Rest : FeedKind.Socket;

    private static string Setting(string name, string otherwise) =>
        Environment.GetEnvironmentVariable("TRADINGBOT_SOAK_" + name) ?? otherwise;

    private sealed class SoakFactAttribute : FactAttribute
    {
        public SoakFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("TRADINGBOT_SOAK_DAYS") is null)
                Skip = "takes minutes: set TRADINGBOT_SOAK_DAYS, see README";
        }
    }
}
