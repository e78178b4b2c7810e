using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// Turns one received frame into one message, straight from its bytes. It never throws for what the exchange sends:
/// what cannot be read is <see cref="SocketMessage.Malformed"/>. One parser serves one connection.
/// </summary>
internal sealed class FrameParser
{
    private readonly BookReader _book = new();

    public SocketMessage Parse(ReadOnlySpan<byte> frame)
    {
        try
        {
            var head = FrameHead.Read(frame);
            if (head.Channel.IsEmpty)
                return head.IsAnswer
                    ? new SocketMessage.Acknowledged(Read(frame, SocketJson.Default.Acknowledgement))
                    : new SocketMessage.Malformed("neither a channel nor a method");
            return ParseChannel(head);
        }
        catch (JsonException failure)
        {
            return new SocketMessage.Malformed(
                $"not of the documented form at {failure.Path} byte {failure.BytePositionInLine}");
        }
    }

    private SocketMessage ParseChannel(in FrameHead head)
    {
        var channel = head.Channel;
        if (channel.SequenceEqual("book"u8))
        {
            _book.Read(head.Data, head.IsSnapshot);
            return _book.Message;
        }

        if (channel.SequenceEqual("heartbeat"u8))
            return SocketMessage.Heartbeat.Instance;
        if (channel.SequenceEqual("trade"u8))
            return new SocketMessage.Trades(head.IsSnapshot, ReadRows(head.Data, TradeRow.Read));
        if (channel.SequenceEqual("ohlc"u8))
            return new SocketMessage.Candles(
                head.IsSnapshot, ReadTime(head.Timestamp), ReadRows(head.Data, CandleRow.Read));
        if (channel.SequenceEqual("executions"u8))
            return new SocketMessage.Executions(
                head.IsSnapshot, head.Sequence, Rows(head.Data, SocketJson.Default.ExecutionRowArray));
        if (channel.SequenceEqual("status"u8))
            return Rows(head.Data, SocketJson.Default.StatusRowArray) is [.., var last]
                ? new SocketMessage.Status(last)
                : new SocketMessage.Malformed("a status without a row");
        return new SocketMessage.UnknownChannel(Printable(channel));
    }

    private static T[] ReadRows<T>(ReadOnlySpan<byte> data, RowReader<T> readRow)
    {
        var reader = new Utf8JsonReader(data);
        JsonValues.Advance(ref reader);
        JsonValues.Expect(ref reader, JsonTokenType.StartArray);
        List<T> rows = [];
        while (JsonValues.NextElement(ref reader))
            rows.Add(readRow(ref reader));
        return [.. rows];
    }

    private static DateTime? ReadTime(ReadOnlySpan<byte> timestamp)
    {
        if (timestamp.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(timestamp);
        return JsonValues.NextInstant(ref reader);
    }

    // The serializer lets a null stand where an element should be.
    private static T[] Rows<T>(ReadOnlySpan<byte> data, JsonTypeInfo<T[]> form)
        where T : class
    {
        var rows = Read(data, form);
        return Array.IndexOf(rows, null) < 0 ? rows : throw JsonValues.Wrong("a row");
    }

    private static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> form)
        where T : class =>
        JsonSerializer.Deserialize(json, form) ?? throw JsonValues.Wrong("a value");

    // For a log: short, and nothing but plain characters.
    private static string Printable(ReadOnlySpan<byte> name) => string.Create(
        Math.Min(name.Length, 40),
        name,
        (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = bytes[i] is > (byte)' ' and <= (byte)'~' ? (char)bytes[i] : '?';
        });

    private delegate T RowReader<out T>(ref Utf8JsonReader reader);
}
