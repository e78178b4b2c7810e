using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Exchanges.Kraken;

/// <summary><see cref="KrakenPairs"/> for callers that do not know Kraken.</summary>
internal sealed class KrakenPairDirectory : IPairDirectory
{
    public IEnumerable<string> Known => KrakenPairs.Known;

    public Instrument? Find(string name) => KrakenPairs.Find(name);

    public string SymbolOf(string name) => KrakenPairs.SymbolOf(name);

    public Instrument WithoutRules(string symbol) => KrakenPairs.WithoutRules(symbol);

    public bool IsPair(string name) => KrakenPairs.IsPair(name);

    public bool IsBase(string asset) => KrakenPairs.IsBase(asset);

    public bool IsQuote(string asset) => KrakenPairs.IsQuote(asset);

    public bool IsMoney(string asset) => KrakenPairs.IsMoney(asset);
}
