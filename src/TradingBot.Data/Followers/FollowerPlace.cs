using System.Text.RegularExpressions;
using TradingBot.Data.Recordings;

namespace TradingBot.Data.Followers;

/// <summary>
/// How far a follower has got, noted in the recording for retention alone: what a follower still needs stays. Its
/// cursors are in its store. Who gives a follower up deletes its file in <c>followers/</c>.
/// </summary>
internal sealed partial class FollowerPlace
{
    private const string Folder = "followers";
    private const string Extension = ".place";

    private string _text = "";

    /// <param name="folder">The recording's.</param>
    /// <param name="follower">Its store's name.</param>
    public FollowerPlace(RecordingFolder folder, string follower) =>
        Path = System.IO.Path.Combine(folder.In(Folder), Unfit().Replace(follower, "-").Trim('-') + Extension);

    public string Path { get; }

    /// <summary>The first hour that a follower needs; null where there is none.</summary>
    /// <exception cref="RecordingException">A place cannot be read.</exception>
    public static RecordingHour? Slowest(RecordingFolder folder)
    {
        if (!Directory.Exists(folder.In(Folder)))
            return null;
        try
        {
            return Directory.EnumerateFiles(folder.In(Folder), "*" + Extension)
                .Select(file => RecordingHour.Parse(File.ReadAllText(file).Trim())
                    ?? throw new RecordingException($"{file}: is not a follower's place; delete it if you know why"))
                .Order()
                .Select(hour => (RecordingHour?)hour)
                .FirstOrDefault();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{folder.In(Folder)}: cannot be read: {failure.Message}", failure);
        }
    }

    /// <param name="next">The hour behind all that the store has.</param>
    /// <param name="behind">The earliest that it does not have although it is sealed.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(RecordingHour next, RecordingHour? behind)
    {
        var text = $"{(behind is { } hour && hour < next ? hour : next)}\n";
        if (text == _text)
            return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path + RecordingFolder.PartialExtension, text);
        File.Move(Path + RecordingFolder.PartialExtension, Path, overwrite: true);
        _text = text;
    }

    [GeneratedRegex("[^A-Za-z0-9.]+")]
    private static partial Regex Unfit();
}
