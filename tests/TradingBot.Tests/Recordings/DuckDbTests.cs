using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

/// <summary>DuckDB reads what we write: its filters, which trust our statistics, find what a full scan finds.</summary>
public sealed class DuckDbTests : IDisposable
{
    private const int Groups = 6;

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");
    private readonly List<ChangeRow> _rows = [];

    public DuckDbTests()
    {
        _duck.Open();
        Run("SET threads = 1");
        Run("SET memory_limit = '256MB'");
    }

    private string File => _here["12.parquet"];

    [Fact]
    public async Task Filters_by_time_and_price_find_what_a_full_scan_finds()
    {
        await WriteChangesAsync();
        var (from, to) = (_rows[1500].ReceivedMicros, _rows[4200].ReceivedMicros);

        Long($"SELECT count(*) FROM '{File}'").Should().Be(_rows.Count);
        Long($"SELECT count(*) FROM '{File}' WHERE recv_us BETWEEN {from} AND {to}").Should().Be(2701);
        Long($"SELECT count(*) FROM '{File}' WHERE exch_us >= {_rows[2000].ExchangeMicros}").Should().Be(4000);
        Long($"SELECT count(*) FROM '{File}' WHERE msg = 700").Should().Be(3);
        Long($"SELECT count(*) FROM '{File}' WHERE price > 104.25").Should().Be(_rows.Count(row => row.Price > 10425))
            .And.BePositive();
        Long($"SELECT count(*) FROM '{File}' WHERE price = 101.07").Should().Be(_rows.Count(row => row.Price == 10107))
            .And.BePositive();
        Long($"SELECT count(*) FROM '{File}' WHERE qty = 0 AND evicted").Should().Be(_rows.Count(row => row.IsEvicted));
        Long($"SELECT count(crc) FROM '{File}' WHERE last_id > 5000").Should().Be(
            _rows.Count(row => row.LastId > 5000 && row.Checksum is not null));
    }

    [Fact]
    public async Task Types_and_exact_numbers_are_ours()
    {
        await WriteChangesAsync();

        Text($"SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT * FROM '{File}')")
            .Should().Be(
                "msg BIGINT, exch_us BIGINT, recv_us BIGINT, is_bid BOOLEAN, price DECIMAL(18,2), qty DECIMAL(18,8), "
                + "evicted BOOLEAN, first_id BIGINT, last_id BIGINT, crc BIGINT");
        var prices = _rows.Sum(row => ScaledDecimal.ToDecimal(row.Price, 2));
        var quantities = _rows.Sum(row => ScaledDecimal.ToDecimal(row.Quantity, 8));
        Text($"SELECT sum(price)::VARCHAR || ' ' || sum(qty)::VARCHAR FROM '{File}'").Should().Be(
            string.Create(CultureInfo.InvariantCulture, $"{prices} {quantities}"));
    }

    /// <summary>Only then a filter saves reading: each group's own lowest and highest value.</summary>
    [Fact]
    public async Task Each_group_has_the_lowest_and_highest_value_of_its_times_and_prices()
    {
        await WriteChangesAsync();

        foreach (var (column, of) in new (string, Func<ChangeRow, string>)[]
        {
            ("recv_us", row => $"{row.ReceivedMicros}"),
            ("msg", row => $"{row.Message}"),
            ("price", row => ScaledDecimal.ToDecimal(row.Price, 2).ToString(CultureInfo.InvariantCulture)),
        })
        {
            for (var group = 0; group < Groups; group++)
            {
                var values = _rows.Skip(group * 1000).Take(1000)
                    .OrderBy(row => column == "price" ? row.Price : row.ReceivedMicros).Select(of).ToList();
                Text(
                    $"SELECT stats_min_value || ' ' || stats_max_value FROM parquet_metadata('{File}') "
                    + $"WHERE path_in_schema = '{column}' AND row_group_id = {group}")
                    .Should().Be($"{values[0]} {values[^1]}");
            }
        }
    }

