using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Tests.Simulators.Matching;

/// <summary>Small venues for tests.</summary>
internal static class Venues
{
    public const string Symbol = "XBTUSD";

    public static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static readonly FeeSchedule Fees = new(
        "test", [new FeeTier(0, 0.004m, 0.008m), new FeeTier(50_000, 0.001m, 0.002m)]);

    public static readonly Instrument Bitcoin = Backtests.Bitcoin with { MinimumNotional = 0.5m };

    /// <summary>
    /// A venue whose tape is the given candles of a minute, the first at <see cref="Start"/>; nothing has happened yet.
    /// </summary>
    public static SimulatedVenue Of(Candle[] candles, decimal money = 100_000, decimal coins = 10, ulong seed = 1)
    {
        var tape = new MarketTape(Bitcoin, new CandleMemory(candles), new Timeframe(1), seed);
        var venue = new SimulatedVenue(
            [new VenueMarket(new MarketRules(Bitcoin, MoneyDecimals: 4), tape, seed)], Fees, seed);
        venue.Account.Change("USD", money);
        venue.Account.Change("XBT", coins);
        return venue;
    }

    /// <summary>A venue after some minutes of the synthetic market.</summary>
    public static SimulatedVenue Synthetic(
        int minutes = 10, decimal money = 100_000, decimal coins = 10, ulong seed = 1)
    {
        var venue = Of(SyntheticCandles(2000, seed), money, coins, seed);
        venue.AdvanceTo(Start.AddMinutes(minutes));
        return venue;
    }

    /// <summary>A venue at a price that does not move: one candle, then nothing.</summary>
    public static SimulatedVenue Quiet(double price = 10_000, decimal money = 100_000, decimal coins = 10)
    {
        var venue = Of([Minute(0, price, price, price, price)], money, coins);
        venue.AdvanceTo(Start.AddMinutes(1));
        return venue;
    }

    public static Candle Minute(int index, double open, double high, double low, double close, double volume = 4) =>
        new(Seconds(Start) + index * 60L, open, high, low, close, volume, tradeCount: 4);

    public static Candle[] SyntheticCandles(int count, ulong seed)
    {
        var market = new SyntheticMarket(count, seed);
        var candles = new List<Candle>();
        for (var batch = market.Next(); !batch.IsEmpty; batch = market.Next())
            candles.AddRange(batch.ToArray());
        return [.. candles.Select((c, i) => Minute(i, c.Open, c.High, c.Low, c.Close, c.Volume))];
    }

    public static OrderTicket Ticket(
        Side side, OrderKind kind, decimal volume, decimal? limit = null, decimal? trigger = null) =>
        new() { Symbol = Symbol, Side = side, Kind = kind, Volume = volume, LimitPrice = limit, TriggerPrice = trigger };

    public static VenueMarket Market(this SimulatedVenue venue) => venue.FindMarket(Symbol)!;

    public static decimal BestAsk(this SimulatedVenue venue) => venue.Book(venue.Market(), Side.Sell).First().Price;

    public static decimal BestBid(this SimulatedVenue venue) => venue.Book(venue.Market(), Side.Buy).First().Price;

    private static long Seconds(DateTime time) => (long)(time - DateTime.UnixEpoch).TotalSeconds;
}
