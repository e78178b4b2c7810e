using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Accounts;

public class TradeLogTests
{
    private const long LastThatFits = uint.MaxValue;

    private static readonly decimal[] Amounts =
    [
        0, 0.000m, 1, 1.10m, 0.002m, -0.0000000001m, 43_210.9m, 0.0000000000000000000000000001m,
        (1L << 58) - 1, 1L << 58, -(1L << 58), ((1L << 58) - 1) / 10_000_000_000m, decimal.MaxValue, decimal.MinValue,
    ];

    [Fact]
    public void A_trade_comes_back_to_the_last_digit()
    {
        var random = new Random(11);
        var trades = Enumerable.Range(0, 3_000).Select(_ => AnyTrade(random)).ToArray();
        var log = new TradeLog();
        foreach (var trade in trades)
            log.Add(in trade);

        log.Count.Should().Be(trades.Length);
        for (var i = 0; i < trades.Length; i++)
            Digits(log[i]).Should().Be(Digits(trades[i]), "trailing zeros count too");
        log.Should().Equal(trades);
    }

    [Fact]
    public void There_is_no_trade_beyond_the_last() =>
        new TradeLog().Invoking(log => log[0]).Should().Throw<ArgumentOutOfRangeException>();

    private static string Digits(ClosedTrade trade) => $"{trade.Entry} {trade.Exit} {trade.Loan}";

    private static ClosedTrade AnyTrade(Random random) => new(
        AnyOrder(random),
        AnyOrder(random),
        AnyFill(random),
        AnyFill(random),
        $"opened {random.Next()}",
        $"closed {random.Next()}",
        random.Next(8) == 0 ? new Loan(AnyAmount(random), random.Next()) : null);

    private static long AnyOrder(Random random) => random.Next(12) switch
    {
        0 => 0,
        1 => LastThatFits,
        2 => LastThatFits + 1,
        3 => long.MaxValue,
        _ => random.Next(1, int.MaxValue),
    };

    private static Fill AnyFill(Random random)
    {
        Fee fee = AnyAmount(random);
        if (random.Next(8) == 0)
            fee = Fee.InBase(0.001m, 20_000);
        var seconds = random.Next(12) switch { 0 => LastThatFits + 1, 1 => -1, _ => random.Next() };
        return new Fill(seconds, AnyAmount(random), AnyAmount(random), AnyAmount(random), fee);
    }

    private static decimal AnyAmount(Random random) => random.Next(3) == 0
        ? Amounts[random.Next(Amounts.Length)]
        : new decimal(random.Next(), random.Next(1 << 25), 0, random.Next(2) == 0, (byte)random.Next(29));
}
