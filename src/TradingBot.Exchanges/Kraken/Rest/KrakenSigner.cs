using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>Signs with an API key of Kraken's, whose secret is base64.</summary>
internal sealed class KrakenSigner
{
    private readonly byte[] _secret;

    /// <param name="key">The key and its secret.</param>
    /// <exception cref="ArgumentException">The secret is not base64; the message does not repeat it.</exception>
    public KrakenSigner(ApiKey key)
    {
        if (!IsSecret(key.Secret))
            throw new ArgumentException("the API secret is not base64", nameof(key));
        _secret = Convert.FromBase64String(key.Secret);
        Key = key.Key;
    }

    /// <summary>True for what Kraken gives out as a secret.</summary>
    public static bool IsSecret(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length > 0;

    /// <summary>The public half; goes into the <c>API-Key</c> header and nowhere else.</summary>
    public string Key { get; }

    /// <summary>
    /// The <c>API-Sign</c> header: base64 of HMAC-SHA512 over the path and SHA-256 of nonce and body.
    /// </summary>
    /// <param name="path">From <c>/0/private/</c> on.</param>
    /// <param name="nonce">The same text that stands in the body.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    /// <remarks>Source: docs.kraken.com guides/rest/authentication.</remarks>
    public string Sign(string path, ulong nonce, ReadOnlySpan<byte> body)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.ASCII.GetBytes(nonce.ToString(CultureInfo.InvariantCulture)));
        digest.AppendData(body);
        using var seal = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA512, _secret);
        seal.AppendData(Encoding.ASCII.GetBytes(path));
        seal.AppendData(digest.GetHashAndReset());
        return Convert.ToBase64String(seal.GetHashAndReset());
    }

    public override string ToString() => "signer of an API key";
}
