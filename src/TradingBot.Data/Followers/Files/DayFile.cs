using System.Text;

namespace TradingBot.Data.Followers.Files;

/// <summary>A text file that grows through a day.</summary>
internal static class DayFile
{
    /// <summary>Adds lines; a new file begins with a head.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">The first line, or nothing.</param>
    /// <param name="lines">What is added.</param>
    /// <param name="length">What is known of the file; the rest is cut off.</param>
    /// <returns>How long it is now; it is on the disk.</returns>
    public static long Append(string path, string head, StringBuilder lines, long length)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        if (file.Length < length)
        {
            throw new StoreException(
                $"{path}: is shorter than it was; use another directory, or delete its files to have them anew",
                StoreTrouble.Conflict);
        }

        file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
        if (length == 0)
            file.Write(Encoding.UTF8.GetBytes(head));
        file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
        file.Flush(flushToDisk: true);
        return file.Length;
    }
}
