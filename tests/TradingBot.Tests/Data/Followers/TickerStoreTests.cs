using System.Globalization;
using System.Text.Json;
using TradingBot.Data.Followers;
using TradingBot.Data.Followers.Files;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

public sealed class TickerStoreTests : IDisposable
{
    private const long Second = 1_000_000;

    private readonly TemporaryDirectory _here = new();
    private readonly SealedHours _hours = new();
    private readonly Random _random = new(4);
    private readonly List<(long Micros, string Price)> _trades = [];
    private long _id = 100;

    private string File20 => _here["out/ticker-10s_test-XBTUSD_2026-11-20.json"];

    [Fact]
    public async Task Every_ten_seconds_there_is_a_line_with_the_last_trade_s_price_digit_for_digit()
    {
        TradeFor(TimeSpan.FromMinutes(7));
        _hours.Seal();

        await FollowAsync();

        var lines = File.ReadAllLines(File20);
        lines.Should().Equal(Expected(12)).And.HaveCountGreaterThan(350);
        lines[0].Should().MatchRegex("""^{"datetime":"2026-11-20-12-00-\d0","price":1\d\d\.\d}$""");
        JsonDocument.Parse(lines[^1]).RootElement.GetProperty("datetime").GetString()
            .Should().Be("2026-11-20-12-59-50");
    }

    [Fact]
    public async Task A_trade_that_was_fetched_afterwards_changes_no_price()
    {
        Trade("Stream", 200, "150.5");
        _hours.Test.Time.Advance(TimeSpan.FromSeconds(15));
        Trade("Rest", 150, "90.5");
        _hours.Seal();

        await FollowAsync();

        File.ReadAllLines(File20).Should().OnlyContain(line => line.Contains("150.5")).And.HaveCount(359);
    }

    [Fact]
    public async Task What_arrives_at_the_very_moment_is_known_then_and_later_is_not()
    {
        Trade("Stream", 1, "100.5");
        _hours.Test.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(2));
        Trade("Stream", 2, "101.5");
        _hours.Test.Time.Advance(TimeSpan.FromSeconds(10));
        Trade("Stream", 3, "102.5");
        _hours.Seal();

        await FollowAsync();

