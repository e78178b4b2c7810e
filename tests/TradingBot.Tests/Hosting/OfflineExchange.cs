using Microsoft.Extensions.Logging;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Simulators.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>The client of an offline Kraken, as the program makes it.</summary>
internal static class OfflineExchange
{
    public static IExchange Connect(
        OfflineKraken kraken, TimeProvider time, string directory, ILoggerFactory logs, bool hasKey = true) =>
        Venues.Default.Connect(
            new ExchangeOptions { At = kraken.RestAddress, StateDirectory = directory },
            hasKey ? new ApiKey(kraken.Credentials.Key, kraken.Credentials.Secret) : null,
            RealNetwork.With(time),
            logs);
}
