namespace TradingBot.Notifications;

/// <summary>A figure of a notice.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">With its unit.</param>
internal readonly record struct NoticeField(string Name, string Value);
