namespace TradingBot.Configuration;

/// <summary>A value of a file or of the environment, before anybody has asked which option it belongs to.</summary>
/// <param name="Place">Where it stands, to begin a message with.</param>
/// <param name="Path">The key below our section: the option's, and for a section what follows.</param>
/// <param name="Value">Null and empty are the same: nothing.</param>
/// <param name="Rank">The environment, or the file.</param>
internal sealed record ConfiguredText(string Place, IReadOnlyList<string> Path, string? Value, SettingRank Rank);
