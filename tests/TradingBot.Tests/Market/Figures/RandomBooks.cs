using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Market.Figures;

/// <summary>Books with both sides, around 100, up to 5 % deep and never crossed.</summary>
internal static class RandomBooks
{
    public static Arbitrary<OrderBook> Any => Generated.ToArbitrary();

    public static Gen<OrderBook> Generated =>
        from middle in Gen.Choose(9_900, 10_100)
        from bids in Levels().NonEmptyListOf()
        from asks in Levels().NonEmptyListOf()
        select TestBook.Of(
            [.. bids.Select(level => ((middle - level.Distance) / 100m, level.Quantity))],
            [.. asks.Select(level => ((middle + level.Distance) / 100m, level.Quantity))]);

    private static Gen<(int Distance, decimal Quantity)> Levels() =>
        from distance in Gen.Choose(1, 500)
        from units in Gen.Choose(1, 1_000_000)
        select (distance, units / 1_000m);
}
