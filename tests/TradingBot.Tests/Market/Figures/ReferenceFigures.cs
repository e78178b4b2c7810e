using System.Globalization;
using System.IO.Compression;
using TradingBot.Core.Market.Figures;

namespace TradingBot.Tests.Market.Figures;

/// <summary>Figures that numpy has computed from five hours of Bitstamp's book, each book a row.</summary>
internal static class ReferenceFigures
{
    public const string Books = "book-sample/bitstamp_btcusd_20150501_book20.jsonl.gz";
    public const string File = "book-sample/bitstamp_btcusd_20150501_features.csv.gz";
    public const int Rows = 5_011;

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

    /// <summary>Every value of every row is the reference to nine digits.</summary>
    /// <param name="night">The figures after each book.</param>
    public static void Require(IReadOnlyList<MinuteFigures> night)
    {
        using var table = Open(File);
        var names = table.ReadLine()!.Split(',');
        names.Should().BeEquivalentTo(Columns.Keys.Concat(Labels.Keys).Append("t"));
        night.Should().HaveCount(Rows);
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

    public static StreamReader Open(string file) =>
        new(new GZipStream(System.IO.File.OpenRead(SharedData.PathOf(file)), CompressionMode.Decompress));

    public static DateTime FromMilliseconds(long unix) => DateTimeOffset.FromUnixTimeMilliseconds(unix).UtcDateTime;

    private static double? Later(IReadOnlyList<MinuteFigures> night, int row, TimeSpan horizon)
    {
        var then = row;
        while (then < night.Count && night[then].Time < night[row].Time + horizon)
            then++;
        return then == night.Count ? null : Math.Log((double)(night[then].Book.Mid / night[row].Book.Mid)) * 10_000;
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

    private static bool IsMet(double? value, string expected)
    {
        if (expected.Length == 0)
            return value is null;
        var reference = double.Parse(expected, CultureInfo.InvariantCulture);
        return Math.Abs(value!.Value - reference) <= Tolerance * Math.Max(1, Math.Abs(reference));
    }
}
