using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TradingBot.Core.Orders;

/// <summary>
/// The <c>cl_ord_id</c> of an attempt: a UUID derived from the bot, the order and the attempt, so that a replay makes
/// the same and no two attempts ever share one.
/// </summary>
public static class ClientOrderId
{
    /// <summary>No order has needed more.</summary>
    private const int MaxAttempts = 20;

    /// <param name="bot">Made at random when the bot's database was.</param>
    /// <param name="order">The order's number, never used twice by the bot.</param>
    /// <param name="attempt">From 1.</param>
    public static Guid Of(Guid bot, long order, int attempt)
    {
        Span<byte> name = stackalloc byte[28];
        bot.TryWriteBytes(name);
        BinaryPrimitives.WriteInt64BigEndian(name[16..], order);
        BinaryPrimitives.WriteInt32BigEndian(name[24..], attempt);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        // Version 4, the one that every validator of UUIDs accepts.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>All that an order may have, from an attempt on.</summary>
    /// <param name="bot">Made at random when the bot's database was.</param>
    /// <param name="order">The order's number.</param>
    /// <param name="first">The first attempt wanted, from 1.</param>
    public static IEnumerable<Guid> AllOf(Guid bot, long order, int first = 1)
    {
        for (var attempt = first; attempt < first + MaxAttempts; attempt++)
            yield return Of(bot, order, attempt);
    }
}
