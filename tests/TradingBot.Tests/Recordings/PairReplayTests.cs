using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

public sealed class PairReplayTests : IDisposable
{
    private readonly SealedHours _hours = new();
    private readonly TestMarket _market = new(5);
    private readonly List<string> _said = [];

    [Fact]
    public async Task All_comes_in_the_order_of_its_receipt_over_hours_and_leads_to_the_recorders_book()
    {
        var random = new Random(2);
        Say("book", _market.Snapshot());
        for (var hour = 0; hour < 3; hour++)
        {
            for (var i = 0; i < 300; i++)
            {
                if (random.Next(3) == 0)
                    Say("trade", _market.Trades(1));
                else
                    Say("changes", _market.Update());
            }

            _hours.Seal();
        }

        var (replayed, book) = await ReplayAsync();

        replayed.Should().Equal(_said);
        book.Bids.ToArray().Should().Equal(_market.Held.Bids.ToArray());
        book.Asks.ToArray().Should().Equal(_market.Held.Asks.ToArray());
    }

    [Fact]
    public async Task A_gap_of_the_exchange_s_candles_is_none_of_the_trades_and_none_of_the_book()
    {
        Say("book", _market.Snapshot());
        Say("trade", _market.Trades(1));
        _hours.Note(FrameType.Gap, NoteJson.Bytes(new GapNote(
            new GapRow(GapRow.Candles, "refused: no") { FromReceivedMicros = Micros() })));
        Say("changes", _market.Update());
        Say("trade", _market.Trades(1));
        _hours.Seal();
        var hours = PairHours.Read(_hours.Folder, "test", "XBTUSD");

        var gaps = await RecordedGaps.ReadAsync(hours, hours.First, hours.Last);

        (gaps.Book.Count, gaps.Trades.Count).Should().Be((0, 0));
        (await ReplayAsync()).Events.Should().Equal(_said);
    }

    [Fact]
    public async Task In_a_gap_the_book_is_not_known_until_a_whole_one_comes()
    {
        Say("book", _market.Snapshot());
        Say("changes", _market.Update());
        _said.Add($"gap {Micros()}");
        _hours.Note(FrameType.Closed, []);
        Say("trade", _market.Trades(1));
        _hours.Say(_market.Update()); // of a book that nobody knows
        Say("book", _market.Snapshot());
        Say("changes", _market.Update());
        _hours.Seal();

        (await ReplayAsync()).Events.Should().Equal(_said);
    }

    [Fact]
    public async Task A_replay_may_begin_with_any_hour_and_a_later_trade()
    {
        Say("book", _market.Snapshot());
        Say("trade", _market.Trades(1));
        _hours.Seal();
        _said.Clear();
        _said.Add($"book {_hours.Test.Hour.StartMicros}");
        _hours.Say(_market.Trades(1));
        Say("changes", _market.Update());
        Say("trade", _market.Trades(1));
        var from = Micros(); // the moment of that trade
        _hours.Seal();

        var (events, book) = await ReplayAsync(new RecordingHour(_hours.Test.Hour.Number - 1), from);

        events.Should().Equal(_said);
        book.Bids.ToArray().Should().Equal(_market.Held.Bids.ToArray());
    }

    [Fact]
    public async Task A_book_from_before_hours_that_nobody_recorded_does_not_come_back()
    {
        Say("book", _market.Snapshot());
        Say("trade", _market.Trades(1));
        _hours.Seal();
        _said.Add($"gap {_hours.Test.Hour.StartMicros}");
        _hours.Test.Time.Advance(TimeSpan.FromHours(2));
        _hours.Restart();
        _hours.Note(FrameType.Connected, []);
        Say("trade", _market.Trades(1));
        Say("book", _market.Snapshot());
        _hours.Seal();

        var (events, _) = await ReplayAsync();

        events.Should().Equal(_said);
        var gaps = await GapsAsync();
        var gap = gaps.Book.Should().ContainSingle().Subject;
        (gap.Reason, gap.Length).Should().Be(("not recorded", TimeSpan.FromHours(2) + TimeSpan.FromMilliseconds(4)));
    }

    [Fact]
    public async Task A_gap_that_goes_on_over_an_hour_is_one()
    {
        Say("book", _market.Snapshot());
        Say("trade", _market.Trades(1));
        var from = Micros();
        _hours.Note(FrameType.Closed, "reset"u8.ToArray());
        _hours.Seal();
        _hours.Seal();
        Say("book", _market.Snapshot());
        var to = Micros();
        _hours.Seal();

        var gaps = await GapsAsync();

        gaps.Book.Should().Equal(new RecordedGap(from, to, "connection lost: reset"));
        gaps.IsBookUnknownAt(from + 1).Should().BeTrue();
        gaps.IsBookUnknownAt(to).Should().BeFalse();
        gaps.IsBookUnknownAt(from).Should().BeFalse("that was received");
    }

    [Fact]
    public async Task Trades_that_never_came_are_lost_and_those_that_were_fetched_are_not()
    {
        Say("book", _market.Snapshot());
        _hours.Say(Trade(1), Trade(5), Trade(9));
        _hours.Seal();
        _hours.Say(Trade(6), Trade(7), Trade(8));
        _hours.Seal();

        var gaps = await GapsAsync();

        gaps.LostTrades.Should().Equal((1, 5));
        gaps.IsLost(1, 5).Should().BeTrue();
        gaps.IsLost(2, 4).Should().BeTrue("it is a part of that");
        gaps.IsLost(5, 9).Should().BeFalse();
    }

