using TradingBot.Exchanges.Contract;

namespace TradingBot.Exchanges.Connections;

/// <summary>The network this machine is on.</summary>
public static class RealNetwork
{
    /// <summary>What an exchange takes from the machine, with a clock of its own.</summary>
    public static ExchangeEnvironment With(TimeProvider time) =>
        new(time) { Http = DirectHandler.Create, Connect = SocketConnector.To };
}
