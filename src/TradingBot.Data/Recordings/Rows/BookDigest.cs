using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradingBot.Core.Market;

namespace TradingBot.Data.Recordings.Rows;

/// <summary>
/// What a whole book is, in 32 letters: two books have the same if they hold the same levels, however many zeros their
/// numbers are printed with.
/// </summary>
internal static class BookDigest
{
    private const int Bytes = 16;

    public static string Of(OrderBook book)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, 'b', book.Bids);
        Append(hash, 'a', book.Asks);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    private static void Append(IncrementalHash hash, char side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (var level in levels)
        {
            var line = $"{side} {Plain(level.Price)} {Plain(level.Quantity)}\n";
            hash.AppendData(Encoding.ASCII.GetBytes(line));
        }
    }

    private static string Plain(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
