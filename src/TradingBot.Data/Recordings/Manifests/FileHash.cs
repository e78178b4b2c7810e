using System.Security.Cryptography;

namespace TradingBot.Data.Recordings.Manifests;

/// <summary>A file's hash as the manifest has it.</summary>
internal static class FileHash
{
    /// <summary>Reads a segment through: what is damaged must not be taken for what was recorded.</summary>
    /// <exception cref="RecordingException">It cannot be read, or is not what was sealed.</exception>
    public static void Require(RecordingFolder folder, ManifestLine line)
    {
        try
        {
            if (Of(folder.In(line.Path)) != line.Sha256)
                throw new RecordingException($"{line.Path}: is not the file that was sealed (hash)");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{line.Path}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
