using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TradingBot.Core.Market;
using TradingBot.Core.Market.Figures;

namespace TradingBot.Tests.Market.Figures;

/// <summary>Five hours of Bitstamp's book against figures that numpy has computed from it.</summary>
public class ReferenceFiguresTests
{
    private const string Books = "book-sample/bitstamp_btcusd_20150501_book20.jsonl.gz";
    private const string Reference = "book-sample/bitstamp_btcusd_20150501_features.csv.gz";
    private const double Tolerance = 1e-9;

    private static readonly DateTime FirstOnTheEnd = FromMilliseconds(1_430_455_437_876);
    private static readonly DateTime LastOnTheEnd = FromMilliseconds(1_430_455_444_932);

    private static readonly Dictionary<string, Func<MinuteFigures, double?>> Columns = new()
    {
        ["mid"] = now => (double)now.Book.Mid,
        ["spread_bps"] = now => now.Book.SpreadBps,
        ["microprice"] = now => (double)now.Book.Microprice,
        ["microprice_minus_mid_bps"] = now => now.Book.MicropriceAboveMidBps,
        ["imbalance_1"] = now => now.Book.Best1.Imbalance,
        ["imbalance_5"] = now => now.Book.Best5.Imbalance,
        ["imbalance_20"] = now => now.Book.Best20.Imbalance,
        ["bid_volume_within_10bps"] = now => (double)now.Book.Within10Bps.Bid,
        ["ask_volume_within_10bps"] = now => (double)now.Book.Within10Bps.Ask,
        ["imbalance_within_10bps"] = now => now.Book.Within10Bps.Imbalance,
        ["bid_volume_within_25bps"] = now => (double)Within25Bps(now).Bid,
        ["ask_volume_within_25bps"] = now => (double)Within25Bps(now).Ask,
        ["imbalance_within_25bps"] = now => Within25Bps(now).Imbalance,
        ["bid_volume_within_50bps"] = now => (double)now.Book.Within50Bps.Bid,
        ["ask_volume_within_50bps"] = now => (double)now.Book.Within50Bps.Ask,
        ["imbalance_within_50bps"] = now => now.Book.Within50Bps.Imbalance,
        ["bid_slope"] = now => now.Book.BidSlope,
        ["ask_slope"] = now => now.Book.AskSlope,
        ["ofi_1"] = now => (double)now.OrderFlow,
        ["ofi_1_last_60s"] = now => (double?)now.OrderFlow60s,
        ["return_last_60s_bps"] = now => now.Return60sBps,
        ["realised_vol_300s_bps"] = now => now.Volatility300sBps,
    };

    /// <summary>Columns of what comes later: no figure of the moment, but they follow from the middles.</summary>
    private static readonly Dictionary<string, TimeSpan> Labels = new()
    {
        ["future_return_10s_bps"] = TimeSpan.FromSeconds(10),
        ["future_return_60s_bps"] = TimeSpan.FromSeconds(60),
        ["future_return_300s_bps"] = TimeSpan.FromSeconds(300),
    };

    [SharedDataFact(Reference)]
    public void Every_value_of_a_recorded_night_is_the_reference_to_nine_digits()
    {
        using var table = Open(Reference);
        var names = table.ReadLine()!.Split(',');
        names.Should().BeEquivalentTo(Columns.Keys.Concat(Labels.Keys).Append("t"));
        var night = Night().ToList();
        night.Should().HaveCount(5_011);
        for (var row = 0; row < night.Count; row++)
        {
            var values = table.ReadLine()!.Split(',');
            for (var i = 1; i < names.Length; i++)
            {
                var value = Columns.TryGetValue(names[i], out var figure)
                    ? figure(night[row])
                    : Later(night, row, Labels[names[i]]);
                IsMet(value, values[i]).Should().BeTrue($"{names[i]} of row {row} is {values[i]}, not {value}");
            }
        }

        table.ReadLine().Should().BeNull();
    }

    private static IEnumerable<MinuteFigures> Night()
    {
        var (builder, book) = (new MinuteFiguresBuilder(), new OrderBook(20));
        using var snapshots = Open(Books);
        while (snapshots.ReadLine() is { } line)
        {
            var time = Show(line, book);
            builder.Add(book, time);
            yield return builder.Build(book, time)!;
        }
    }

    private static double? Later(List<MinuteFigures> night, int row, TimeSpan horizon)
    {
        var then = night.FindIndex(row, figures => figures.Time >= night[row].Time + horizon);
        return then < 0 ? null : Math.Log((double)(night[then].Book.Mid / night[row].Book.Mid)) * 10_000;
    }

    /// <summary>
    /// In four books the middle is 236.00 and a level of each side is 0.59 away from it: 25 basis points to the digit,
    /// so it belongs to the band. The reference has computed its distance in doubles, as 25.000000000000142, and has
    /// left it out.
    /// </summary>
    private static BidAsk Within25Bps(MinuteFigures now)
    {
        var band = now.Book.Within25Bps;
        if (now.Time < FirstOnTheEnd || now.Time > LastOnTheEnd)
            return band;
        now.Book.Mid.Should().Be(236.00m);
        return new BidAsk(band.Bid - 0.13428472m, band.Ask - 8.227m);
    }

    private static StreamReader Open(string file) =>
        new(new GZipStream(File.OpenRead(SharedData.PathOf(file)), CompressionMode.Decompress));

    private static DateTime Show(string line, OrderBook book)
    {
        using var json = JsonDocument.Parse(line);
        book.Clear();
        foreach (var (side, name) in new[] { (Side.Buy, "bids"), (Side.Sell, "asks") })
        {
            foreach (var level in json.RootElement.GetProperty(name).EnumerateArray())
                book.Set(side, new BookLevel(Number(level[0]), Number(level[1])));
        }

        return FromMilliseconds(json.RootElement.GetProperty("t").GetInt64());
    }

    private static DateTime FromMilliseconds(long unix) => DateTimeOffset.FromUnixTimeMilliseconds(unix).UtcDateTime;

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    private static bool IsMet(double? value, string expected)
    {
        if (expected.Length == 0)
            return value is null;
        var reference = double.Parse(expected, CultureInfo.InvariantCulture);
        return Math.Abs(value!.Value - reference) <= Tolerance * Math.Max(1, Math.Abs(reference));
    }
}
