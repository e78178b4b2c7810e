namespace TradingBot.Core.Accounts;

/// <summary>The account and the bot's own books at one moment at which no order of the bot was on its way.</summary>
/// <param name="Asked">The account was not read before this; UTC.</param>
/// <param name="Answered">When it was there, by an estimate that may be behind; UTC.</param>
/// <param name="Base">The account's, base units.</param>
/// <param name="Quote">The account's, quote currency.</param>
/// <param name="Held">The bot's, base units.</param>
/// <param name="Cash">The bot's, quote currency.</param>
/// <param name="Fills">Fills reported to the process; of an earlier process, counted back from its end.</param>
public sealed record AccountReading(
    DateTime Asked, DateTime Answered, decimal Base, decimal Quote, decimal Held, decimal Cash, long Fills);
