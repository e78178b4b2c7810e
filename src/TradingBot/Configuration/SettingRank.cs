namespace TradingBot.Configuration;

/// <summary>Who has given an option its value; a later one is the stronger.</summary>
internal enum SettingRank
{
    File,
    Environment,
    Flag,
}
