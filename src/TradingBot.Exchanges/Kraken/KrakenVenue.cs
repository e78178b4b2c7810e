using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Rest;

namespace TradingBot.Exchanges.Kraken;

/// <summary>Kraken, spot.</summary>
internal sealed class KrakenVenue : IVenue
{
    public string Name => "kraken";

    public string DisplayName => "Kraken";

    public IPairDirectory Pairs { get; } = new KrakenPairDirectory();

    public IReadOnlyList<string> AccountTiers { get; } = ["starter", "intermediate", "pro"];

    /// <summary>The class of that name; none: the lowest.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public static AccountTier TierOf(string? name) =>
        name is null ? AccountTier.Starter : Enum.Parse<AccountTier>(name, ignoreCase: true);

    public string LimitsOf(string accountTier)
    {
        var tier = TierOf(accountTier);
        var (calls, orders) = (KrakenRateLimits.Private(tier), KrakenRateLimits.Trading(tier));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tier} (--tier): {calls.Threshold} calls, {calls.DecayPerSecond} more a second; ")
            + string.Create(CultureInfo.InvariantCulture, $"{orders.Threshold} for orders");
    }

    public FeeSchedule FeesOf(Instrument instrument) => KrakenFees.For(instrument);

    public string StatusPage => "status.kraken.com";

    public string? ProblemOf(ApiKey key) =>
        KrakenSigner.IsSecret(key.Secret) ? null : "the API secret is not base64";

    public IMessageDecoder CreateDecoder() => new KrakenDecoder();

    public IExchange Connect(
        ExchangeOptions options, ApiKey? key, ExchangeEnvironment environment, ILoggerFactory logs) =>
        new KrakenExchange(this, options, key, environment, logs);
}
