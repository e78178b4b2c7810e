using System.Security.Cryptography;
using System.Text;

namespace TradingBot.Exchanges.Contract.Accounts;

/// <summary>
/// An API key with its secret, as the exchange gave them out. It shows neither: not in <see cref="ToString"/>, not in
/// an exception.
/// </summary>
public sealed class ApiKey
{
    /// <param name="key">The public half, as the exchange shows it.</param>
    /// <param name="secret">The private half.</param>
    /// <exception cref="ArgumentException">Empty, or not printable ASCII; the message does not repeat it.</exception>
    public ApiKey(string key, string secret)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentException("the API key is empty", nameof(key));
        if (key.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("the API key has a character outside printable ASCII", nameof(key));
        (Key, Secret) = (key, secret);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
    }

    /// <summary>The public half.</summary>
    public string Key { get; }

    /// <summary>Tells keys apart in logs and file names: the first 12 hex digits of the key's SHA-256.</summary>
    public string Fingerprint { get; }

    /// <summary>For whoever signs.</summary>
    internal string Secret { get; }

    public override string ToString() => $"API key {Fingerprint}";
}
