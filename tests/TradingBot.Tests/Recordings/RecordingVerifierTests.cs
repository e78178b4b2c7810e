using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Tests.Recordings;

public sealed class RecordingVerifierTests : IDisposable
{
    private static readonly SealOptions EveryChecksum = new() { ChecksumEvery = 1 };

    private readonly SealedHours _hours = new();
    private readonly TestMarket _market = new(1, depth: 60);

    public RecordingVerifierTests() =>
        _hours.Main.Describe(TestLog.Pair with { Depth = 60 });

    [Fact]
    public void A_file_that_is_damaged_missing_or_not_listed_is_found()
    {
        Record();
        var (changes, trades) = (_hours.Name(SegmentKind.Changes).Path, _hours.Name(SegmentKind.Trades).Path);
        var file = _hours.Folder.In(changes);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        var other = trades.Replace("XBTUSD", "XBTEUR");
        Directory.CreateDirectory(Path.GetDirectoryName(_hours.Folder.In(other))!);
        File.Move(_hours.Folder.In(trades), _hours.Folder.In(other));

        _hours.Verify().Findings.Select(finding => $"{finding}").Should().Equal(
            $"{changes}: is not the file that was sealed (hash)",
            $"{trades}: is missing",
            $"{other}: is not in the manifest");
    }

    [Fact]
    public void A_changed_line_of_the_manifest_is_found()
    {
        Record();
        var text = File.ReadAllText(_hours.Folder.Manifest);
        File.WriteAllText(_hours.Folder.Manifest, text.Replace("\"version\":1", "\"version\": 1"));

        _hours.Verify().Findings.Should().ContainSingle().Which.What.Should().EndWith("line 1 was changed");
    }

    /// <summary>The checksum covers ten levels; the recorder's digest covers all.</summary>
    [Fact]
    public void A_change_that_is_lost_far_from_the_best_passes_the_checksums_and_fails_the_digest_and_the_next_hour()
    {
        Record();
        _hours.Say(_market.Update());
        _hours.Seal(EveryChecksum);
        _hours.Verify().Findings.Should().BeEmpty();
        var rows = _hours.Changes(hoursAgo: 2).Rows;
        var bids = Enumerable.Range(0, rows.Count).Where(row => rows.IsBid.Values[row]);
        var deep = _market.Held.Bids[30..].ToArray().Select(level => level.Price)
            .Intersect(bids.Select(row => rows.Price[row])).First();

        ForgeChanges(hoursAgo: 2, (rows, row) => rows.Price[row] == deep && rows.IsBid.Values[row]);

        _hours.Verify().Findings.Should().OnlyContain(finding =>
            finding.What.EndsWith("is not the one that the recorder held")
            || finding.What == "its first snapshot is not the book at the end of the hour before").And.HaveCount(2);
    }

    [Fact]
    public void A_change_that_is_lost_near_the_best_fails_the_exchanges_checksum()
    {
        Record();
        var best = _market.Held.Asks[0].Price;

        ForgeChanges(hoursAgo: 1, (rows, row) => rows.Price[row] == best);

        _hours.Verify().Findings.Should().Contain(
            finding => finding.What.EndsWith("does not have the exchange's checksum"));
    }

