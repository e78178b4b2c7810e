using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TradingBot.Kraken.Rest;

/// <summary>
/// A Kraken API key with its secret. It signs, and shows neither: not in <see cref="ToString"/>, not in an exception.
/// </summary>
internal sealed class ApiKey
{
    private readonly byte[] _secret;

    /// <param name="key">The public half, as Kraken shows it.</param>
    /// <param name="secret">The private half, base64.</param>
    /// <exception cref="ArgumentException">
    /// Empty, or the secret is not base64; the message does not repeat it.
    /// </exception>
    public ApiKey(string key, string secret)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentException("the API key is empty", nameof(key));
        if (key.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("the API key has a character outside printable ASCII", nameof(key));
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret, bytes, out var length) || length == 0)
            throw new ArgumentException("the API secret is not base64", nameof(secret));
        _secret = bytes[..length];
        Key = key;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
    }

    /// <summary>The public half; goes into the <c>API-Key</c> header and nowhere else.</summary>
    public string Key { get; }

    /// <summary>Tells keys apart in logs and file names: the first 12 hex digits of the key's SHA-256.</summary>
    public string Fingerprint { get; }

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

    public override string ToString() => $"API key {Fingerprint}";
}
