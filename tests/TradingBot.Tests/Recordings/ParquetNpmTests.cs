using System.Globalization;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Recordings;

/// <summary>A second foreign reader, in another language and without a line of DuckDB's.</summary>
public sealed class ParquetNpmTests
{
    [ParquetNpmFact]
    public void It_reads_the_same_rows_and_finds_by_statistics_what_a_full_scan_finds()
    {
        using var hours = new SealedHours();
        var market = new TestMarket(1);
        hours.Say(market.Snapshot());
        hours.Say(Enumerable.Range(0, 400).Select(_ => market.Update()));
        hours.Say("trades XBTUSD Stream|1 5 b 100.5 0.1 market|2 6 a 100.6 0.00000001");
        hours.Seal();
        var changes = hours.Changes().Rows;
        string[] all = [.. Enumerable.Range(0, changes.Count).Select(row => Line(changes, row))];
        var received = changes.ReceivedMicros.Values;
        var (from, to) = (received[100], received[500]);

        const string columns = "recv_us,msg,exch_us,is_bid,price,qty,evicted,first_id,crc";
        Read(hours.Folder.In(hours.Name(SegmentKind.Changes).Path), columns).Should().Equal(all);
        Read(hours.Folder.In(hours.Name(SegmentKind.Changes).Path), columns, $"{from}", $"{to}").Should().Equal(
            all.Where((_, row) => received[row] >= from && received[row] <= to));
        Read(hours.Folder.In(hours.Name(SegmentKind.Trades).Path), "id,exch_us,is_buy,price,qty,is_market,source")
            .Should().Equal("1 5 true 100.5 0.10000000 1 0", "2 6 false 100.6 0.00000001 - 0");
    }

    private static string Line(ChangeBatch rows, int row) => string.Join(
        ' ',
        rows.ReceivedMicros.Values[row],
        rows.Message.Values[row],
        rows.ExchangeMicros.Values[row],
        rows.IsBid.Values[row] ? "true" : "false",
        rows.Price[row].ToString(CultureInfo.InvariantCulture),
        rows.Quantity[row].ToString(CultureInfo.InvariantCulture),
        rows.IsEvicted.Values[row] ? "true" : "false",
        "-",
        rows.Checksum[row]?.ToString(CultureInfo.InvariantCulture) ?? "-");

    private static string[] Read(params string[] arguments)
    {
        var (exitCode, output) = ParquetNpmFactAttribute.Folder.Run("node", ["rows.mjs", .. arguments]);
        exitCode.Should().Be(0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
