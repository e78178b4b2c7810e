using TradingBot.Data.Recordings.Log;

namespace TradingBot.Tests.Recordings;

public sealed class LogRecoveryTests : IDisposable
{
    private const int Frame = FrameFormat.HeaderBytes + 6;

    private readonly TestLog _test = new();

    private string File => _test.Folder.LogOf(_test.Hour, 7);

    /// <summary>A kill leaves a prefix: at a thousand random bytes of the file.</summary>
    [Fact]
    public void After_a_kill_whole_frames_are_there_the_rest_is_set_aside_and_the_log_goes_on()
    {
        var all = Written(200);
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var length = random.Next(all.Length + 1);
            System.IO.File.WriteAllBytes(File, all[..length]);

            using (var log = _test.Open())
            {
                _test.Say(log.Connect(7), "goes on");
                var whole = length / Frame;
                _test.Messages(7).Should().HaveCount(whole + 1).And.EndWith("goes on");
                if (length % Frame == 0)
                {
                    log.Recovered.Should().BeEmpty();
                    continue;
                }

                var gap = log.Recovered.Should().ContainSingle().Subject;
                (gap.IsDamage, gap.From, gap.Bytes).Should().Be((false, whole * Frame, length % Frame));
                System.IO.File.ReadAllBytes(gap.KeptAs).Should().Equal(all[(whole * Frame)..length]);
                Frames.Texts(File)[whole].Should().Match<(FrameType Type, string Text)>(frame =>
                    frame.Type == FrameType.Gap && frame.Text.Contains("the process ended while it wrote"));
            }
        }
    }

    [Fact]
    public void A_torn_end_is_told_in_one_line_and_only_once()
    {
        System.IO.File.WriteAllBytes(File, Written(3)[..(2 * Frame + 11)]);

        using (var log = _test.Open())
        {
            log.Recovered.Should().ContainSingle().Which.ToString().Should().Be(
                $"{File}: its last 11 bytes are no whole message; cut off, kept as "
                + $"{_test.Folder.Torn}/2026-11-20T12-00007-84.bin");
        }

        using (var log = _test.Open())
            log.Recovered.Should().BeEmpty();
    }

    [Fact]
    public void Of_a_torn_end_that_is_longer_than_what_takes_its_place_nothing_is_left()
    {
        Written(1);
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(Frames.Bytes(2, new byte[5000]).AsSpan(0, 4000));
        }

        _test.Open().Dispose();

        FrameScan.Of(File).Should().BeEquivalentTo(new { Frames = 2, TornBytes = 0, Damages = Array.Empty<object>() });
    }

    [Fact]
    public void A_flipped_bit_sends_the_file_to_quarantine_as_it_is_and_a_new_one_is_begun()
    {
        var bytes = Written(10);
        bytes[4 * Frame + 20] ^= 4;
        System.IO.File.WriteAllBytes(File, bytes);

        using (var log = _test.Open())
        {
            var gap = log.Recovered.Should().ContainSingle().Subject;
            (gap.IsDamage, gap.From, gap.Bytes).Should().Be((true, 4 * Frame, Frame));
            gap.KeptAs.Should().Be(Path.Combine(_test.Folder.QuarantineOf(_test.Hour), "00007.frames"));
            System.IO.File.ReadAllBytes(gap.KeptAs).Should().Equal(bytes);
            _test.Say(log.Connect(7), "goes on");
            _test.Messages(7).Should().Equal("goes on");
            Frames.Read(File).Numbers.Should().Equal([11], "behind the highest of the quarantined file");
        }

        using (var log = _test.Open())
            log.Recovered.Should().BeEmpty();
    }

    public void Dispose() => _test.Dispose();

    private byte[] Written(int frames)
    {
        using (var log = _test.Open())
        {
            for (var i = 0; i < frames; i++)
                _test.Say(log.Connect(7), $"{i:000000}");
        }

        return System.IO.File.ReadAllBytes(File);
    }
}
