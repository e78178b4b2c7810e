namespace TradingBot.Configuration;

/// <summary>Where an option got its value; a later source overrides an earlier one.</summary>
internal enum SettingRank
{
    File,
    Environment,
    Flag,
}
