using System.Security.Cryptography;

namespace TradingBot.Data.Recordings.Manifests;

/// <summary>A file's hash as the manifest has it.</summary>
internal static class FileHash
{
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
