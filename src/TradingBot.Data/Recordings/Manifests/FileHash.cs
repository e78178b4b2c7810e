using System.Security.Cryptography;

namespace TradingBot.Data.Recordings.Manifests;

/// <summary>A file's hash as the manifest has it.</summary>
internal static class FileHash
{
    /// <summary>Reads a segment through: what is damaged must not be taken for what was recorded.</summary>
    /// <exception cref="RecordingException">It cannot be read, or is not what was sealed.</exception>
    public static void Require(RecordingFolder folder, ManifestLine line)
    {
        if (ProblemOf(folder, line) is { } problem)
            throw new RecordingException($"{line.Path}: {problem}");
    }

    /// <summary>Reads a segment through.</summary>
    /// <returns>What is wrong with it; null: it is the file that was sealed.</returns>
    public static string? ProblemOf(RecordingFolder folder, ManifestLine line)
    {
        try
        {
            return Of(folder.In(line.Path)) != line.Sha256 ? "is not the file that was sealed (hash)" : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return "is missing";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {failure.Message}";
        }
    }

    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
