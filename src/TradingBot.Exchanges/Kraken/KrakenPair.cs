using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken;

/// <summary>A pair as the exchange describes it now: names, rules and status.</summary>
/// <param name="Names">Kraken's names.</param>
/// <param name="Instrument">The rules orders must keep.</param>
/// <param name="Status">Kraken's word; <c>online</c> where the answer has none.</param>
internal sealed record KrakenPair(PairNames Names, Instrument Instrument, string Status)
{
    /// <summary>The base asset's id in balances: <c>XXBT</c>.</summary>
    public string BaseId { get; init; } = Instrument.Base;

    /// <summary>The quote asset's id in balances: <c>ZUSD</c>.</summary>
    public string QuoteId { get; init; } = Instrument.Quote;

    // Instrument converts prices through powers of ten up to this.
    private const int MaxPriceDecimals = 10;

    /// <summary>The pair of one AssetPairs row.</summary>
    /// <returns>Null for what cannot be traded: the old dark-pool rows, which have no slash name.</returns>
    public static KrakenPair? From(string id, AssetPairInfo row)
    {
        if (row.SlashName?.Split('/') is not [var @base, var quote]
            || row.PriceDecimals is < 0 or > MaxPriceDecimals || row.VolumeDecimals is < 0 or > 28)
            return null;
        var rules = new Instrument
        {
            Symbol = row.ShortName,
            Base = @base,
            Quote = quote,
            PriceDecimals = row.PriceDecimals,
            LotStep = Unit(row.VolumeDecimals),
            TickSize = row.TickSize is > 0 ? row.TickSize.Value : Unit(row.PriceDecimals),
            MinimumVolume = row.MinimumVolume ?? Unit(row.VolumeDecimals),
            MinimumNotional = row.MinimumCost ?? 0,
            CostDecimals = Math.Clamp(row.CostDecimals ?? 5, 1, Instrument.MoneyDecimals),
            SellLeverage = row.SellLeverage ?? [],
            RulesAreKnown = row.MinimumVolume is not null && row.MinimumCost is not null,
        };
        var names = new PairNames(id, row.ShortName, PairNames.SocketName(row.SlashName));
        return new KrakenPair(names, rules, row.Status ?? "online")
        {
            BaseId = row.Base,
            QuoteId = row.Quote,
        };
    }

    /// <summary>All tradable pairs of an AssetPairs answer.</summary>
    public static IReadOnlyList<KrakenPair> From(IReadOnlyDictionary<string, AssetPairInfo> answer) =>
        [.. answer.Select(row => From(row.Key, row.Value)).OfType<KrakenPair>()];

    /// <summary>
    /// The pair of that name, or null. A name Kraken gives to one pair goes before one that people would say for
    /// another.
    /// </summary>
    public static KrakenPair? Find(IReadOnlyList<KrakenPair> pairs, string name)
    {
        var key = AssetNames.KeyOf(name);
        return pairs.FirstOrDefault(pair => pair.IsCalled(name))
            ?? pairs.FirstOrDefault(
                pair => AssetNames.KeysOf(pair.Instrument.Base, pair.Instrument.Quote).Contains(key));
    }

    /// <summary>True for any of Kraken's names of the pair, in any case.</summary>
    public bool IsCalled(string name) =>
        name.Equals(Names.Id, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Names.ShortName, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Names.Socket, StringComparison.OrdinalIgnoreCase)
        || name.Equals($"{Instrument.Base}/{Instrument.Quote}", StringComparison.OrdinalIgnoreCase);

    private static decimal Unit(int decimals) => new(1, 0, 0, isNegative: false, (byte)decimals);
}
