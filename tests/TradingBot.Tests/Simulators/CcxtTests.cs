using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Tests.Simulators;

public class CcxtTests
{
    [CcxtTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_nobody_here_wrote_trades_and_agrees_with_the_record(bool hasTwoSockets)
    {
        // real time, sixty times as fast: ccxt has its own clock, and the sockets need trades to tell
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions { Speed = 60, SeparatesSockets = hasTwoSockets });
        var (key, secret) = kraken.Credentials;
        var rest = kraken.RestAddress.GetLeftPart(UriPartial.Authority);
        var privateSocket = hasTwoSockets ? kraken.PrivateSocket : kraken.PublicSocket;

        var (exitCode, output) = await Task.Run(() => CcxtTheoryAttribute.Folder.Run(
            "node", "check.mjs", rest, $"{kraken.PublicSocket}", $"{privateSocket}", key, secret));

        exitCode.Should().Be(0, output);
        output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).Should().Be(26, output);
    }
}
