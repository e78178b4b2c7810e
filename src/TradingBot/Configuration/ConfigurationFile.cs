using System.Text.Json;
using Microsoft.Extensions.Configuration;
using TradingBot.Input;

namespace TradingBot.Configuration;

/// <summary>Reads a configuration file: JSON, in which comments and a last comma are allowed.</summary>
internal static class ConfigurationFile
{
    /// <summary>Which file the user has chosen; who has this option can be configured.</summary>
    public static TextOption Chosen { get; } = new(
        "--config",
        "FILE",
        $"settings (default: {ConfigurationPlaces.FileName} in the working directory, else beside the program); "
        + "see 'TradingBot config'");

    /// <summary>Every value that stands in it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="strangers">Gets a line for each key outside our section.</param>
    /// <exception cref="UserError">It cannot be read, or is not what it should be.</exception>
    public static IReadOnlyList<ConfiguredText> Read(string path, string name, ICollection<UserError> strangers)
    {
        var found = new List<ConfiguredText>();
        foreach (var leaf in Leaves(Load(path, name)))
        {
            var words = leaf.Path.Split(ConfigurationPath.KeyDelimiter);
            if (!words[0].Equals(ConfigurationKey.Section, StringComparison.OrdinalIgnoreCase)
                || (words.Length == 1 && !string.IsNullOrEmpty(leaf.Value)))
                strangers.Add(Stranger(name, leaf.Path));
            else if (words.Length > 1)
                found.Add(new ConfiguredText($"{name}: {leaf.Path}", words[1..], leaf.Value, SettingRank.File));
        }

        return found;
    }

    private static UserError Stranger(string name, string key) => new(
        $"{name}: {key}: is not a setting; settings are in the section \"{ConfigurationKey.Section}\"");

    private static IEnumerable<IConfigurationSection> Leaves(IConfiguration at) => at.GetChildren()
        .SelectMany(child => child.GetChildren().Any() ? Leaves(child) : [child]);

    private static IConfigurationRoot Load(string path, string name)
    {
        FullProgram.RequireForPipe(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{name}: no such file");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw new UserError($"{name}: is a directory; name a file");
        }
        catch (JsonException) when (new FileInfo(path).Length == 0)
        {
            throw new UserError($"{name}: is empty; write {{}}, or see 'TradingBot config sample'");
        }
        catch (JsonException wrong)
        {
            throw new UserError(FormattableString.Invariant(
                $"{name}: not JSON at line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}: ")
                + wrong.Message.Split(" LineNumber:")[0]);
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{name}: {failure.Message}");
        }
    }
}