    [Fact]
    public void A_whole_recording_is_one_table_by_exchange_pair_kind_and_date()
    {
        using var hours = new SealedHours();
        var market = new TestMarket(1);
        for (var hour = 0; hour < 2; hour++)
        {
            hours.Say(market.Snapshot());
            hours.Say(Enumerable.Range(0, 50).Select(_ => market.Update()));
            hours.Say(market.Trades(7));
            hours.Seal();
        }

        var all = $"read_parquet('{hours.Folder.Root}/*/*/kind=trades/*/*.parquet', hive_partitioning = true)";

        Long($"SELECT count(DISTINCT id) FROM {all} WHERE pair = 'XBTUSD' AND date = '2026-11-20'").Should().Be(14);
        Long($"SELECT count(*) FROM {all} WHERE exchange = 'other'").Should().Be(0);
        Long($"SELECT count(*) FROM {all} WHERE is_market = 1 AND source = 0 AND price >= 100.5").Should().Be(14);
        var changes = hours.Folder.In(hours.Name(SegmentKind.Changes).Path);
        Text($"SELECT decode(value) FROM parquet_kv_metadata('{changes}') WHERE key = 'tradingbot.depth'")
            .Should().Be("10");
    }

    [Fact]
    public void Candles_are_read_with_their_types_and_every_digit()
    {
        using var hours = new SealedHours(TestLog.Pair with { CandleMinutes = 1 });
        var start = hours.Test.Hour.StartMicros;
        hours.Say(Enumerable.Range(0, 3).Select(minute =>
            $"candles XBTUSD update exch=7|1 {start + minute * 60_000_000L} 100.5 100.9 100.1 10{minute}.7 0.00000001 "
            + "100.6 2"));
        hours.Seal();
        var file = hours.Folder.In(hours.Name(SegmentKind.Candles).Path);

        Text("SELECT string_agg(column_name || ' ' || column_type, ', ') "
            + $"FROM (DESCRIBE SELECT * FROM read_parquet('{file}', hive_partitioning = false))")
            .Should().Be(
                "begin_us BIGINT, period BIGINT, open DECIMAL(18,1), high DECIMAL(18,1), low DECIMAL(18,1), "
                + "close DECIMAL(18,1), volume DECIMAL(18,8), vwap DECIMAL(18,1), trades BIGINT, exch_us BIGINT, "
                + "recv_us BIGINT");
        Text($"SELECT string_agg(begin_us - {start} || ' ' || close || ' ' || volume, ', ') FROM '{file}'")
            .Should().Be("0 100.7 0.00000001, 60000000 101.7 0.00000001");
    }

    public void Dispose()
    {
        _duck.Dispose();
        _here.Dispose();
    }

    private async Task WriteChangesAsync()
    {
        var random = new Random(1);
        await using var writer = await SegmentWriter.CreateAsync(File, new ChangeBatch(2, 8));
        for (var group = 0; group < Groups; group++)
        {
            var batch = new ChangeBatch(2, 8);
            for (var i = 0; i < 1000; i++)
            {
                var number = group * 1000 + i;
                var isEvicted = random.Next(9) == 0;
                var row = new ChangeRow(
                    number / 3,
                    1_790_000_000_000_000 + number * 1_000_000L,
                    1_790_000_000_100_000 + number * 1_000_000L,
                    random.Next(2) == 0,
                    10_000 + random.Next(500),
                    isEvicted ? 0 : random.NextInt64(1, 1_000_000_000_000),
                    isEvicted,
                    number,
                    number + 1,
                    number % 64 == 0 ? uint.MaxValue - number : null);
                _rows.Add(row);
                batch.Add(in row);
            }

            await writer.WriteAsync(batch);
        }

        await writer.CompleteAsync(new SegmentInfo(2, 8, 0));
    }

    private void Run(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Long(string sql) =>
        Scalar(sql) is var value && value is BigInteger big
            ? (long)big
            : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private string Text(string sql) => Convert.ToString(Scalar(sql), CultureInfo.InvariantCulture)!;

    private object Scalar(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
