using System.Diagnostics;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Modes.Recorded;
using TradingBot.Tests;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// A replay of many hours, each with the sample's messages: reading alone, and a session that trades on it. The figure
/// is of the processor's time, all threads together; decoding has threads of its own, so the clock's may be shorter.
/// </summary>
internal static class ReplayMeasure
{
    private const int Hours = 24;
    private const int Repeats = 3;
    private const int TapesAnHour = 20;
    private const long Hour = 3_600_000_000;

    public static async Task RunAsync(
        string name,
        RecordedPair pair,
        List<(BookMessage Message, Receipt Received)> book,
        List<(TradesMessage Message, Receipt Received)> trades,
        string directory)
    {
        var folder = await WriteAsync(pair, book, trades, tapes: 1, Path.Combine(directory, $"of-{pair.Exchange}"));
        await MeasureAsync($"{name}, {Hours} hours: replayed", folder, pair, isTraded: false);
        await MeasureAsync($"{name}, {Hours} hours: traded on", folder, pair, isTraded: true);
    }

    /// <summary>Hours with one book each and many trades.</summary>
    public static async Task RunTradesAsync(BinanceSample sample, string directory)
    {
        var pair = BinanceSample.Pair;
        var folder = await WriteAsync(
            pair, sample.Book[..1], sample.Trades, TapesAnHour, Path.Combine(directory, "of-trades"));
        await MeasureAsync($"trades, {Hours} hours: replayed", folder, pair, isTraded: false);
        await MeasureAsync($"trades, {Hours} hours: traded on", folder, pair, isTraded: true);
    }

    private static async Task<RecordingFolder> WriteAsync(
        RecordedPair pair,
        List<(BookMessage Message, Receipt Received)> book,
        List<(TradesMessage Message, Receipt Received)> trades,
        int tapes,
        string directory)
    {
        var folder = new RecordingFolder(directory);
        var (lines, message, id) = (new List<ManifestLine>(), 0L, 0L);
        for (var hour = 0; hour < Hours; hour++)
        {
            var (batches, by) = (
                new PairBatches(pair, pair.PriceDecimals, pair.QuantityDecimals),
                hour * Hour - book[0].Received.WallMicros);
            var rows = new BookRows(pair, new PairStart(message), new RecordingHour(hour), batches, checksumEvery: 64);
            foreach (var (what, received) in book)
                rows.Take(Moved(what, by), Moved(received, hour, by));
            message = rows.LastMessage;
            var tape = new TradeRows(PairStart.None, batches);
            for (var i = 0; i < tapes; i++)
            {
                var part = by + i * Hour / tapes;
                foreach (var (what, received) in trades)
                    tape.Take(Moved(what, ++id, part), Moved(received, hour, part));
            }

            lines.Add(await WriteAsync(folder, pair, SegmentKind.Changes, hour, batches.Changes, message));
            lines.Add(await WriteAsync(folder, pair, SegmentKind.Snapshots, hour, batches.Snapshots, 0));
            lines.Add(await WriteAsync(folder, pair, SegmentKind.Trades, hour, batches.Trades, 0));
        }

        Manifest.Read(folder).Append(lines);
        return folder;
    }

    private static async Task MeasureAsync(string what, RecordingFolder folder, RecordedPair pair, bool isTraded)
    {
        var (best, clock, changes, trades) = (double.MaxValue, double.MaxValue, 0L, 0L);
        for (var i = 0; i < Repeats; i++)
        {
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            (changes, trades) = isTraded ? await TradeAsync(folder, pair) : await ReadAsync(folder, pair);
            clock = Math.Min(clock, Stopwatch.GetElapsedTime(start).TotalSeconds);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        }

        RecordingCommand.Say(what, $"{(changes + trades) / best / 1e6:F2} M rows/s");
        RecordingCommand.Say(
            "", $"{changes:N0} changes, {trades:N0} trades: {best:F2} s of the processor, {clock:F2} s");
    }

    private static async Task<(long Changes, long Trades)> ReadAsync(RecordingFolder folder, RecordedPair pair)
    {
        var (changes, trades) = (0L, 0L);
        var (hours, gaps) = await OpenAsync(folder, pair);
        await using var replay = new PairReplay(hours, gaps, hours.First, 0, hours.Last);
        while (await replay.FillAsync())
        {
            while (replay.TryNext())
            {
                if (replay.Kind == ReplayKind.Changes)
                    changes += replay.End - replay.First;
                else if (replay.Kind == ReplayKind.Trade)
                    trades++;
            }
        }

        return (changes, trades);
    }

    private static async Task<(long Changes, long Trades)> TradeAsync(RecordingFolder folder, RecordedPair pair)
    {
        var (hours, gaps) = await OpenAsync(folder, pair);
        await using var replay = new PairReplay(hours, gaps, hours.First, 0, hours.Last);
        await replay.FillAsync();
        var setup = Backtests.Setup("order-book-bias", 1, "enter=0.05", "leave=-0.05");
        var depth = pair.Depth == 0 ? int.MaxValue : pair.Depth;
        var market = new RecordedMarket(setup.Instrument, depth, QueueModel.Proportional);
        var run = new RecordedRun(setup, Backtests.Fills(), market, TimeSpan.FromMilliseconds(150));
        await new RecordedSession(replay, run, setup, needsBook: true).RunAsync(() => false, CancellationToken.None);
        run.Complete();
        return (Rows(hours, SegmentKind.Changes), Rows(hours, SegmentKind.Trades));
    }

    private static long Rows(PairHours hours, SegmentKind kind)
    {
        var manifest = Manifest.Read(hours.Folder);
        return hours.Of(kind, hours.First, hours.Last).Sum(name => manifest.Find(name)!.Rows);
    }

    private static async Task<(PairHours Hours, RecordedGaps Gaps)> OpenAsync(RecordingFolder folder, RecordedPair pair)
    {
        var hours = PairHours.Read(folder, pair.Exchange, pair.Symbol);
        return (hours, await RecordedGaps.ReadAsync(hours, hours.First, hours.Last));
    }

    private static async Task<ManifestLine> WriteAsync(
        RecordingFolder folder, RecordedPair pair, SegmentKind kind, int hour, RowBatch batch, long lastMessage)
    {
        var name = new SegmentName(pair.Exchange, pair.Symbol, kind, new RecordingHour(hour));
        Directory.CreateDirectory(Path.GetDirectoryName(folder.In(name.Path))!);
        await using var writer = await SegmentWriter.CreateAsync(folder.In(name.Path), batch);
        await writer.WriteAsync(batch);
        await writer.CompleteAsync(new SegmentInfo(pair.PriceDecimals, pair.QuantityDecimals, pair.Depth)
        {
            IsBookKnownAtEnd = true,
            LastMessage = lastMessage,
        });
        return new ManifestLine { Path = name.Path, Rows = batch.Count, Version = SegmentInfo.Version, Previous = "" };
    }

    private static Receipt Moved(Receipt receipt, int hour, long by) =>
        new(Math.Max(hour * Hour, receipt.WallMicros + by), 0);

    private static BookMessage Moved(BookMessage message, long by) =>
        message with { ExchangeMicros = message.ExchangeMicros + by, Checksum = null };

    private static TradesMessage Moved(TradesMessage message, long id, long by) => message with
    {
        Trades =
        [
            .. message.Trades.Select(trade => trade with { Id = id, ExchangeMicros = trade.ExchangeMicros + by }),
        ],
    };
}
