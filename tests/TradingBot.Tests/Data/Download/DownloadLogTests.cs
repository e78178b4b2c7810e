using System.Text;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Download;

namespace TradingBot.Tests.Data.Download;

/// <summary>What a download keeps of itself: versioned, checked, of one process.</summary>
public sealed class DownloadLogTests : IDisposable
{
    private static readonly DownloadTerms Terms =
        new(SeriesName.Of("XBTUSD", new Timeframe(1))!.Value, From: null, To: long.MaxValue, KeepsTrades: false);

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    private string File => _here["XBTUSD_1.download"];

    [Fact]
    public void What_was_committed_is_there_again_to_the_last_bit()
    {
        var candle = new Candle(60, 1.1, 1.3, 0.7, 0.1 + 0.2, 1e-8, 3);
        var state = new DownloadState(
            "123", 60, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1), candle, 7, 8, 60, 20_000, 99);
        using (var log = Open())
        {
            log.Ids.TryAdd(5, 100);
            log.Ids.TryAdd(9, 101);
            log.Commit(state with { Forming = null }, [candle, candle]);
            log.Ids.TryAdd(7, 102);
            log.Commit(state, [candle]);
        }

        using var again = Open();
        (again.State, again.Pending, again.From).Should().Be((state, 3, 42));
        again.Ids.Gaps.Should().Equal(new MissingTrades(6, 6, 100, 102), new MissingTrades(8, 8, 102, 101));
        again.Forget();
        again.Ids.TryAdd(8, 103);
        again.Commit(state, []);
        again.Dispose();
        using var third = Open();
        (third.State, third.Pending, third.From).Should().Be((state, 0, 42));
        third.Ids.Gaps.Should().Equal(new MissingTrades(6, 6, 100, 102));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(60)]
    public void A_frame_that_is_torn_at_the_end_does_not_count(int bytes)
    {
        WriteThree();
        using (var file = new FileStream(File, FileMode.Open))
            file.SetLength(file.Length - bytes);

        using var log = Open();

        log.State.Trades.Should().Be(2);
        log.Commit(log.State with { Trades = 33 }, []);
        log.Dispose();
        using var again = Open();
        again.State.Trades.Should().Be(33);
    }

    [Fact]
    public void A_tail_of_zeros_as_a_power_cut_leaves_it_does_not_count()
    {
        WriteThree();
        using (var file = new FileStream(File, FileMode.Append))
            file.Write(new byte[5000]);

        using var log = Open();

        log.State.Trades.Should().Be(3);
    }

    [Theory]
    [InlineData(2)] // of the first frame's length
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(200)]
    public void Damage_before_the_end_is_told_and_nothing_is_thrown_away(int at)
    {
        WriteThree();
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[at] ^= 0x10;
        System.IO.File.WriteAllBytes(File, bytes);

        FluentActions.Invoking(Open).Should().Throw<CandleStoreException>()
            .WithMessage($"{File}: is damaged at byte *; delete it to begin again");
        System.IO.File.ReadAllBytes(File).Should().Equal(bytes);
    }

    [Fact]
    public void Somebody_elses_file_of_that_name_is_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("a diary\n", 100));
        System.IO.File.WriteAllText(File, text);

        FluentActions.Invoking(Open).Should().Throw<CandleStoreException>();

        System.IO.File.ReadAllText(File).Should().Be(text);
    }

    [Fact]
    public void Another_version_is_named()
    {
        using (var frames = new FrameFile(File, FileMode.Create))
        {
            using var memory = new MemoryStream();
            memory.Write(new byte[FrameFile.Head]);
            using var writer = new BinaryWriter(memory, Encoding.UTF8);
            writer.Write("TradingBot download");
            writer.Write(2);
            writer.Write("of the future");
            frames.Append(memory.ToArray());
        }

        FluentActions.Invoking(Open).Should().Throw<CandleStoreException>().WithMessage(
            $"{File}: has version 2, and this program reads version 1: use that program, or delete it to begin again");
    }

    [Fact]
    public void Another_series_or_another_start_is_refused()
    {
        Open().Dispose();
        var ether = Terms with { Series = SeriesName.Of("ETHUSD", new Timeframe(1))!.Value };

        FluentActions.Invoking(() => new DownloadLog(File, ether, () => 42)).Should().Throw<CandleStoreException>()
            .WithMessage($"{File}: is the download of XBTUSD_1 from *");
        FluentActions.Invoking(() => new DownloadLog(File, Terms with { From = 60 }, () => 60))
            .Should().Throw<CandleStoreException>().WithMessage($"{File}: is the download of XBTUSD_1 from *");
    }

    [Fact]
    public void Two_processes_cannot_go_on_with_the_same_download()
    {
        using var log = Open();

        FluentActions.Invoking(Open).Should().Throw<CandleStoreException>().WithMessage($"{File}: * another process*");
        log.Forget();
        FluentActions.Invoking(Open).Should().Throw<CandleStoreException>("the new file is as closed as the old");
    }

    public void Dispose() => _here.Dispose();

    private DownloadLog Open() => new(File, Terms, () => 42);

    private void WriteThree()
    {
        using var log = Open();
        for (var trades = 1; trades <= 3; trades++)
            log.Commit(log.State with { Trades = trades }, [new Candle(60 * trades, 1, 1, 1, 1, 1, 1)]);
    }
}
