namespace TradingBot.Core.Accounts;

/// <summary>What the bot has by its own books.</summary>
/// <param name="Cash">Quote currency.</param>
/// <param name="Held">Base units.</param>
/// <param name="IsWhole">True where no order can still change it.</param>
/// <param name="LastOrder">The highest order number the bot has used.</param>
internal readonly record struct Books(decimal Cash, decimal Held, bool IsWhole, long LastOrder);
