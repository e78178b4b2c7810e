using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

public sealed class RestFeedTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CapturedLog _log = new();
    private readonly EngineQueue _queue = new();
    private readonly List<(long Id, double Second)> _tape = [(1000, 0)];
    private readonly ScriptedHandler _rest;
    private readonly TestKraken _kraken;
    private Task _running = Task.CompletedTask;
    private bool _isTickerRefused;

    public RestFeedTests()
    {
        _rest = new ScriptedHandler(AnswerAsync);
        _kraken = new TestKraken(_rest);
    }

    [Fact]
    public async Task The_ticker_is_polled_at_the_interval_and_trades_are_asked_for_when_it_shows_any()
    {
        await StartAsync(intervalSeconds: 5);
        await AdvanceAsync(11);
        Events().Should().Equal("trade 1000");
        (Asked("Ticker"), Asked("Trades")).Should().Be((3, 1));

        _tape.Add((1001, 12));
        await AdvanceAsync(5);

        Events().Should().Equal("trade 1001");
        (Asked("Ticker"), Asked("Trades")).Should().Be((4, 2));
    }

    [Fact]
    public async Task The_end_of_a_candle_is_proven_in_time_however_long_the_interval()
    {
        await StartAsync(intervalSeconds: 3600);
        _tape.Add((1001, 30));
        await AdvanceAsync(60);
        Events().Should().Equal("trade 1000");

        await AdvanceAsync(5);

        Events().Should().Equal("trade 1001", "clock 60");
        (Asked("Ticker"), Asked("Trades")).Should().Be((1, 2));
    }

    [Fact]
    public async Task A_ticker_that_cannot_be_had_is_polled_again_and_holds_no_candle_up()
    {
        _isTickerRefused = true;
        await StartAsync(intervalSeconds: 10);
        _tape.Add((1001, 30));
        await AdvanceAsync(65);

        Events().Should().Equal("trade 1000", "trade 1001", "clock 60");
        _log.Text.Should().Contain("Could not get the ticker: EQuery:Unknown asset pair; trying again");
    }

    [Fact]
    public async Task A_book_is_fetched_when_it_is_wanted_and_used_once()
    {
        var feed = await StartAsync(intervalSeconds: 1);
        Asked("Depth").Should().Be(0);

        decimal? bestAsk = null;
        while (!feed.TryShowBook(book => bestAsk = book.Asks[0].Price))
            await Task.Yield();

        bestAsk.Should().Be(101);
        Asked("Depth").Should().Be(1);
        feed.TryShowBook(_ => { }).Should().BeFalse("it is old by now");
    }

    [Fact]
    public async Task A_book_that_nobody_took_in_time_is_fetched_anew()
    {
        var feed = await StartAsync(intervalSeconds: 1);
        feed.TryShowBook(_ => { }).Should().BeFalse("it is asked for now");
        while (Asked("Depth") == 0)
            await Task.Yield();

        await AdvanceAsync(6);

        feed.TryShowBook(_ => { }).Should().BeFalse("who wanted it is gone, and it is old");
        while (!feed.TryShowBook(_ => { }))
            await Task.Yield();
        Asked("Depth").Should().Be(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _kraken.Dispose();
        _rest.Dispose();
        _log.Dispose();
    }

    private async Task<PolledFeed> StartAsync(double intervalSeconds)
    {
        var (instrument, market) = (TestKraken.Listed.Instrument, _kraken.Exchange.Market);
        var logs = new LoggerFactory([_log]);
        var tape = new CandleTape(
            instrument, new Timeframe(1), market, _queue, _kraken.Time, logs.CreateLogger<CandleTape>());
        await tape.SetClockAsync(CancellationToken.None);
        var feed = new PolledFeed(
            instrument,
            tape,
            market,
            TimeSpan.FromSeconds(intervalSeconds),
            _kraken.Time,
            logs.CreateLogger<PolledFeed>());
        _running = feed.RunAsync(_stop.Token);
        return feed;
    }

    private Task AdvanceAsync(double seconds) => _kraken.Time.AdvanceLoopAsync(TimeSpan.FromSeconds(seconds));

    private int Asked(string endpoint) =>
        _rest.Requests.Count(request => request.Path.StartsWith("/0/public/" + endpoint, StringComparison.Ordinal));

    private List<string> Events() => FeedUnderTest.Words(_queue.Reader);

    private Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var seconds = (long)(_kraken.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var count = _tape.Count;
        var answer = request.RequestUri!.Segments[^1] switch
        {
            "Time" => ScriptedHandler.Result($$"""{"unixtime":{{seconds}},"rfc1123":""}"""),
            "Trades" => ScriptedHandler.Result(FeedUnderTest.TapeOf([.. _tape])),
            "Depth" => ScriptedHandler.Result(
                $$"""{"XXBTZUSD":{"asks":[["101.0","2.0",{{seconds}}]],"bids":[["99.0","3.0",{{seconds}}]] } }"""),
            "Ticker" when _isTickerRefused => ScriptedHandler.Error("EQuery:Unknown asset pair"),
            _ => ScriptedHandler.Result(
                $$"""
                {"XXBTZUSD":{"a":["101.0","1","1.0"],"b":["99.0","1","1.0"],"c":["100.0","1.0"],"v":["{{count}}","{{count}}"],
                "p":["100.0","100.0"],"t":[{{count}},{{count}}],"l":["100.0","100.0"],"h":["100.0","100.0"],"o":"100.0" } }
                """),
        };
        return answer(request, cancellation);
    }
}
