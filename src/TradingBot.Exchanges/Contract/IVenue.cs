using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Exchanges.Contract;

/// <summary>A venue: what is known of it without asking, and the way to connect to it.</summary>
public interface IVenue
{
    /// <summary>As a user types it: <c>kraken</c>.</summary>
    string Name { get; }

    /// <summary>For messages: <c>Kraken</c>.</summary>
    string DisplayName { get; }

    /// <summary>Its pairs as far as this program knows them without asking.</summary>
    IPairDirectory Pairs { get; }

    /// <summary>Classes of accounts, the lowest first; they decide how fast one may call and trade.</summary>
    IReadOnlyList<string> AccountTiers { get; }

    /// <summary>For messages: what an account of a class may do, in one line.</summary>
    string LimitsOf(string accountTier);

    /// <summary>The venue's published fees for a pair.</summary>
    FeeSchedule FeesOf(Instrument instrument);

    /// <summary>Where it publishes its outages.</summary>
    string StatusPage { get; }

    /// <summary>
    /// Why the key cannot be one of this venue's, without quoting it; null when it can be.
    /// </summary>
    string? ProblemOf(ApiKey key);

    /// <summary>Reads what was recorded of its socket; null: this venue cannot be recorded.</summary>
    IMessageDecoder? CreateDecoder() => null;

    /// <summary>Makes the clients; nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="key">Null: the public interface only.</param>
    /// <param name="environment">The clock and the network.</param>
    /// <param name="logs">For changes of state.</param>
    /// <exception cref="ArgumentException">
    /// The key is not of the venue's form; the message does not repeat it.
    /// </exception>
    /// <exception cref="IOException">The key's state cannot be used, as when another process uses the key.</exception>
    IExchange Connect(ExchangeOptions options, ApiKey? key, ExchangeEnvironment environment, ILoggerFactory logs);
}
