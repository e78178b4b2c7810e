using System.Security.Cryptography;
using System.Text;

namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>
/// Checks API-Sign: HMAC-SHA512 over the path and the SHA-256 of nonce and body. Source: REFERENCE 2.1.
/// </summary>
internal static class RequestSignature
{
    /// <param name="secret">Base64, as given to the client.</param>
    /// <param name="path">With the leading <c>/0/private/</c>.</param>
    /// <param name="nonce">Its text in the body.</param>
    /// <param name="body">The bytes that came.</param>
    /// <returns>The signature a client must send, base64.</returns>
    public static string Of(string secret, string path, string nonce, ReadOnlySpan<byte> body)
    {
        using var inner = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        inner.AppendData(Encoding.UTF8.GetBytes(nonce));
        inner.AppendData(body);
        using var outer = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, Convert.FromBase64String(secret));
        outer.AppendData(Encoding.UTF8.GetBytes(path));
        outer.AppendData(inner.GetHashAndReset());
        return Convert.ToBase64String(outer.GetHashAndReset());
    }
}
