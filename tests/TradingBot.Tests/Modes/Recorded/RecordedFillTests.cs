using System.Globalization;
using DuckDB.NET.Data;
using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>DuckDB works out from the segments alone at which price each order must have been filled.</summary>
public sealed class RecordedFillTests : IDisposable
{
    private const decimal Volume = 6;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(150);

    private readonly TradedRecording _recording = new(depth: 100);
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    public RecordedFillTests()
    {
        _duck.Open();
        foreach (var setting in new[] { "threads = 1", "memory_limit = '256MB'" })
        {
            using var command = _duck.CreateCommand();
            command.CommandText = $"SET {setting}";
            command.ExecuteNonQuery();
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_fill_is_that_of_the_book_as_SQL_has_it_at_the_moment_of_arrival(int seed)
    {
        new RandomSession(seed, minutes: 40).Record(_recording);
        var setup = Backtests.Setup("order-book-bias", 1, "enter=0.2", "leave=0") with
        {
            Sizing = new FixedVolume(Volume, "XBT"),
        };

        var run = await RecordedRuns.OfAsync(_recording, setup, Latency, depth: 100);

        var trades = run.Run.Engine.Ledger.Closed;
        trades.Count.Should().BeGreaterThan(3);
        foreach (var trade in trades)
        {
            Rounded(trade.Entry.Price).Should().Be(PriceInSql(trade.Entry, isBuy: true), $"{trade.Entry}");
            Rounded(trade.Exit.Price).Should().Be(PriceInSql(trade.Exit, isBuy: false), $"{trade.Exit}");
        }

        trades.Count(IsSpread).Should().BePositive("some fill takes more than one level");
    }

    public void Dispose()
    {
        _duck.Dispose();
        _recording.Dispose();
    }

    private static bool IsSpread(ClosedTrade trade) => trade.Entry.Price * 10 % 1 != 0;

    private static decimal Rounded(decimal price) => decimal.Round(price, 6);

    /// <summary>
    /// It was decided with the first trade of the minute in which it was filled, and arrived a latency later.
    /// </summary>
    private decimal PriceInSql(in Fill fill, bool isBuy)
    {
        var minute = fill.Seconds / 60 * 60_000_000L;
        var decided = $"(SELECT min(exch_us) FROM '{File(SegmentKind.Trades)}' WHERE exch_us >= {minute})";
        var order = isBuy ? "price" : "price DESC";
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            WITH rows AS (
                SELECT msg, 0 AS ord, is_bid, price, qty FROM '{File(SegmentKind.Snapshots)}'
                UNION ALL
                SELECT msg, file_row_number, is_bid, price, qty
                FROM read_parquet('{File(SegmentKind.Changes)}', file_row_number = true)
                WHERE exch_us <= {decided} + {(long)Latency.TotalMicroseconds}),
            book AS (
                SELECT price, arg_max(qty, msg * 1000000000 + ord) AS qty FROM rows
                WHERE is_bid = {!isBuy} GROUP BY price HAVING qty > 0),
            walk AS (SELECT price, qty, sum(qty) OVER (ORDER BY {order}) - qty AS before FROM book)
            SELECT round(sum(price * least(qty, {Volume} - before)) / {Volume}, 6)::DECIMAL(18, 6)
            FROM walk WHERE before < {Volume}
            """);
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return Convert.ToDecimal(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private string File(SegmentKind kind) => _recording.Hours.Folder.In(
        new SegmentName("kraken", "XBTUSD", kind, RecordingHour.Of(
            Receipt.MicrosOf(TradedRecording.Noon))).Path);
}
