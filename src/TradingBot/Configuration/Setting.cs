using System.CommandLine;

namespace TradingBot.Configuration;

/// <summary>The value that somebody has given an option.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Text">As it would stand on the command line; of a section <c>name=value</c>.</param>
/// <param name="Rank">Where it came from; the stronger one counts.</param>
/// <param name="Place">Where it stands, to begin a message with: <c>appsettings.json: TradingBot:Period</c>.</param>
internal sealed record Setting(Option Option, string Text, SettingRank Rank, string Place)
{
    /// <summary>What a stronger one must have in common with this one to take its place.</summary>
    public string Name => ConfigurationKey.IsSection(Option)
        ? $"{Option.Name} {Text.Split('=')[0].Trim()}"
        : Option.Name;
}
