using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Backtesting.Fills;

namespace TradingBot.Tests.Backtesting.Fills;

/// <summary>
/// Decimals remember how many digits they were written with, and 0.40 - 0.4 is a zero whose sign bit may be set: neither
/// may decide whether there is enough.
/// </summary>
public class WhatIsHeldCanBeSoldTests
{
    [Fact]
    public void Whatever_the_scales_of_the_volumes_it_was_bought_in()
    {
        var volumes =
            from parts in Gen.Choose(1, 500_000).ArrayOf().Where(parts => parts.Length is > 0 and < 6)
            from scales in Gen.Choose(0, 6).ArrayOf(parts.Length + 1)
            select (parts, scales);
        Prop.ForAll(volumes.ToArbitrary(), c => Sells(c.parts, c.scales)).Check(Properties.FixedWith(500));
    }

    [Theory]
    [InlineData("100", "1")]
    [InlineData("100.00000000", "1.0")]
    [InlineData("100.0", "1.00000000")]
    public void All_the_money_can_be_spent(string cash, string volume)
    {
        var exchange = ExchangeWith(Number(cash));

        exchange.Submit(Orders.Buying(Number(volume)));

        exchange.Execute(100, 0)[0].Rejection.Should().BeNull();
        (exchange.Cash == 0).Should().BeTrue();
    }

    [Fact]
    public void One_digit_more_than_is_there_cannot()
    {
        var exchange = ExchangeWith(100);
        exchange.Submit(Orders.Buying(1));
        exchange.Execute(100, 0);

        exchange.Submit(Orders.Selling(1.00000001m));

        exchange.Execute(100, 1)[0].Rejection.Should().Be("insufficient holdings");
    }

    private static void Sells(int[] parts, int[] scales)
    {
        var exchange = ExchangeWith(1_000_000_000);
        for (var i = 0; i < parts.Length; i++)
        {
            exchange.Submit(Orders.Buying(Scaled(parts[i], scales[i])));
            exchange.Execute(100, i)[0].Rejection.Should().BeNull();
        }

        exchange.Submit(Orders.Selling(Scaled(parts.Sum(), scales[^1])));

        exchange.Execute(100, parts.Length)[0].Rejection.Should().BeNull();
        (exchange.Held == 0).Should().BeTrue();
    }

    /// <summary>Hundredths, written with more digits.</summary>
    private static decimal Scaled(int hundredths, int zeros) =>
        Number(string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100m:0.00}") + new string('0', zeros));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static SimulatedExchange ExchangeWith(decimal cash) =>
        new(Backtests.Bitcoin, Backtests.Fills(fee: 0), cash);
}
