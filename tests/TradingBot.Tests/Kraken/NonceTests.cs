using TradingBot.Exchanges.Kraken.Rest;

namespace TradingBot.Tests.Kraken;

public sealed class NonceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nonces-{Guid.NewGuid():N}", "nonce.txt");
    private readonly ManualTime _time = new();

    [Fact]
    public void Nonces_rise_within_one_tick_of_the_clock()
    {
        using var nonces = Open();
        var taken = Enumerable.Range(0, 1000).Select(_ => nonces.Next()).ToList();
        taken.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_nonce_is_the_time_in_nanoseconds()
    {
        using var nonces = Open();
        nonces.Next().Should().Be((ulong)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);
    }

    [Fact]
    public void A_clock_set_back_by_an_hour_does_no_harm_while_running()
    {
        using var nonces = Open();
        var before = nonces.Next();
        _time.SetWallClock(_time.GetUtcNow().AddHours(-1));
        nonces.Next().Should().BeGreaterThan(before);
    }

    [Fact]
    public void A_clock_set_back_by_an_hour_does_no_harm_over_a_restart()
    {
        ulong before;
        using (var nonces = Open())
            before = nonces.Next();
        _time.SetWallClock(_time.GetUtcNow().AddHours(-1));
        using var restarted = Open();
        restarted.Next().Should().BeGreaterThan(before);
    }

    [Fact]
    public void A_clock_before_1970_does_not_use_up_the_key()
    {
        _time.SetWallClock(new DateTimeOffset(1969, 12, 31, 0, 0, 0, TimeSpan.Zero));
        using var nonces = Open();
        nonces.Next().Should().Be(1);
    }

    [Fact]
    public void A_crash_never_gives_a_nonce_again_wherever_it_strikes()
    {
        // Closing the file writes nothing, so what the next run finds is what a killed process leaves.
        var highest = 0ul;
        var clock = _time.GetUtcNow();
        for (var run = 0; run < 20; run++)
        {
            using (var nonces = Open())
            {
                for (var i = 0; i < 50; i++)
                {
                    _time.Advance(TimeSpan.FromMilliseconds(i * 37));
                    var next = nonces.Next();
                    next.Should().BeGreaterThan(highest);
                    highest = next;
                }
            }

            _time.SetWallClock(clock.AddMinutes(run % 2 == 0 ? -60 : 0));
        }
    }

    [Fact]
    public void A_write_cut_off_anywhere_leaves_the_older_mark()
    {
        using (var nonces = Open())
        {
            nonces.Next();
            _time.Advance(TimeSpan.FromSeconds(20));
            nonces.Next();
        }

        var whole = File.ReadAllBytes(_path);
        for (var cut = 42; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(_path, whole[..cut]);
            using var file = NonceFile.Open(_path);
            file.Mark.Should().BeGreaterThan(0);
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_rather_than_guessed_at()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, "what is this?");
        var opening = () => NonceFile.Open(_path);
        opening.Should().Throw<InvalidDataException>().WithMessage("*damaged*");
    }

    [Fact]
    public void Two_holders_of_one_file_are_refused()
    {
        using var first = Open();
        var second = Open;
        second.Should().Throw<IOException>().WithMessage("*another process*");
    }

    [Fact]
    public void The_disk_is_written_once_in_ten_seconds_of_nonces()
    {
        using var file = NonceFile.Open(_path);
        using var nonces = new NonceSource(file, _time);
        nonces.Next();
        var mark = file.Mark;
        for (var i = 0; i < 90; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            nonces.Next();
        }

        file.Mark.Should().Be(mark);
    }

    public void Dispose()
    {
        if (Path.GetDirectoryName(_path) is { } folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private NonceSource Open() => new(NonceFile.Open(_path), _time);
}