    [Fact]
    public async Task An_hour_of_trades_without_a_book_is_a_gap_of_the_book_alone()
    {
        Say("trade", _market.Trades(1));
        _hours.Seal();
        Say("book", _market.Snapshot());
        _hours.Seal();
        var hour = new RecordingHour(_hours.Test.Hour.Number - 2);

        var gaps = await GapsAsync();

        gaps.Book.Should().Equal(
            new RecordedGap(hour.StartMicros, hour.StartMicros + 3_600_000_000, "not recorded"));
        gaps.Trades.Should().BeEmpty();
        gaps.MayMissTradesAt(hour.StartMicros + 1).Should().BeFalse();
    }

    /// <summary>The memory of a replay does not grow with the recording.</summary>
    [Fact]
    public async Task Two_row_groups_of_the_book_are_in_memory_however_long_it_is()
    {
        Say("book", _market.Snapshot());
        Say("trade", _market.Trades(1));
        _hours.Seal();
        await LengthenAsync(groups: 12);
        var (batches, rows) = (new HashSet<LevelBatch>(), 0);
        var hours = PairHours.Read(_hours.Folder, "test", "XBTUSD");
        await using var replay = new PairReplay(hours, await GapsAsync(), hours.First, 0, hours.Last);

        while (await replay.FillAsync())
        {
            while (replay.TryNext())
            {
                if (replay.Kind != ReplayKind.Changes)
                    continue;
                batches.Add(replay.Levels);
                rows += replay.End - replay.First;
            }
        }

        (batches.Count, rows).Should().Be((2, 12 * 1000));
    }

    [Theory]
    [InlineData("changes", "has no order book of test:XBTUSD, and orders are filled from it")]
    [InlineData("trades", "has no trades of test:XBTUSD, and candles are made of them")]
    public void A_pair_without_its_book_or_its_trades_cannot_be_traded(string missing, string message)
    {
        Say("trade", missing == "trades" ? "heartbeat" : _market.Trades(1));
        if (missing == "trades")
            Say("book", _market.Snapshot());
        _hours.Seal();

        FluentActions.Invoking(() => PairHours.Read(_hours.Folder, "test", "XBTUSD"))
            .Should().Throw<RecordingException>().WithMessage($"{_hours.Folder.Root}: {message}");
    }

    public void Dispose() => _hours.Dispose();

    private static string Trade(long id) => $"trades XBTUSD Stream{TestMarket.TradeLine(id)}";

    private long Micros() => _hours.Test.Now.WallMicros;

    private void Say(string kind, string message)
    {
        _hours.Say(message);
        _said.Add($"{kind} {Micros()}");
    }

    private async Task<RecordedGaps> GapsAsync()
    {
        var hours = PairHours.Read(_hours.Folder, "test", "XBTUSD");
        return await RecordedGaps.ReadAsync(hours, hours.First, hours.Last);
    }

    private async Task<(List<string> Events, OrderBook Book)> ReplayAsync(RecordingHour? first = null, long from = 0)
    {
        var hours = PairHours.Read(_hours.Folder, "test", "XBTUSD");
        var gaps = await RecordedGaps.ReadAsync(hours, first ?? hours.First, hours.Last);
        await using var replay = new PairReplay(hours, gaps, first ?? hours.First, from, hours.Last);
        var (events, book) = (new List<string>(), new OrderBook(10, 1, 8));
        while (await replay.FillAsync())
        {
            while (replay.TryNext())
            {
                events.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{$"{replay.Kind}".ToLowerInvariant()} {replay.ReceivedMicros}"));
                if (replay.Kind == ReplayKind.Book)
                    replay.Snapshot!.Load(book);
                else if (replay.Kind == ReplayKind.Changes)
                    Apply(book, replay);
            }
        }

        return (events, book);
    }

    private static void Apply(OrderBook book, PairReplay replay)
    {
        for (var row = replay.First; row < replay.End; row++)
        {
            var level = new BookLevel(replay.Levels.Price[row], replay.Levels.Quantity[row]);
            book.Set(replay.Levels.IsBid.Values[row] ? Side.Buy : Side.Sell, level);
        }
    }

    /// <summary>Writes the segment of changes anew, with many small row groups.</summary>
    private async Task LengthenAsync(int groups)
    {
        var path = _hours.Folder.In(_hours.Name(SegmentKind.Changes).Path);
        SegmentInfo info;
        await using (var reader = await SegmentReader.OpenAsync(path))
            info = reader.Info;
        var (batch, message) = (new ChangeBatch(info.PriceDecimals, info.QuantityDecimals), info.LastMessage);
        await using var writer = await SegmentWriter.CreateAsync(path, batch);
        for (var group = 0; group < groups; group++)
        {
            batch.Clear();
            for (var row = 0; row < 1000; row++)
                batch.Add(new ChangeRow(++message, 1, Micros() + message, true, 1, 1, false, null, null, null));
            await writer.WriteAsync(batch);
        }

        await writer.CompleteAsync(info with { LastMessage = message });
    }
}
