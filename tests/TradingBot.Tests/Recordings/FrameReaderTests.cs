using TradingBot.Data.Recordings.Log;

namespace TradingBot.Tests.Recordings;

public sealed class FrameReaderTests : IDisposable
{
    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    private string File => _here["00007.frames"];

    [Fact]
    public void A_frame_has_the_bytes_of_the_format() =>
        Convert.ToHexStringLower(Frames.Bytes(258, "Hi"u8.ToArray())).Should().Be(
            "1e000000" + "711c0bf6" + "01" + "01" + "0700" // length, checksum, type, version, connection
            + "0201000000000000" + "42430f0000000000" + "0201000000000000" + "4869");

    /// <summary>What a kill leaves is a prefix of the file: here is every one.</summary>
    [Fact]
    public void Of_every_prefix_the_whole_frames_are_read_and_the_rest_is_told()
    {
        var frames = Frames.Random(seed: 1, count: 40, longest: 60);
        var all = frames.SelectMany(frame => frame).ToArray();
        for (var length = 0; length <= all.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, all[..length]);

            var (numbers, scan) = Frames.Read(File);

            var (whole, end) = WholeFrames(frames, length);
            numbers.SequenceEqual(Enumerable.Range(1, whole)).Should().BeTrue($"{length} bytes");
            (scan.GoodLength, scan.TornBytes, scan.Damages.Count).Should().Be((end, length - end, 0));
        }
    }

    [Fact]
    public void Of_random_prefixes_of_a_file_that_is_not_read_at_once_the_same_holds()
    {
        var frames = Frames.Random(seed: 2, count: 60, longest: 5_000);
        frames.Add(Frames.Bytes(61, new byte[300_000])); // longer than what is read at once
        frames.Add(Frames.Bytes(62, new byte[10]));
        var all = frames.SelectMany(frame => frame).ToArray();
        var random = new Random(3);
        using var file = System.IO.File.Open(File, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        file.Write(all);
        for (var length = all.Length; length > 0; length -= random.Next(1, all.Length / 50))
        {
            file.SetLength(length);

            var scan = FrameScan.Of(File);

            var (whole, end) = WholeFrames(frames, length);
            (scan.Frames, scan.GoodLength, scan.Damages.Count).Should().Be((whole, end, 0));
        }
    }

    [Fact]
    public void One_flipped_bit_costs_one_frame_and_is_damage_unless_the_frame_is_the_last()
    {
        var frames = Frames.Random(seed: 4, count: 12, longest: 60);
        var all = frames.SelectMany(frame => frame).ToArray();
        for (var bit = 0; bit < all.Length * 8; bit += 7)
        {
            var bytes = all.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            System.IO.File.WriteAllBytes(File, bytes);

            var (numbers, scan) = Frames.Read(File);

            var (hit, start) = WholeFrames(frames, bit / 8);
            numbers.SequenceEqual(Enumerable.Range(1, frames.Count).Where(number => number != hit + 1))
                .Should().BeTrue($"bit {bit}");
            if (hit == frames.Count - 1)
                (scan.TornBytes, scan.Damages.Count).Should().Be((frames[^1].Length, 0));
            else
                scan.Damages.Should().Equal(Damage(start, start + frames[hit].Length, hit));
        }
    }

    [Fact]
    public void A_tail_of_zeros_is_torn_and_zeros_before_a_frame_are_damage()
    {
        var frames = Frames.Random(seed: 5, count: 3, longest: 100);
        var first = frames[0].Length;
        System.IO.File.WriteAllBytes(File, [.. frames[0], .. new byte[5000]]);
        FrameScan.Of(File).Should().BeEquivalentTo(new { Frames = 1, GoodLength = first, TornBytes = 5000 });

        System.IO.File.WriteAllBytes(File, [.. frames[0], .. new byte[5000], .. frames[1]]);

        FrameScan.Of(File).Damages.Should().Equal(
            new FrameDamage(first, first + 5000, new(1_000_001, 1), new(1_000_002, 2)));
    }

    [Fact]
    public void A_frame_within_a_payload_is_payload()
    {
        System.IO.File.WriteAllBytes(File, Frames.Bytes(1, Frames.Bytes(2, new byte[5])));

        Frames.Read(File).Numbers.Should().Equal(1);
    }

    [Fact]
    public void A_frame_of_a_later_version_is_refused_and_not_taken_for_damage()
    {
        var bytes = Frames.Bytes(1, new byte[5]);
        bytes[9] = 2;
        BitConverter.TryWriteBytes(bytes.AsSpan(4), Checksum(bytes));
        System.IO.File.WriteAllBytes(File, bytes);

        FluentActions.Invoking(() => FrameScan.Of(File)).Should()
            .Throw<TradingBot.Data.Recordings.RecordingException>()
            .WithMessage($"{File}: has frames of version 2; this program reads 1");
    }

    [Fact]
    public void What_is_not_on_the_disk_for_certain_is_not_read_when_an_end_is_given()
    {
        var frames = Frames.Random(seed: 6, count: 3, longest: 100);
        System.IO.File.WriteAllBytes(File, [.. frames.SelectMany(frame => frame)]);
        using var reader = new FrameReader(File, end: frames[0].Length + frames[1].Length);
        var count = 0;
        while (reader.Next(out _))
            count++;

        count.Should().Be(2);
    }

    public void Dispose() => _here.Dispose();

    private static uint Checksum(byte[] frame) => TradingBot.Data.Candles.Crc32C.Append(
        TradingBot.Data.Candles.Crc32C.Append(0, frame.AsSpan(0, 4)), frame.AsSpan(8));

    private static FrameDamage Damage(long from, long to, int hit) => new(
        from, to, hit == 0 ? null : new(1_000_000 + hit, hit), new(1_000_002 + hit, hit + 2));

    /// <summary>How many frames end within so many bytes, and where the last of them ends.</summary>
    private static (int Count, int End) WholeFrames(List<byte[]> frames, int length)
    {
        var (count, end) = (0, 0);
        while (count < frames.Count && end + frames[count].Length <= length)
            end += frames[count++].Length;
        return (count, end);
    }
}
