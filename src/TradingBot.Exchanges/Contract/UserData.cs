namespace TradingBot.Exchanges.Contract;

/// <summary>Where this program keeps what belongs to its user.</summary>
public static class UserData
{
    /// <summary>On Linux <c>~/.local/share/TradingBot</c>, or below <c>$XDG_DATA_HOME</c>.</summary>
    public static string Directory { get; } = Path.Combine(
        // Without DoNotVerify the folder is "" on a fresh account, where nothing has created it yet.
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "TradingBot");

    /// <summary>True for a user without a home, whose files would go to the root of the file system.</summary>
    public static bool IsNowhere(string? home, string? dataHome, string userProfile) =>
        string.IsNullOrEmpty(home) && string.IsNullOrEmpty(dataHome) && userProfile is ("" or "/");
}