    [Fact]
    public void Trades_that_are_missing_without_a_gap_or_are_there_twice_are_found()
    {
        Record();
        var name = _hours.Name(SegmentKind.Trades);
        Forge(name, new TradeBatch(1, 8), new TradeBatch(1, 8), (rows, forged) =>
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (rows.Id.Values[row] != 1002)
                    Add(row);
            }

            Add(0);

            void Add(int row) => forged.Add(new TradeRow(
                rows.Id.Values[row], 1, 1, true, 1, 1, null, TradeSource.Stream));
        });

        _hours.Verify().Findings.Select(finding => $"{finding}").Should().Equal(
            $"{name.Path}: trade 1001 is there twice",
            "test:XBTUSD: trades 1002 to 1002 are missing, and no gap says so");
    }

    [Theory]
    [InlineData(10, 15)]
    [InlineData(11, 16)]
    public void A_gap_that_says_less_than_is_missing_is_found(long last, long next)
    {
        _hours.Say($"trades XBTUSD Stream{TestMarket.TradeLine(10)}{TestMarket.TradeLine(16)}");
        _hours.Seal();
        _hours.Verify().Findings.Should().BeEmpty();

        Forge(_hours.Name(SegmentKind.Gaps), new GapBatch(), new GapBatch(), (rows, forged) =>
            forged.Add(rows.Row(0) with { LastId = last, NextId = next }));

        _hours.Verify().Findings.Select(finding => finding.What).Should().Equal(
            "trades 11 to 15 are missing, and no gap says so");
    }

    [Fact]
    public void A_message_out_of_its_order_is_found()
    {
        Record();
        var name = _hours.Name(SegmentKind.Changes);
        Forge(name, new ChangeBatch(1, 8), new ChangeBatch(1, 8), (rows, forged) =>
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var message = rows.Message.Values[row];
                forged.Add(RowOf(rows, row) with { Message = message == 5 ? 3 : message });
            }
        });

        _hours.Verify().Findings.Should().Contain(finding => finding.What == "message 3 stands behind message 4");
    }

    [Fact]
    public void A_minute_that_is_lost_or_out_of_its_order_or_without_prices_is_found()
    {
        _hours.Say(_market.Snapshot());
        _hours.Listen(TimeSpan.FromMinutes(4));
        _hours.Seal(EveryChecksum);
        var name = _hours.Name(SegmentKind.Minutes);
        _hours.Verify().Findings.Should().BeEmpty();

        Forge(name, new MinuteBatch(1), new MinuteBatch(1), (rows, forged) =>
        {
            foreach (var row in new[] { 1, 0, 3 })
            {
                forged.Add(new MinuteRow(
                    rows.Minute.Values[row],
                    rows.LastMessage.Values[row] - row,
                    ExchangeMicros: null,
                    IsCovered: true,
                    rows.BestBid.Values[row],
                    row == 3 ? 0 : rows.BestAsk.Values[row],
                    [.. rows.Figures.Select(figure => figure.Values[row])]));
            }
        });

        _hours.Verify().Findings.Select(finding => $"{finding}").Should().Equal(
            $"{name.Path}: minute {Minute(0)} is not a minute of its hour behind the one before",
            $"{name.Path}: minute {Minute(3)} is of message -2, and an earlier one of 1",
            $"{name.Path}: minute {Minute(3)} has no best prices",
            $"{name.Path}: has 3 rows, and the manifest says 4");

        long Minute(int minute) => name.Hour.StartMicros + minute * 60_000_000L;
    }

    [Fact]
    public void The_first_minute_of_the_next_hour_is_none_of_this_one()
    {
        _hours.Say(_market.Snapshot());
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Seal(EveryChecksum);
        var name = _hours.Name(SegmentKind.Minutes);

        Forge(name, new MinuteBatch(1), new MinuteBatch(1), (rows, forged) => forged.Add(new MinuteRow(
            name.Hour.EndMicros,
            rows.LastMessage.Values[0],
            ExchangeMicros: null,
            IsCovered: true,
            rows.BestBid.Values[0],
            rows.BestAsk.Values[0],
            [.. rows.Figures.Select(figure => figure.Values[0])])));

        _hours.Verify().Findings.Select(finding => finding.What).Should().Equal(
            $"minute {name.Hour.EndMicros} is not a minute of its hour behind the one before");
    }

    [Fact]
    public void A_candle_that_is_lost_or_out_of_its_order_or_cannot_be_is_found()
    {
        const long minute = 60_000_000;
        var start = _hours.Test.Hour.StartMicros;
        _hours.Say(Enumerable.Range(0, 5).Select(at => $"candles XBTUSD update|1 {start + at * minute} 5 6 4 5 1 5 1"));
        _hours.Seal(EveryChecksum);
        var name = _hours.Name(SegmentKind.Candles);
        _hours.Verify().Findings.Should().BeEmpty();

        Forge(name, new CandleBatch(1, 8), new CandleBatch(1, 8), (_, forged) =>
        {
            var row = new CandleRow(start + minute, 1, 50, 60, 40, 50, 1, 50, 1, null, start);
            forged.Add(row);
            forged.Add(row with { BeginMicros = start, High = 49 });
            forged.Add(row with { BeginMicros = start + 2 * minute + 1 });
        });

        _hours.Verify().Findings.Select(finding => $"{finding}").Should().Equal(
            $"{name.Path}: candle {start} is not behind the one before",
            $"{name.Path}: candle {start} has prices that cannot be",
            $"{name.Path}: candle {start + 2 * minute + 1} is not one of 1 minutes",
            $"{name.Path}: has 3 rows, and the manifest says 4");
    }

    public void Dispose() => _hours.Dispose();

    private void Record()
    {
        _hours.Say(_market.Snapshot());
        _hours.Say(Enumerable.Range(0, 600).Select(_ => _market.Update()));
        _hours.Digest(_market);
        _hours.Say(_market.Trades(5));
        _hours.Seal(EveryChecksum);
    }

    /// <summary>Leaves out the last row for which something holds.</summary>
    private void ForgeChanges(int hoursAgo, Func<ChangeBatch, int, bool> isLost)
    {
        var name = _hours.Name(SegmentKind.Changes, hoursAgo);
        Forge(name, new ChangeBatch(1, 8), new ChangeBatch(1, 8), (rows, forged) =>
        {
            var lost = Enumerable.Range(0, rows.Count).Last(row => isLost(rows, row));
            for (var row = 0; row < rows.Count; row++)
            {
                if (row != lost)
                    forged.Add(RowOf(rows, row));
            }
        });
    }

    private static ChangeRow RowOf(ChangeBatch rows, int row) => new(
        rows.Message.Values[row],
        rows.ExchangeMicros.Values[row],
        rows.ReceivedMicros.Values[row],
        rows.IsBid.Values[row],
        rows.Price.Values[row],
        rows.Quantity.Values[row],
        rows.IsEvicted.Values[row],
        rows.FirstId[row],
        rows.LastId[row],
        rows.Checksum[row]);

    /// <summary>Writes a segment anew with other rows, and lists it as if it had been sealed so.</summary>
    private void Forge<T>(SegmentName name, T rows, T forged, Action<T, T> change)
        where T : RowBatch
    {
        Run().GetAwaiter().GetResult();

        async Task Run()
        {
            var path = _hours.Folder.In(name.Path);
            SegmentInfo info;
            await using (var reader = await SegmentReader.OpenAsync(path))
            {
                info = reader.Info;
                await reader.ReadAsync(0, rows);
            }

            change(rows, forged);
            await using (var writer = await SegmentWriter.CreateAsync(path, forged))
            {
                await writer.WriteAsync(forged);
                await writer.CompleteAsync(info);
            }

            var manifest = Manifest.Read(_hours.Folder);
            manifest.Append([manifest.Find(name)! with { Sha256 = FileHash.Of(path) }]);
        }
    }
}
