using System.CommandLine;
using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// <c>recording FILE</c>: what a recorded book costs: bytes of a change and of a trade in a segment, the time to write
/// it, to read it, and to rebuild the book from it. Times are the processor's: others' work changes them little.
/// </summary>
internal static class RecordingCommand
{
    private const int Repeats = 10;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "recorded frames of Binance: ../shared/market-data/book-sample/binance_…_raw.txt.gz",
        };
        var parent = ScratchFolder.Argument("where segments and log are kept meanwhile");
        var command = new Command("recording", "Measures a recording: bytes a change, and the speed of log and replay.")
        {
            file,
            parent,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(file).FullName,
            ScratchFolder.Make(parsed.GetValue(parent)!, "tradingbot-recording")));
        return command;
    }

    private static async Task<int> RunAsync(string file, string directory)
    {
        try
        {
            var sample = BinanceSample.Read(file);
            await MeasureBookAsync("Binance", BinanceSample.Pair, sample.Book, Path.Combine(directory, "binance"));
            await MeasureBookAsync(
                "Kraken-shaped", KrakenShape.Pair, KrakenShape.Of(sample), Path.Combine(directory, "kraken"));
            await MeasureTradesAsync(sample, Path.Combine(directory, "trades"));
            await ReplayMeasure.RunAsync("Binance", BinanceSample.Pair, sample.Book, sample.Trades, directory);
            await ReplayMeasure.RunAsync(
                "Kraken-shaped", KrakenShape.Pair, KrakenShape.Of(sample), sample.Trades, directory);
            await ReplayMeasure.RunTradesAsync(sample, directory);
            MeasureLog(directory);
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureBookAsync(
        string name, RecordedPair pair, List<(BookMessage Message, Receipt Received)> messages, string path)
    {
        var batches = new PairBatches(pair, pair.PriceDecimals, pair.QuantityDecimals);
        var book = new BookRows(pair, PairStart.None, new RecordingHour(0), batches, checksumEvery: 64);
        var (rows, written, start) = (0L, TimeSpan.Zero, Cpu());
        TimeSpan made;
        await using (var writer = await SegmentWriter.CreateAsync(path, batches.Changes))
        {
            foreach (var (message, received) in messages)
            {
                book.Take(message, received);
                if (batches.Changes.IsFull)
                    written += await WriteAsync(writer, batches.Changes);
            }

            written += await WriteAsync(writer, batches.Changes);
            rows = writer.Rows;
            made = Cpu() - start - written;
            await writer.CompleteAsync(new SegmentInfo(pair.PriceDecimals, pair.QuantityDecimals, pair.Depth));
        }

        Say($"{name}: changes, messages, gaps", $"{rows:N0}, {messages.Count:N0}, {batches.Gaps.Count}");
        Say($"{name}: whole file", $"{(double)new FileInfo(path).Length / rows:F2} bytes a change");
        Say($"{name}: rows made, book checked", $"{rows / made.TotalSeconds / 1e6:F2} M changes/s");
        Say($"{name}: written", $"{rows / written.TotalSeconds / 1e6:F2} M changes/s");
        await MeasureReplayAsync(name, pair, path);
    }

    private static async Task<TimeSpan> WriteAsync(SegmentWriter writer, RowBatch batch)
    {
        var start = Cpu();
        await writer.WriteAsync(batch);
        batch.Clear();
        return Cpu() - start;
    }

    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    private static async Task MeasureReplayAsync(string name, RecordedPair pair, string path)
    {
        var (read, applied) = (double.MaxValue, double.MaxValue);
        var rows = 0L;
        for (var i = 0; i < Repeats; i++)
        {
            var book = BookRows.NewBook(pair);
            (rows, var readSeconds, var appliedSeconds) = await ReplayAsync(path, book);
            (read, applied) = (Math.Min(read, readSeconds), Math.Min(applied, readSeconds + appliedSeconds));
        }

        Say($"{name}: read", $"{rows / read / 1e6:F2} M changes/s");
        Say($"{name}: read and book rebuilt", $"{rows / applied / 1e6:F2} M changes/s");
    }

    private static async Task<(long Rows, double Read, double Applied)> ReplayAsync(string path, OrderBook book)
    {
        var (rows, read, applied) = (0L, 0.0, 0.0);
        await using var reader = await SegmentReader.OpenAsync(path);
        var batch = new ChangeBatch(reader.Info.PriceDecimals, reader.Info.QuantityDecimals);
        for (var group = 0; group < reader.Groups; group++)
        {
            var start = Cpu();
            await reader.ReadAsync(group, batch);
            read += (Cpu() - start).TotalSeconds;
            start = Cpu();
            BookReplay.Apply(book, batch, 0, batch.Count);
            applied += (Cpu() - start).TotalSeconds;
            rows += batch.Count;
        }

        return (rows, read, applied);
    }

    private static async Task MeasureTradesAsync(BinanceSample sample, string path)
    {
        var batches = new PairBatches(BinanceSample.Pair, 2, 8);
        var trades = new TradeRows(PairStart.None, batches);
        foreach (var (message, received) in sample.Trades)
            trades.Take(message, received);
        var rows = batches.Trades.Count;
        await using (var writer = await SegmentWriter.CreateAsync(path, batches.Trades))
        {
            await WriteAsync(writer, batches.Trades);
            await writer.CompleteAsync(new SegmentInfo(2, 8, 0));
        }

        Say("trades: whole file", $"{(double)new FileInfo(path).Length / rows:F2} bytes a trade, {rows:N0}");
        var best = double.MaxValue;
        var batch = new TradeBatch(2, 8);
        for (var i = 0; i < Repeats; i++)
        {
            var start = Cpu();
            await using var reader = await SegmentReader.OpenAsync(path);
            await reader.ReadAsync(0, batch);
            best = Math.Min(best, (Cpu() - start).TotalSeconds);
        }

        Say("trades: read", $"{batch.Count / best / 1e6:F2} M trades/s");
    }

    private static void MeasureLog(string directory)
    {
        const int frames = 200_000;
        var folder = new RecordingFolder(Path.Combine(directory, "log"));
        using var log = RecordingLog.Open(folder, new RecordingLogOptions(TimeProvider.System, _ => { }));
        var (connection, payload) = (log.Connect(1), new byte[150]);
        var start = Cpu();
        for (var i = 0; i < frames; i++)
            connection.Append(FrameType.Message, Receipt.Now(TimeProvider.System), payload);
        Say("log: a frame of 150 bytes", $"{(Cpu() - start).TotalMicroseconds / frames:F2} µs");
    }

    internal static void Say(string what, FormattableString figure) =>
        Console.WriteLine($"{what,-46}{figure.ToString(CultureInfo.InvariantCulture)}");
}
