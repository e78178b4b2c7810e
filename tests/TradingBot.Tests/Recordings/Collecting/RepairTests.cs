using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Collecting;
using TradingBot.Data.Recordings.Log;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Tests.Hosting;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Recordings.Collecting;

/// <summary>What a collector fetches afterwards, and what it finds by comparing, of a scripted exchange.</summary>
public sealed class RepairTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestLog _test = new();
    private readonly RecordingLog _log;
    private readonly CollectedPair _pair;

    public RepairTests()
    {
        _log = _test.Open();
        var connection = _log.Connect(1);
        connection.Describe(TestLog.Pair);
        _pair = new CollectedPair(
            new CapturedMarket(TestKraken.Listed.Instrument, 10, HasTrades: true, "BTC/USD"),
            connection,
            new TradeContinuity([new TradeMark(10, Noon), new TradeMark(13, Noon.AddSeconds(5))]));
    }

    /// <summary>The stamps of socket and REST differ in their digits: REST may have a trade a bit earlier.</summary>
    [Fact]
    public async Task A_missing_trade_of_the_moment_before_the_hole_is_fetched_too()
    {
        PrintedTrade[] tape =
        [
            Print(10, Noon.AddMilliseconds(-2)), Print(11, Noon.AddMilliseconds(-1)), Print(12, Noon.AddSeconds(1)),
            Print(13, Noon.AddSeconds(5)),
        ];
        var market = Planted.In<IMarketData>("", (method, arguments) => Task.FromResult<Answer<TapePage>>(
            new Answer<TapePage>.Success(new TapePage(
                [.. tape.Where(print => print.Time >= (DateTime)arguments[1]!)], Next: "end", IsToEnd: true), [])));
        var fetcher = new HoleFetcher(market, _test.Time, NullLogger<HoleFetcher>.Instance);

        (await fetcher.TryFetchAsync(_pair, CancellationToken.None)).Should().BeTrue();

        Notes(FrameType.Fetched).Should().ContainSingle().Which.Should().Contain("\"id\":11").And.Contain("\"id\":12");
        _pair.Trades.Missing.Should().Be(0);
    }

    [Fact]
    public async Task A_book_that_differs_is_a_gap_since_the_last_audit_that_found_it_sound()
    {
        var verdicts = new Queue<BookVerdict>([BookVerdict.Equal, BookVerdict.Different]);
        var renewed = 0;
        var capture = Planted.In<IMarketCapture>("", Answer);
        using var stop = new CancellationTokenSource();
        var time = new ManualTime(); // the log's own timers are none of the audits'
        var audits = new BookAudits(
            capture, [_pair], TimeSpan.FromMinutes(1), time, NullLogger<BookAudits>.Instance);
        var begun = Receipt.Now(time).WallMicros;

        var running = audits.RunAsync(stop.Token);
        await time.AdvanceLoopAsync(TimeSpan.FromMinutes(2));
        await stop.CancelAsync();
        await running;

        renewed.Should().Be(1);
        Notes(FrameType.Gap).Should().ContainSingle().Which.Should()
            .Contain($"\"fromReceivedMicros\":{begun + 60_000_000}");

        object? Answer(MethodInfo method, object?[] arguments)
        {
            if (method.Name == nameof(IMarketCapture.RenewBook))
                renewed++;
            return method.Name == nameof(IMarketCapture.AuditAsync)
                ? Task.FromResult(new BookAudit(verdicts.Dequeue(), Levels: 1))
                : null;
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _test.Dispose();
    }

    private static PrintedTrade Print(long id, DateTime time) => new(id, time, 100, 1, Side.Buy, IsMarketOrder: true);

    private List<string> Notes(FrameType type) =>
    [
        .. Frames.Texts(_test.Folder.LogOf(_test.Hour, 1))
            .Where(frame => frame.Type == type).Select(frame => frame.Text),
    ];
}
