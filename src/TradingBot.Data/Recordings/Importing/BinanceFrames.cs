using System.Buffers.Text;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>
/// What hftbacktest's collector writes: the time of receipt in nanoseconds, a blank, the message as it came.
/// </summary>
internal sealed class BinanceFrames : LineFormat
{
    public override string Name => "binance-frames";

    public override string Line => "receipt in unix nanoseconds, a blank, the message of Binance spot";

    public override bool IsSequenced => true;

    public override bool HasWholeBooks => false;

    public override ReceivedLine Read(ReadOnlyMemory<byte> line) =>
        Utf8Parser.TryParse(line.Span, out long nanoseconds, out var digits)
        && digits < line.Length && line.Span[digits] == ' '
            ? new ReceivedLine(nanoseconds / 1000, line[(digits + 1)..])
            : throw new FormatException($"is not '{Line}'");

    public override IMessageDecoder CreateDecoder(string market) => Decoders.BinanceSpot(market);
}
