using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

public class FeedTests
{
    private static readonly DateTime Start = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<Trade> _ready = [];

    [Fact]
    public void A_hole_keeps_newer_trades_waiting_until_it_is_filled_in_order()
    {
        var stream = new TradeStream();
        stream.Accept([Trade(1), Trade(2)], _ready);
        stream.Accept([Trade(5), Trade(6)], _ready);
        Ids().Should().Equal(1, 2);
        stream.Gap.Should().Be(new TradeGap(2, 5));

        stream.Accept([Trade(7)], _ready);
        stream.Fill([Trade(2), Trade(3), Trade(4), Trade(5)], _ready).Should().BeTrue();
        Ids().Should().Equal(1, 2, 3, 4, 5, 6, 7);
        stream.Gap.Should().BeNull();
        stream.GapCount.Should().Be(1);
    }

    [Fact]
    public void A_tape_that_does_not_reach_the_end_of_the_hole_leaves_it_open()
    {
        var stream = new TradeStream();
        stream.Accept([Trade(1), Trade(9)], _ready);
        stream.Fill([Trade(2), Trade(3)], _ready).Should().BeFalse();
        Ids().Should().Equal(1, 2, 3);
        stream.Gap.Should().Be(new TradeGap(3, 9));
    }

    [Fact]
    public void Ids_the_tape_does_not_have_are_given_up_and_counted()
    {
        var stream = new TradeStream();
        stream.Accept([Trade(1), Trade(5)], _ready);
        stream.Fill([Trade(1), Trade(3), Trade(5)], _ready).Should().BeTrue();
        Ids().Should().Equal(1, 3, 5);
        stream.MissingIds.Should().Be(2);
    }

    [Fact]
    public void A_first_snapshot_may_come_newest_first_and_a_repeated_one_delivers_nothing()
    {
        var stream = new TradeStream();
        Trade[] snapshot = [Trade(8), Trade(7), Trade(6)];
        stream.Accept(snapshot, _ready);
        stream.Accept(snapshot, _ready);
        Ids().Should().Equal(6, 7, 8);
    }

    [Fact]
    public void What_does_not_fit_behind_a_hole_shows_as_the_next_one()
    {
        var stream = new TradeStream(mostWaiting: 3);
        stream.Accept([Trade(1)], _ready);
        stream.Accept([.. Enumerable.Range(3, 10).Select(id => Trade(id))], _ready);
        stream.Fill([Trade(2), Trade(3)], _ready).Should().BeTrue();
        Ids().Should().Equal(1, 2, 3, 4, 5);
        stream.Accept([Trade(13)], _ready);
        stream.Gap.Should().Be(new TradeGap(5, 13));
    }

