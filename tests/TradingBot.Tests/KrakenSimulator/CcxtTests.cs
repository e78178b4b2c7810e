using TradingBot.KrakenSimulator;

namespace TradingBot.Tests.KrakenSimulator;

public class CcxtTests
{
    [CcxtFact]
    public async Task A_client_nobody_here_wrote_trades_and_agrees_with_the_record()
    {
        // real time, sixty times as fast: ccxt has its own clock, and the sockets need trades to tell
        await using var kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions { Speed = 60 });
        var (key, secret) = kraken.Credentials;
        var rest = kraken.RestAddress.GetLeftPart(UriPartial.Authority);

        var (exitCode, output) = await Task.Run(() => CcxtFactAttribute.Run(
            "node", "check.mjs", rest, $"{kraken.PublicSocket}", $"{kraken.PrivateSocket}", key, secret));

        exitCode.Should().Be(0, output);
        output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).Should().Be(25, output);
    }
}
