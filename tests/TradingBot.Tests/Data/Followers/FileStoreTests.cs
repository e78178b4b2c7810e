using System.Globalization;
using TradingBot.Data.Followers;
using TradingBot.Data.Followers.Files;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

public sealed class FileStoreTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();
    private readonly SampleRecording _sample = new(hours: 2);
    private readonly List<string> _said = [];

    private string Csv => _here["out/minutes_test-XBTUSD_2026-11-20.csv"];

    [Fact]
    public async Task A_csv_has_a_line_a_minute_with_every_digit_and_a_days_file_grows()
    {
        await FollowAsync(MinuteFormat.Csv);
        _sample.RecordHour();
        await FollowAsync(MinuteFormat.Csv);

        CsvShouldHaveAll();
    }

    [Fact]
    public async Task What_a_kill_left_behind_the_cursor_is_written_again()
    {
        await FollowAsync(MinuteFormat.Csv);
        File.AppendAllText(Csv, "2026-11-20T14:00:00Z,17,half a li");
        _sample.RecordHour();

        await FollowAsync(MinuteFormat.Csv);

        CsvShouldHaveAll();
    }

    [Fact]
    public async Task A_kill_between_the_rows_and_the_cursor_writes_no_line_twice()
    {
        await FollowAsync(MinuteFormat.Csv);
        var cursors = File.ReadAllText(_here["out/cursors.csv.json"]);
        _sample.RecordHour();
        await FollowAsync(MinuteFormat.Csv);
        File.WriteAllText(_here["out/cursors.csv.json"], cursors);

        await FollowAsync(MinuteFormat.Csv);

        CsvShouldHaveAll();
    }

    [Fact]
    public async Task Candles_are_in_a_days_file_of_their_own_with_every_digit()
    {
        await FollowAsync(MinuteFormat.Csv);
        File.AppendAllText(_here["out/candles_test-XBTUSD_2026-11-20.csv"], "half a li");
        _sample.RecordHour();
        await FollowAsync(MinuteFormat.Csv);

        var lines = File.ReadAllLines(_here["out/candles_test-XBTUSD_2026-11-20.csv"]);
        lines[0].Should().Be("time,period,open,high,low,close,volume,vwap,trades,exch_us,recv_us");
        lines[1..].Should().Equal(RecordedRows.Of(_sample.Folder, SegmentKind.Candles).Select(row =>
        {
            var fields = row.Split('|');
            var time = DateTime.UnixEpoch.AddMicroseconds(double.Parse(fields[0], CultureInfo.InvariantCulture));
            fields[0] = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return string.Join(',', fields.Select(field => field == "-" ? "" : field));
        })).And.NotBeEmpty();
    }

    [Fact]
    public async Task The_next_day_has_a_file_of_its_own()
    {
        await FollowAsync(MinuteFormat.Csv);
        _sample.Hours.Test.Time.Advance(TimeSpan.FromDays(1));
        _sample.RecordHour();

        await FollowAsync(MinuteFormat.Csv);

        File.ReadLines(_here["out/minutes_test-XBTUSD_2026-11-21.csv"]).First()
            .Should().StartWith("time,msg,exch_us,covered");
        File.ReadLines(Csv).Count().Should().Be(1 + 2 * 2);
    }

    [Fact]
    public async Task Parquet_files_are_the_recordings_minutes_an_hour_each()
    {
        await FollowAsync(MinuteFormat.Parquet);

        var files = Directory.GetFiles(_here["out"], "minutes_*.parquet").Order().ToList();
        files.Select(Path.GetFileName).Should().Equal(
            "minutes_test-XBTUSD_2026-11-20T12.parquet", "minutes_test-XBTUSD_2026-11-20T13.parquet");
        var rows = new List<string>();
        foreach (var file in files)
        {
            await using var reader = await SegmentReader.OpenAsync(file);
            var batch = new MinuteBatch(reader.Info.PriceDecimals);
            await reader.ReadAsync(0, batch);
            rows.AddRange(RecordedRows.Of(default, batch, 0));
        }

        rows.Should().Equal(RecordedRows.Of(_sample.Folder, SegmentKind.Minutes)).And.NotBeEmpty();
        Directory.GetFiles(_here["out"], "candles_*.parquet").Order().Select(Path.GetFileName).Should().Equal(
            "candles_test-XBTUSD_2026-11-20T12.parquet", "candles_test-XBTUSD_2026-11-20T13.parquet");
    }

    /// <summary>The book at 00:00 is that at the end of the hour before.</summary>
    [Fact]
    public async Task The_whole_book_at_midnight_and_noon_is_a_file_as_ACTS_writes_it()
    {
        using var hours = new SealedHours();
        hours.Say("book XBTUSD snapshot|a 100.0 1|a 101.0 2|b 99.0 1.5|b 98.0 2");
        hours.Listen(TimeSpan.FromHours(12) + TimeSpan.FromMinutes(1));
        hours.Seal();

        await FollowAsync(MinuteFormat.Csv, hours);

        Directory.GetFiles(_here["out"], "*.json").Select(Path.GetFileName).Order()
            .Should().Equal("cursors.csv.json", "order_book_test-XBTUSD_20261121_000000.json");
        File.ReadAllText(_here["out/order_book_test-XBTUSD_20261121_000000.json"]).Should().Be(
            """{"asks":[{"price":"100.0","quantity":1.00000000},{"price":"101.0","quantity":2.00000000}]"""
            + ""","bids":[{"price":"99.0","quantity":1.50000000},{"price":"98.0","quantity":2.00000000}]}""");
    }

    [Fact]
    public async Task Files_of_another_recording_or_that_were_cut_are_left_alone()
    {
        await FollowAsync(MinuteFormat.Csv);
        using var other = new SampleRecording(seed: 8, hours: 1);
        await this.Invoking(test => test.FollowAsync(MinuteFormat.Csv, other.Hours)).Should()
            .ThrowAsync<StoreException>().WithMessage("*are of another recording; use another directory");
        File.WriteAllText(Csv, "time\n");
        _sample.RecordHour();

        await this.Invoking(test => test.FollowAsync(MinuteFormat.Csv)).Should()
            .ThrowAsync<StoreException>().WithMessage($"{Csv}: is shorter than it was; *");
        var cursors = File.ReadAllText(_here["out/cursors.csv.json"]);
        string[] foreign = ["what", "[null]", cursors.Replace("\"bytes\": ", "\"bytes\": -")];
        foreach (var text in foreign)
        {
            File.WriteAllText(_here["out/cursors.csv.json"], text);
            await this.Invoking(test => test.FollowAsync(MinuteFormat.Csv)).Should()
                .ThrowAsync<StoreException>().WithMessage("*cursors.csv.json: is not understood; *");
        }
    }

    public void Dispose()
    {
        _sample.Dispose();
        _here.Dispose();
    }

    private async Task FollowAsync(MinuteFormat format, SealedHours? hours = null)
    {
        await using var store = new FileStore(_here["out"], format);
        var options = new FollowerOptions(new ManualTime(), _said.Add) { IsOnce = true };
        await new Follower((hours ?? _sample.Hours).Folder, store, options).RunAsync(CancellationToken.None);
    }

    private void CsvShouldHaveAll()
    {
        var lines = File.ReadAllLines(Csv);
        lines[0].Should().StartWith("time,msg,exch_us,covered,best_bid,best_ask,mid,spread_bps,");
        lines[1..].Should().Equal(RecordedRows.Of(_sample.Folder, SegmentKind.Minutes).Select(Line)).And.NotBeEmpty();

        static string Line(string row)
        {
            var fields = row.Split('|');
            var time = DateTime.UnixEpoch.AddMicroseconds(double.Parse(fields[0], CultureInfo.InvariantCulture));
            fields[0] = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            fields[3] = fields[3] == "True" ? "1" : "0";
            return string.Join(',', fields.Select(field => field == "-" ? "" : field));
        }
    }
}
