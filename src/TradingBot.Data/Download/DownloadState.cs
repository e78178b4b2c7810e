using System.Runtime.InteropServices;
using TradingBot.Core.Market;

namespace TradingBot.Data.Download;

/// <summary>How far a download is, so that it goes on from there.</summary>
/// <param name="Next">Where the next page begins, in the exchange's words; null: nothing was read yet.</param>
/// <param name="Until">All trades before this unix second are read; 0: not known to be so of any end.</param>
/// <param name="LastTime">Time of the last trade, UTC.</param>
/// <param name="Forming">The candle of the last trades, unless it has ended.</param>
/// <param name="Trades">How many were read.</param>
/// <param name="Candles">How many have ended.</param>
/// <param name="FirstOpenSeconds">Open time of the first candle, unix seconds; 0: there was none.</param>
/// <param name="OpenDay">Days since 1970: the day whose trades are in a file that still grows; 0: none.</param>
/// <param name="OpenLength">Bytes of that file that count.</param>
internal sealed record DownloadState(
    string? Next,
    long Until,
    DateTime LastTime,
    Candle? Forming,
    long Trades,
    long Candles,
    long FirstOpenSeconds,
    int OpenDay,
    long OpenLength)
{
    public static DownloadState None { get; } = new(
        Next: null, Until: 0, DateTime.UnixEpoch, Forming: null, 0, 0, 0, OpenDay: 0, OpenLength: 0);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Next ?? "");
        writer.Write(Until);
        writer.Write(LastTime.Ticks);
        writer.Write(Forming is not null);
        if (Forming is { } forming)
            writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Candle>(in forming)));
        writer.Write(Trades);
        writer.Write(Candles);
        writer.Write(FirstOpenSeconds);
        writer.Write(OpenDay);
        writer.Write(OpenLength);
    }

    public static DownloadState Read(BinaryReader reader)
    {
        var next = reader.ReadString();
        return new DownloadState(
            next.Length == 0 ? null : next,
            reader.ReadInt64(),
            new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
            reader.ReadBoolean() ? ReadCandle(reader) : null,
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt32(),
            reader.ReadInt64());
    }

    private static Candle ReadCandle(BinaryReader reader)
    {
        Span<Candle> candle = stackalloc Candle[1];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(candle));
        return candle[0];
    }
}
