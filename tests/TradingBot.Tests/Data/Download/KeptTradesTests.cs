using System.Globalization;
using System.IO.Compression;

namespace TradingBot.Tests.Data.Download;

/// <summary>The trades themselves, a file a day.</summary>
public sealed class KeptTradesTests : IDisposable
{
    private static readonly List<TapeTrade> Tape = TapeTrades.Nasty(60_000, seed: 11);

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    [Fact]
    public void Each_day_that_is_over_is_a_file_with_every_trade_once_and_every_digit()
    {
        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(keepsTrades: true))
            .ExitCode.Should().Be(0);

        var days = Tape.GroupBy(trade => trade.Seconds / 86_400).ToList();
        Directory.GetFiles(_here["store/trades/XBTUSD"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .Should().Equal(days.Select(day => $"XBTUSD_{Date(day.Key)}.csv.gz"));
        foreach (var day in days)
        {
            Lines(_here[$"store/trades/XBTUSD/XBTUSD_{Date(day.Key)}.csv.gz"]).Should().Equal(
                day.Select(Line).Prepend("time,price,volume,side,type,id,nanoseconds"));
        }

        Directory.GetFiles(_here.Store, "*.csv").Should().BeEmpty("no trade was later");
    }

    /// <summary>The store on the other side knows only what is in the files.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void An_import_of_the_files_makes_the_same_candles(int minutes)
    {
        DownloadRig.Run(new TapeServer(Tape), _here["from"], DownloadRig.Wanted(minutes, keepsTrades: true))
            .ExitCode.Should().Be(0);

        var import = _here.History("import", _here["from/trades/XBTUSD"], "-p", $"{minutes}");

        import.ExitCode.Should().Be(0, import.Errors);
        File.ReadAllBytes(_here[$"store/XBTUSD_{minutes}.candles"])
            .Should().Equal(File.ReadAllBytes(_here[$"from/XBTUSD_{minutes}.candles"]));
    }

    [Fact]
    public void The_day_that_is_not_over_waits_beside_the_candles_as_plain_text()
    {
        var middle = Tape[30_000].Seconds;
        var server = new TapeServer([.. Tape.Where(trade => trade.Seconds < middle)]) { Now = middle };
        var end = (middle - 3) / 60 * 60;

        DownloadRig.Run(server, _here.Store, DownloadRig.Wanted(keepsTrades: true)).ExitCode.Should().Be(0);

        var day = middle / 86_400;
        File.ReadAllLines(_here[$"store/XBTUSD_1.{Date(day)}.csv"]).Skip(1).Should().Equal(
            Tape.Where(trade => trade.Seconds / 86_400 == day && trade.Seconds < end).Select(Line));
        File.Exists(_here[$"store/trades/XBTUSD/XBTUSD_{Date(day)}.csv.gz"]).Should().BeFalse();
    }

    [Fact]
    public void Behind_stored_candles_it_begins_with_their_last_day_so_that_the_first_file_is_whole()
    {
        var middle = Tape[30_000].Seconds / 60 * 60;
        DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(from: Tape[0].Seconds, to: middle))
            .ExitCode.Should().Be(0);

        var run = DownloadRig.Run(new TapeServer(Tape), _here.Store, DownloadRig.Wanted(keepsTrades: true));

        run.Output.Should().Contain(" 0 replaced, ").And.NotContain(", 0 unchanged)");
        var first = Directory.GetFiles(_here["store/trades/XBTUSD"]).Order(StringComparer.Ordinal).First();
        Path.GetFileName(first).Should().Be($"XBTUSD_{Date(middle / 86_400)}.csv.gz");
        Lines(first).Skip(1).Should().Equal(
            Tape.Where(trade => trade.Seconds / 86_400 == middle / 86_400).Select(Line));
    }

    public void Dispose() => _here.Dispose();

    private static string Line(TapeTrade trade) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trade.Seconds},{trade.Price},{trade.Volume},{(trade.IsBuy ? "b" : "s")},{(trade.IsMarket ? "m" : "l")},"
        + $"{trade.Id},{trade.Nanoseconds % 1_000_000_000}");

    private static string Date(long day) =>
        DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }
}
