using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Hosting;

namespace TradingBot.Tests.Kraken;

/// <summary>One private connection for several bots.</summary>
public class KrakenAccountStreamTests
{
    [Fact]
    public void Who_comes_late_is_told_what_the_exchange_accepts_unless_the_connection_is_gone()
    {
        using var kraken = new TestKraken(new ScriptedHandler());
        Action<SocketMessage> receive = null!;
        var stream = new KrakenAccountStream(
            kraken.Allowances.Trading,
            to =>
            {
                receive = to;
                return kraken.Connect(to);
            },
            NullLogger.Instance);
        var (first, second, third) = (new List<ExchangeMode>(), new List<ExchangeMode>(), new List<ExchangeMode>());

        stream.Listen(Listener(first));
        receive(new SocketMessage.Status(new StatusRow { System = "maintenance" }));
        receive(new SocketMessage.Status(new StatusRow { System = "online" }));
        stream.Listen(Listener(second));
        receive(new SocketMessage.Disconnected("planted"));
        stream.Listen(Listener(third));
        receive(new SocketMessage.Status(new StatusRow { System = "cancel_only" }));

        first.Should().Equal(ExchangeMode.Maintenance, ExchangeMode.Online, ExchangeMode.CancelOnly);
        second.Should().Equal(ExchangeMode.Online, ExchangeMode.CancelOnly);
        third.Should().Equal(ExchangeMode.CancelOnly);
    }

    private static IAccountListener Listener(List<ExchangeMode> heard) =>
        Planted.In<IAccountListener>("", (_, arguments) =>
        {
            heard.Add((ExchangeMode)arguments[0]!);
            return null;
        });
}