        _trades[1].Micros.Should().Be(_hours.Name(SegmentKind.Trades).Hour.StartMicros + 10 * Second);
        File.ReadAllLines(File20)[..3].Should().Equal(
            """{"datetime":"2026-11-20-12-00-10","price":101.5}""",
            """{"datetime":"2026-11-20-12-00-20","price":101.5}""",
            """{"datetime":"2026-11-20-12-00-30","price":102.5}""");
    }

    [Fact]
    public async Task The_next_hour_begins_with_the_price_of_the_last_and_a_missing_hour_ends_it()
    {
        TradeFor(TimeSpan.FromMinutes(1));
        _hours.Seal();
        _hours.Test.Time.Advance(TimeSpan.FromMinutes(1));
        TradeFor(TimeSpan.FromMinutes(1));
        _hours.Seal();
        _hours.Test.Time.Advance(TimeSpan.FromHours(1));
        TradeFor(TimeSpan.FromMinutes(1));
        _hours.Seal();

        await FollowAsync();

        var lines = File.ReadAllLines(File20);
        lines.Should().Equal([.. Expected(12), .. Expected(13), .. Expected(15, isAlone: true)]);
        lines.Count(line => line.Contains("2026-11-20-13-")).Should().Be(360);
        lines.Should().NotContain(line => line.Contains("2026-11-20-14-"));
    }

    [Fact]
    public async Task Over_kills_there_is_each_line_once()
    {
        TradeFor(TimeSpan.FromMinutes(3));
        _hours.Seal();
        await FollowAsync();
        File.AppendAllText(File20, "{\"datetime\":\"2026-1");
        var cursors = File.ReadAllText(_here["out/cursors.ticker-10s.json"]);
        TradeFor(TimeSpan.FromMinutes(3));
        _hours.Seal();
        await FollowAsync();
        File.WriteAllText(_here["out/cursors.ticker-10s.json"], cursors);

        await FollowAsync();

        File.ReadAllLines(File20).Should().Equal([.. Expected(12), .. Expected(13)]);
    }

    /// <summary>A busy hour comes in several portions, and a kill may come between two.</summary>
    [Fact]
    public async Task An_hour_in_portions_is_the_same_as_in_one()
    {
        TradeFor(TimeSpan.FromMinutes(20));
        _hours.Seal();
        await FollowAsync();
        var whole = File.ReadAllLines(File20);
        var name = _hours.Name(SegmentKind.Trades);
        var (info, rows) = _hours.Segment(name, one => new TradeBatch(one.PriceDecimals, one.QuantityDecimals));

        for (var done = 0; done < rows.Count;)
        {
            var end = Math.Min(rows.Count, done + 7);
            var part = new TradeBatch(info.PriceDecimals, info.QuantityDecimals);
            for (var row = 0; row < end; row++)
                part.Add(Row(rows, row));
            await using var store = new TickerStore(_here["parts"], 10);
            await store.OpenAsync("it", CancellationToken.None);
            await store.WriteAsync(
                new SegmentRows(name, info, part, done, new SeriesCursor(name.Hour, end, end == rows.Count)),
                CancellationToken.None);
            done = end;
        }

        File.ReadAllLines(_here["parts/ticker-10s_test-XBTUSD_2026-11-20.json"]).Should().Equal(whole);
    }

    [Fact]
    public async Task Each_day_has_a_file_and_each_pause_its_own()
    {
        TradeFor(TimeSpan.FromMinutes(1));
        _hours.Seal();
        _hours.Test.Time.Advance(TimeSpan.FromHours(24));
        TradeFor(TimeSpan.FromMinutes(1));
        _hours.Seal();

        await FollowAsync();
        await FollowAsync(60);

        Directory.GetFiles(_here["out"], "*XBTUSD*").Select(Path.GetFileName).Order().Should().Equal(
            "ticker-10s_test-XBTUSD_2026-11-20.json",
            "ticker-10s_test-XBTUSD_2026-11-21.json",
            "ticker-60s_test-XBTUSD_2026-11-20.json",
            "ticker-60s_test-XBTUSD_2026-11-21.json");
        File.ReadAllLines(_here["out/ticker-60s_test-XBTUSD_2026-11-20.json"]).Should().HaveCount(59)
            .And.OnlyContain(line => line.Contains("-00\","));
    }

    public void Dispose()
    {
        _hours.Dispose();
        _here.Dispose();
    }

    private static TradeRow Row(TradeBatch rows, int row) => new(
        rows.Id.Values[row],
        rows.ExchangeMicros.Values[row],
        rows.ReceivedMicros.Values[row],
        rows.IsBuy.Values[row],
        rows.Price.Values[row],
        rows.Quantity.Values[row],
        IsMarket: null,
        TradeSource.Stream);

    private void TradeFor(TimeSpan time)
    {
        var end = _hours.Test.Time.GetUtcNow() + time;
        while (_hours.Test.Time.GetUtcNow() < end)
        {
            var price = string.Create(CultureInfo.InvariantCulture, $"1{_random.Next(10, 99)}.{_random.Next(9)}");
            Trade("Stream", ++_id, price);
            _hours.Test.Time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 25_000)));
        }
    }

    private void Trade(string source, long id, string price)
    {
        _hours.Say($"trades XBTUSD {source}|{id} 5000 b {price} 1");
        _trades.Add((_hours.Test.Now.WallMicros, price));
    }

    /// <summary>Made here, moment by moment, of what was said.</summary>
    private IEnumerable<string> Expected(int hourOfDay, bool isAlone = false)
    {
        var hour = RecordingHour.Parse($"2026-11-20T{hourOfDay}")!.Value;
        for (var time = hour.StartMicros; time < hour.StartMicros + 3600 * Second; time += 10 * Second)
        {
            var known = _trades.FindLast(trade => trade.Micros <= time);
            if (known.Price is not null && (!isAlone || known.Micros >= hour.StartMicros))
            {
                var text = DateTime.UnixEpoch.AddMicroseconds(time).ToString("yyyy-MM-dd-HH-mm-ss", null);
                yield return $"{{\"datetime\":\"{text}\",\"price\":{known.Price}}}";
            }
        }
    }

    private async Task FollowAsync(int seconds = 10)
    {
        await using var store = new TickerStore(_here["out"], seconds);
        var options = new FollowerOptions(new ManualTime(), _ => { }) { IsOnce = true };
        await new Follower(_hours.Folder, store, options).RunAsync(CancellationToken.None);
    }
}
