namespace TradingBot;

/// <summary>Where this program keeps what belongs to its user.</summary>
internal static class UserData
{
    /// <summary>On Linux <c>~/.local/share/TradingBot</c>, or below <c>$XDG_DATA_HOME</c>.</summary>
    public static string Directory { get; } = Path.Combine(
        // Without DoNotVerify the folder is "" on a fresh account, where nothing has created it yet.
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "TradingBot");
}
