using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;

namespace TradingBot.Tests.Recordings;

/// <summary>Frames for tests, and files made of them.</summary>
internal static class Frames
{
    /// <summary>Frames with payloads of random bytes, up to the given length.</summary>
    public static List<byte[]> Random(int seed, int count, int longest)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var payload = new byte[random.Next(longest + 1)];
            random.NextBytes(payload);
            return Bytes(number, payload);
        })];
    }

    public static byte[] Bytes(int number, ReadOnlyMemory<byte> payload)
    {
        var frame = new Frame(FrameType.Message, 7, (ulong)number, new Receipt(1_000_000 + number, number), payload);
        var bytes = new byte[FrameFormat.BytesOf(payload.Length)];
        FrameFormat.Write(bytes, in frame);
        return bytes;
    }

    /// <summary>The sequences of the good frames in a file, and what else is in it.</summary>
    public static (List<int> Numbers, FrameScan Scan) Read(string path)
    {
        var numbers = new List<int>();
        using (var reader = new FrameReader(path))
        {
            while (reader.Next(out var frame))
                numbers.Add((int)frame.Sequence);
        }

        return (numbers, FrameScan.Of(path));
    }

    /// <summary>All frames of a file, with payloads as text.</summary>
    public static List<(FrameType Type, string Text)> Texts(string path)
    {
        var texts = new List<(FrameType, string)>();
        using var reader = new FrameReader(path);
        while (reader.Next(out var frame))
            texts.Add((frame.Type, System.Text.Encoding.UTF8.GetString(frame.Payload.Span)));
        return texts;
    }
}
