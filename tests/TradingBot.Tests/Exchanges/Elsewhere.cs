using Microsoft.Extensions.Logging;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;

namespace TradingBot.Tests.Exchanges;

/// <summary>
/// A second venue, made up: its pairs, names and fees are its own, and nothing but a test knows of it. It speaks to an
/// offline Kraken, of which its callers learn nothing.
/// </summary>
internal sealed class Elsewhere : IVenue
{
    /// <summary>Kraken first, as in the program.</summary>
    public static VenueList WithKraken { get; } = new(Venues.Default, new Elsewhere());

    public string Name => "elsewhere";

    public string DisplayName => "Elsewhere";

    public IPairDirectory Pairs { get; } = new Directory();

    public IReadOnlyList<string> AccountTiers { get; } = ["plain", "gold"];

    public string LimitsOf(string accountTier) => $"{accountTier}: as you like";

    public FeeSchedule FeesOf(Instrument instrument) => FeeSchedule.Flat(0.0123m);

    public string StatusPage => "status.example";

    public string? ProblemOf(ApiKey key) => null;

    public IExchange Connect(
        ExchangeOptions options, ApiKey? key, ExchangeEnvironment environment, ILoggerFactory logs) =>
        Over(Venues.Default.Connect(options, key, environment, logs));

    /// <summary>The same exchange under this venue's name.</summary>
    public IExchange Over(IExchange exchange) => new Renamed(this, exchange);

    /// <summary>One pair with odd rules; no name is translated.</summary>
    private sealed class Directory : IPairDirectory
    {
        private static readonly Instrument Only = new()
        {
            Symbol = "BTCUSD",
            Base = "BTC",
            Quote = "USD",
            PriceDecimals = 2,
            LotStep = 0.0005m,
            TickSize = 0.01m,
            MinimumVolume = 0.001m,
            MaximumVolume = 9,
            MinimumNotional = 10,
        };

        public IEnumerable<string> Known => [Only.Symbol];

        public Instrument? Find(string name) => SymbolOf(name) == Only.Symbol ? Only : null;

        public string SymbolOf(string name) => name.Replace("/", "", StringComparison.Ordinal).ToUpperInvariant();

        public Instrument WithoutRules(string symbol) => Only with { Symbol = symbol, RulesAreKnown = false };

        public bool IsPair(string name) => name.EndsWith("USD", StringComparison.OrdinalIgnoreCase);

        public bool IsBase(string asset) => asset == "BTC";

        public bool IsQuote(string asset) => asset == "USD";

        public bool IsMoney(string asset) => asset == "USD";
    }

    private sealed class Renamed(IVenue venue, IExchange exchange) : IExchange
    {
        public IVenue Venue => venue;

        public ExchangeCapabilities Capabilities => exchange.Capabilities;

        public IMarketData Market => exchange.Market;

        public IAccount? Account => exchange.Account;

        public IReadOnlyList<RateLimit> RateLimits => exchange.RateLimits;

        public IReadOnlyList<ExchangeAddress> Addresses => exchange.Addresses;

        public ValueTask DisposeAsync() => exchange.DisposeAsync();
    }
}
