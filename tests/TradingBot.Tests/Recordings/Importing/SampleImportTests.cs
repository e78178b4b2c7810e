using System.Globalization;
using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Tests.Cli;
using TradingBot.Tests.Market.Figures;

namespace TradingBot.Tests.Recordings.Importing;

/// <summary>Real recordings of others, imported by the command and read back from the segments.</summary>
public sealed class SampleImportTests : IDisposable
{
    private const string Frames = "book-sample/binance_btcusdt_20240808_raw.txt.gz";

    private readonly ImportedRecording _recording = new();

    [SharedDataFact(Frames)]
    public void The_sealed_book_of_Binance_has_the_best_prices_of_every_bookTicker_with_its_id_and_each_trade_once()
    {
        var run = _recording.Import($"binance-frames {SharedData.PathOf(Frames)} -x binance -c BTCUSDT");

        run.Should().Be(new Shell.Outcome(
            0,
            "binance:BTCUSDT: 99,574 messages, 6,496 of the book, 19,904 trades, 2024-08-08T23 to 2024-08-09T00\n",
            ""));
        var raw = new RawFrames(SharedData.PathOf(Frames));
        var tops = _recording.States().Select(Top.Of).ToList();
        var withTicker = tops.FindAll(top => top.Id > 0 && raw.LatestTicker(top.Id).Id == top.Id);
        withTicker.Count.Should().Be(1_072, "so many messages about the book end with the id of a bookTicker");
        withTicker.FindAll(top => top != raw.LatestTicker(top.Id)).Should().BeEmpty();
        tops.Where(top => top.Id > 0 && top != raw.LatestTicker(top.Id) with { Id = top.Id }).Select(top => top.Id)
            .Should().Equal([50093478174, 50093480542], "there no bookTicker came of the message's last changes");
        raw.Depths.Should().HaveCount(6_495);
        tops.Should().HaveCount(1 + raw.Depths.Count(last => last > raw.SnapshotId)).And.HaveCountGreaterThan(6_490);
        Trades().Should().Equal(raw.Trades);
        raw.Trades.Should().HaveCount(19_904).And.OnlyHaveUniqueItems(trade => trade.Id);
        _recording.Segments.GroupBy(name => name.Kind).Select(kind => (kind.Key, Hours: kind.Count()))
            .Should().BeEquivalentTo([
                (SegmentKind.Changes, 2), (SegmentKind.Snapshots, 2), (SegmentKind.Trades, 2), (SegmentKind.Minutes, 2),
            ]);
        var verified = Shell.Run($"recordings verify --data {_recording.Directory}");
        (verified.ExitCode, verified.Errors).Should().Be((0, ""));
        verified.Output.Should().Contain("1 joints of hours").And.Contain("19,904 trades").And.Contain(" 0 gaps")
            .And.EndWith(": all is as it was recorded\n");
    }

    [SharedDataFact(ReferenceFigures.File)]
    public void Figures_of_the_sealed_books_of_Bitstamp_are_the_reference_to_nine_digits()
    {
        var run = _recording.Import(
            $"book-snapshots {SharedData.PathOf(ReferenceFigures.Books)} -x bitstamp -c BTC/USD");

        run.Should().Be(new Shell.Outcome(
            0, "bitstamp:BTCUSD: 5,011 messages, 5,011 of the book, 0 trades, 2015-05-01T00 to 2015-05-01T05\n", ""));
        var (builder, night) = (new MinuteFiguresBuilder(), new List<MinuteFigures>());
        foreach (var state in _recording.States())
        {
            var time = DateTime.UnixEpoch.AddTicks(state.ReceivedMicros * TimeSpan.TicksPerMicrosecond);
            builder.Add(state.Book, time);
            night.Add(builder.Build(state.Book, time)!);
        }

        ReferenceFigures.Require(night);
        _recording.Gaps().Should().BeEmpty();
        _recording.Segments.Where(name => name.Kind == SegmentKind.Changes).Should().HaveCount(6);
        _recording.Verify().Findings.Should().BeEmpty();
    }

    public void Dispose() => _recording.Dispose();

    private List<CapturedTrade> Trades() =>
    [
        .. _recording.Rows(SegmentKind.Trades, info => new TradeBatch(info.PriceDecimals, info.QuantityDecimals))
            .SelectMany(part => Enumerable.Range(0, part.Rows.Count).Select(row => new CapturedTrade(
                part.Rows.Id.Values[row],
                part.Rows.ExchangeMicros.Values[row],
                part.Rows.IsBuy.Values[row] ? Side.Buy : Side.Sell,
                part.Rows.Price[row],
                part.Rows.Quantity[row],
                IsMarket: null))),
    ];

    /// <summary>The best levels after an id; 0: that of a snapshot, which is stored without it.</summary>
    private readonly record struct Top(long Id, BookLevel Bid, BookLevel Ask)
    {
        public static Top Of(BookState state) => new(state.LastId ?? 0, state.Book.Bids[0], state.Book.Asks[0]);
    }

    /// <summary>The messages, read in the simplest way.</summary>
    private sealed class RawFrames
    {
        private readonly List<Top> _tickers = [];

        public RawFrames(string path)
        {
            using var lines = ReferenceFigures.Open(path);
            while (lines.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                Take(json.RootElement);
            }
        }

        public List<long> Depths { get; } = [];

        public List<CapturedTrade> Trades { get; } = [];

        public long SnapshotId { get; private set; }

        /// <summary>The last one up to an id.</summary>
        public Top LatestTicker(long id)
        {
            var at = _tickers.BinarySearch(new Top(id, default, default), Comparer<Top>.Create(
                (left, right) => left.Id.CompareTo(right.Id)));
            return at >= 0 ? _tickers[at] : at == ~0 ? default : _tickers[~at - 1];
        }

        private void Take(JsonElement root)
        {
            if (root.TryGetProperty("lastUpdateId", out var snapshot))
            {
                SnapshotId = snapshot.GetInt64();
                return;
            }

            var data = root.GetProperty("data");
            if (!data.TryGetProperty("e", out var kind))
                _tickers.Add(new Top(data.GetProperty("u").GetInt64(), Level(data, "b", "B"), Level(data, "a", "A")));
            else if (kind.GetString() == "depthUpdate")
                Depths.Add(data.GetProperty("u").GetInt64());
            else
                Trades.Add(Trade(data));
        }

        private static CapturedTrade Trade(JsonElement data) => new(
            data.GetProperty("t").GetInt64(),
            data.GetProperty("T").GetInt64() * 1000,
            data.GetProperty("m").GetBoolean() ? Side.Sell : Side.Buy,
            Number(data, "p"),
            Number(data, "q"),
            IsMarket: null);

        private static BookLevel Level(JsonElement data, string price, string quantity) =>
            new(Number(data, price), Number(data, quantity));

        private static decimal Number(JsonElement data, string name) =>
            decimal.Parse(data.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }
}
