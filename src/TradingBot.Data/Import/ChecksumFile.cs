using System.Security.Cryptography;

namespace TradingBot.Data.Import;

/// <summary>Binance lays <c>NAME.CHECKSUM</c> beside each archive: its SHA-256, two blanks, its name.</summary>
internal static class ChecksumFile
{
    private const string Ending = ".CHECKSUM";

    public static bool IsNamedSo(string file) => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that a checksum file is about.</summary>
    public static string Subject(string checksumFile) => checksumFile[..^Ending.Length];

    /// <summary>Compares a file with the checksum beside it, if there is one.</summary>
    /// <exception cref="ImportException">It is another file than the checksum's.</exception>
    public static void Verify(string file)
    {
        var beside = file + Ending;
        if (!File.Exists(beside))
            return;
        var said = File.ReadAllText(beside).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault("");
        using var stream = File.OpenRead(file);
        if (!Convert.ToHexString(SHA256.HashData(stream)).Equals(said, StringComparison.OrdinalIgnoreCase))
            throw new ImportException($"{file}: its SHA-256 differs from {beside}; download both again");
    }
}
