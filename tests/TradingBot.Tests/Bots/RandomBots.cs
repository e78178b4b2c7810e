using FsCheck;
using FsCheck.Fluent;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Bots;

/// <summary>Definitions of every kind that is allowed.</summary>
internal static class RandomBots
{
    public static Arbitrary<BotDefinition> Any { get; } = Bots().ToArbitrary();

    private static Gen<BotDefinition> Bots() =>
        from period in Gen.Elements(1, 2, 5, 15, 30, 45, 60, 120, 240, 720, 1440, 10080, 21600)
        from strategy in Strategies()
        from size in Sizes()
        from orders in Orders()
        from breakers in Breakers()
        from mode in Gen.Elements(Enum.GetValues<TradingMode>())
        from terms in Maybe(ShortTerms())
        from name in Gen.Elements(null, "Localbot", "b-2.x_1")
        from venue in Gen.Elements(BotChecks.Venues)
        from balance in Maybe(Amounts(1_000_000))
        from fee in Maybe(Amounts(100, scale: 3))
        from feed in Gen.Elements(Enum.GetValues<FeedKind>())
        from poll in Gen.Choose(1, 36_000)
        from trades in Gen.Choose(1, 100)
        select new BotDefinition
        {
            Name = name,
            Venue = venue,
            Pair = "XBT/USD",
            Period = period,
            Strategy = strategy,
            Size = size,
            Orders = orders,
            Short = mode == TradingMode.Live ? null : terms?.Value,
            MaximumTrades = trades,
            Breakers = breakers,
            Mode = mode,
            Balance = balance?.Value,
            Fee = fee?.Value,
            Feed = feed,
            Poll = TimeSpan.FromMilliseconds(100 * poll),
        };

    private static Gen<StrategyChoice> Strategies() =>
        from name in Gen.Elements("macd", "./Größe \"x\".cs", @"C:\bots\My.dll")
        from count in Gen.Choose(0, 4)
        from value in Gen.Elements("12", "0.50", "on", "EMA 3 < SMA 5", "1e-3")
        select new StrategyChoice(name, Enumerable.Range(0, count).ToDictionary(i => $"p{i}", i => value + i));

    private static Gen<TradeSize> Sizes() => Gen.OneOf(
        Amounts(1_000_000).Select(amount => (TradeSize)new TradeSize.BaseVolume(amount.Value)),
        from amount in Amounts(1_000_000)
        from currency in Gen.Elements("USD", "EUR", "XBT", "usdt", "B2M")
        select (TradeSize)new TradeSize.QuoteMoney(amount.Value, currency),
        Amounts(100).Select(percent => (TradeSize)new TradeSize.EquityShare(percent.Value)));

    private static Gen<OrderTerms> Orders() =>
        from style in Gen.Elements(Enum.GetValues<OrderStyle>())
        from patience in Gen.Choose(0, BotChecks.LongestPatience)
        let rests = style != OrderStyle.Market && patience > 0
        select new OrderTerms(style, rests ? TimeSpan.FromSeconds(patience) : null);

    private static Gen<Boxed<ShortTerms>> ShortTerms() =>
        from leverage in Gen.Choose(2, 5)
        from opening in Amounts(100, scale: 3)
        from rollover in Amounts(100, scale: 3)
        select new Boxed<ShortTerms>(new ShortTerms(leverage, opening.Value, rollover.Value));

    private static Gen<BreakerLimits> Breakers() =>
        from loss in Maybe(Amounts(999, scale: 3))
        from errors in Gen.Choose(0, 1000)
        from age in Gen.Choose(0, 86_400)
        from jump in Gen.Choose(0, 999)
        from reset in Gen.Choose(0, 1_000_000)
        select new BreakerLimits
        {
            DailyLoss = loss?.Value,
            OrderErrors = errors == 0 ? null : errors,
            DataAge = age == 0 ? null : TimeSpan.FromSeconds(age),
            PriceJump = jump == 0 ? null : jump / 1000.0,
            ResetAfter = reset == 0 ? null : TimeSpan.FromMinutes(reset),
        };

    /// <summary>Above 0, with the zeros that a person writes at the end.</summary>
    private static Gen<Boxed<decimal>> Amounts(int most, int scale = 0) =>
        from digits in Gen.Choose(1, most)
        from zero in Gen.Elements(1m, 1.0m, 1.000m)
        select new Boxed<decimal>(new decimal(digits, 0, 0, false, (byte)scale) * zero);

    private static Gen<Boxed<T>?> Maybe<T>(Gen<Boxed<T>> gen) =>
        from isThere in Gen.Elements(true, false) from value in gen select isThere ? value : null;

    private sealed record Boxed<T>(T Value);
}