    [Fact]
    public void Whatever_is_lost_repeated_or_late_the_tape_comes_out_whole_and_in_order()
    {
        var batches = Gen.Zip(Gen.Choose(1, 300), Gen.Choose(1, 12)).ListOf();
        Prop.ForAll(batches.ToArbitrary(), pieces =>
        {
            var (stream, ready) = (new TradeStream(mostWaiting: 50), new List<Trade>());
            stream.Accept([Trade(0)], ready);
            foreach (var (from, count) in pieces)
            {
                stream.Accept([.. Enumerable.Range(from, count).Select(id => Trade(id))], ready);
                if (count % 3 == 0 && stream.Gap is { } gap)
                    stream.Fill([.. Enumerable.Range((int)gap.AfterId, count).Select(id => Trade(id))], ready);
            }

            while (stream.Gap is { } gap)
                stream.Fill([.. Enumerable.Range((int)gap.AfterId, 400).Select(id => Trade(id))], ready);
            return stream.MissingIds == 0
                && ready.Select(trade => (int)trade.Id).SequenceEqual(Enumerable.Range(0, ready.Count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261120, 5));
    }

    [Fact]
    public async Task The_tape_is_read_page_by_page_to_a_page_that_is_not_full_and_shared_rows_come_once()
    {
        var handler = new ScriptedHandler(
            Page(last: 2_000_000_000, Row(11, "1.5"), Row(12, "2")),
            Page(last: 3_000_000_000, Row(12, "2"), Row(13, "2.5"), Row(14, "3")),
            Page(last: 3_000_000_000, Row(14, "3")));
        using var kraken = new TestKraken(handler);
        var answer = await new TradeBackfill(kraken.Public, fullPage: 2)
            .ReadAsync("XBTUSD", DateTime.UnixEpoch.AddSeconds(1.5), CancellationToken.None);

        var part = answer.Should().BeOfType<Answer<TapePart>.Success>().Which.Value;
        part.Trades.Select(trade => trade.Id).Should().Equal(11, 12, 13, 14);
        part.IsToEnd.Should().BeTrue();
        handler.Requests.Select(request => request.Path).Should().Equal(
            "/0/public/Trades?pair=XBTUSD&since=1499000000&count=1000",
            "/0/public/Trades?pair=XBTUSD&since=1999000000&count=1000",
            "/0/public/Trades?pair=XBTUSD&since=2999000000&count=1000");
    }

    [Fact]
    public async Task A_tape_that_is_too_long_for_one_call_is_not_taken_for_its_end()
    {
        var id = 0;
        using var kraken = new TestKraken(new ScriptedHandler(
            (request, stop) => Page(last: ++id * 1_000_000_000L, Row(id, $"{id}"))(request, stop)));
        var reading = new TradeBackfill(kraken.Public, fullPage: 1)
            .ReadAsync("XBTUSD", DateTime.UnixEpoch, CancellationToken.None);

        var part = (await kraken.Time.RunAsync(reading)).Should().BeOfType<Answer<TapePart>.Success>().Which.Value;
        (part.Trades.Count, part.IsToEnd).Should().Be((TradeBackfill.MaxPages, false));
    }

    [Fact]
    public async Task A_part_of_the_tape_is_no_success()
    {
        using var kraken = new TestKraken(new ScriptedHandler(
            Page(last: 2_000_000_000, Row(11, "1.5")), ScriptedHandler.Error("EQuery:Unknown asset pair")));
        (await new TradeBackfill(kraken.Public, fullPage: 1)
            .ReadAsync("XBTUSD", DateTime.UnixEpoch, CancellationToken.None))
            .Should().BeOfType<Answer<TapePart>.Rejected>();
    }

    [Fact]
    public void The_exchanges_clock_is_the_latest_stamp_and_what_has_passed_since()
    {
        var time = new ManualTime();
        var clock = new ExchangeTime(time);
        (clock.Now, clock.IsFresh).Should().Be((DateTime.UnixEpoch, false));

        clock.Observe(Start.AddSeconds(10));
        time.Advance(TimeSpan.FromSeconds(5));
        clock.Observe(Start.AddSeconds(12));
        clock.Now.Should().Be(Start.AddSeconds(15), "the second one was three seconds on its way");
        time.SetWallClock(DateTimeOffset.UnixEpoch);
        clock.Now.Should().Be(Start.AddSeconds(15), "an administrator sets our clock, not Kraken's");
        time.Advance(TimeSpan.FromMinutes(1));
        clock.IsFresh.Should().BeFalse();
        clock.Observe(Start.AddSeconds(74));

        (clock.Now, clock.IsFresh).Should().Be((Start.AddSeconds(74), true));
    }

    [Fact]
    public void A_new_trade_with_an_old_id_is_counted_and_left_out_and_a_repeated_one_is_not_counted()
    {
        var stream = new TradeStream();
        stream.Accept([Trade(5), Trade(6)], _ready);
        stream.Accept([Trade(5), Trade(6) with { Time = Trade(6).Time.AddSeconds(5) }, Trade(4)], _ready);
        stream.JumpsBack.Should().Be(0);

        stream.Accept([Trade(3) with { Time = Trade(9).Time }], _ready);

        stream.JumpsBack.Should().Be(1);
        Ids().Should().Equal(5, 6);
    }

    [Fact]
    public async Task The_running_interval_is_never_a_candle_and_the_first_wanted_one_is_there()
    {
        var handler = new ScriptedHandler(ScriptedHandler.Result("""
            {"XXBTZUSD":[[3600,"1","2","0.5","1.5","1.2","10",4],[7200,"1.5","1.5","1.5","1.5","0.0","0.0",0],
            [10800,"1.5","3","1.5","2","2","1",1]],"last":7200}
            """));
        using var kraken = new TestKraken(handler);
        var answer = await new CandleHistory(kraken.Public)
            .FinishedAsync("XBTUSD", new Timeframe(60), from: 3600, CancellationToken.None);

        answer.Should().BeOfType<Answer<IReadOnlyList<Candle>>.Success>().Which.Value.Should().Equal(
            new Candle(3600, 1, 2, 0.5, 1.5, 10, 4), Candle.Flat(7200, 1.5));
        handler.Requests.Single().Path.Should().Be("/0/public/OHLC?pair=XBTUSD&interval=60&since=0");
    }

    [Fact]
    public void Sparse_rows_keep_what_an_order_was_and_a_fill_counts_once()
    {
        var (stream, steps) = (new ExecutionStream(), new List<OrderStep>());
        var placed = Step("pending_new") with { ClientOrderId = "c", Quantity = 1, Side = "buy" };
        var fill = Step("trade") with { FillId = "T1", FillQuantity = 0.4m, FilledQuantity = 0.4m, FilledCost = 10 };
        var cancelled = Step("canceled") with { OrderStatus = "canceled", Reason = "User" };
        stream.Accept(new(true, 1, []), steps).Should().BeTrue();
        stream.Accept(new(false, 2, [placed]), steps).Should().BeTrue();
        stream.Accept(new(false, 3, [fill]), steps).Should().BeTrue();
        stream.Accept(new(true, 1, [fill]), steps).Should().BeTrue("a snapshot after a reconnect counts anew");
        stream.Accept(new(false, 3, [cancelled]), steps).Should().BeFalse("number 2 is missing");

        steps.Select(step => step.IsNewFill).Should().Equal(false, true, false, false);
        var order = steps[^1].Order;
        (order.ClientOrderId, order.Side, order.Quantity, order.FilledQuantity, order.IsOver, order.Reason)
            .Should().Be(("c", "buy", 1m, 0.4m, true, "User"));
    }

    [Fact]
    public void A_volume_without_its_cost_changes_neither()
    {
        var (stream, steps) = (new ExecutionStream(), new List<OrderStep>());
        var fill = Step("trade") with { FillId = "T1", FillQuantity = 0.4m, FilledQuantity = 0.4m, FilledCost = 10 };
        // as recorded: an amendment tells cum_qty and no cum_cost
        var amended = Step("amended") with { FilledQuantity = 0.6m, Quantity = 2 };
        stream.Accept(new(false, 1, [fill]), steps);
        stream.Accept(new(false, 2, [amended]), steps);

        (steps[1].Order.FilledQuantity, steps[1].Order.FilledCost, steps[1].Order.Quantity)
            .Should().Be((0.4m, 10m, 2m));
    }

    private static ExecutionRow Step(string step) => new() { OrderId = "O1", Step = step };

    private static Trade Trade(long id) => new(id, Start.AddSeconds(id), 100 + id, 1, Side.Buy);

    private static IEnumerable<long> Count(int count) => Enumerable.Range(1, count).Select(id => (long)id);

    private static string Row(long id, string seconds) => $"""["100.0","1.0",{seconds},"b","m","",{id}]""";

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Page(
        long last, params string[] rows) =>
        ScriptedHandler.Result($$"""{"XXBTZUSD":[{{string.Join(',', rows)}}],"last":"{{last}}"}""");

    private IEnumerable<long> Ids() => _ready.Select(trade => trade.Id);
}
