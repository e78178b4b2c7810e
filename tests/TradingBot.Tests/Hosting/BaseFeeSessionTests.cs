using TradingBot.Bots;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Storage;
using TradingBot.Tests.Faults;

namespace TradingBot.Tests.Hosting;

/// <summary>Live on an offline Kraken that takes the fee of each purchase out of what it buys.</summary>
public class BaseFeeSessionTests
{
    /// <summary>
    /// By the socket each fill tells its fee in base. By REST an order only shows what its fee was worth, and the
    /// account's ledger tells how much base that was.
    /// </summary>
    [Theory]
    [InlineData("socket")]
    [InlineData("rest")]
    public async Task What_is_left_of_a_purchase_is_sold_and_the_books_are_the_exchanges(string channel)
    {
        await using var live = await SimulatedSession.StartAsync(
            record => Swings.Of(warmUp: 0, record),
            bot => bot.With(definition => definition with
            {
                Mode = TradingMode.Live,
                MaximumTrades = 1,
                Balance = 10_000,
            }),
            options => options with { BuysPayInBase = true });
        if (channel == "rest")
        {
            live.Kraken.Use(FaultScenario.Parse(
                """{"seed":1,"rules":[{"fault":"http-error","on":"GetWebSocketsToken","times":0}]}"""));
        }

        await live.RunUntilAsync(session => session.Lines.Count(line => line.Contains(" CLOSED ")) > 1);

        var record = live.Kraken.Record();
        var bought = record.Fills.Where(fill => fill.BaseChange > 0).ToList();
        bought.Should().HaveCountGreaterThan(1).And.OnlyContain(fill => fill.BaseFee > 0);
        var path = Directory.GetFiles(live.Storage, "*.db").Should().ContainSingle().Subject;
        BotReader.Read(path, reader => KillBooks.OfFigures(reader, record, startCash: 10_000)).Should().BeEmpty();
        BotReader.Read(path, reader => reader.ClosedTrades()).Should().HaveCountGreaterThan(1)
            .And.OnlyContain(trade => trade.Entry.Fee.Base > 0
                && trade.Exit.Volume == trade.Entry.Volume - trade.Entry.Fee.Base);
        live.Lines.Should().NotContain(line => line.Contains(" add up to ") || line.Contains("books"));
        live.Lines.Should().Contain(line => line.StartsWith("Order 1 filled: 0.002") && line.Contains(" XBT ("));
        live.Lines.Should().Contain(line => line.Contains(" BUY 0.002 @ ") && line.Contains(" XBT ("));
    }
}
