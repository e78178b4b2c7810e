using System.Globalization;
using System.Net.WebSockets;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Diagnosis;

/// <summary>Whether Kraken can be reached, what it accepts, and what it says the time is.</summary>
internal sealed class KrakenChecks(PublicRest rest, KrakenOptions options, TimeProvider time)
{
    private const string Network = "look at the network, the name server and the firewall";

    /// <summary>Kraken tells whole seconds: on average half of one has passed.</summary>
    private static readonly TimeSpan HalfSecond = TimeSpan.FromSeconds(0.5);

    public IEnumerable<Check> All() =>
    [
        Check.Of("Kraken REST", RestAsync),
        Check.Of("clock", ClockAsync),
        Check.Of("public socket", limited => SocketAsync("public socket", options.PublicSocket, limited)),
        Check.Of("private socket", limited => SocketAsync("private socket", options.PrivateSocket, limited)),
    ];

    /// <summary>
    /// Deadlines of orders are by Kraken's clock, whatever ours shows; nonces and the times of logs are by ours, and a
    /// clock that is off by seconds is not kept at all.
    /// </summary>
    public static Finding JudgeClock(TimeSpan ahead)
    {
        var seconds = ahead.Duration().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var figure = $"{seconds} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} Kraken's";
        const string advice = "set it: timedatectl set-ntp true";
        return ahead.Duration().TotalSeconds switch
        {
            > 5 => Finding.Fail("clock", figure, advice),
            > 1 => Finding.Warn("clock", figure, advice),
            _ => Finding.Ok("clock", figure),
        };
    }

    private async Task<Finding> RestAsync(CancellationToken limited)
    {
        const string subject = "Kraken REST";
        var began = time.GetTimestamp();
        var answer = await rest.SystemStatusAsync(limited).ConfigureAwait(false);
        if (answer is not Answer<Kraken.Rest.Wire.ExchangeStatus>.Success success)
            return Finding.Fail(subject, $"{options.Rest}: {AnswerText.Of(answer)}", Network);
        var figure = $"{success.Value.Status}, {Milliseconds(time.GetElapsedTime(began))} ms";
        return success.Value.Mode == SystemMode.Online
            ? Finding.Ok(subject, figure)
            : Finding.Warn(subject, figure, "orders wait until Kraken is online; see status.kraken.com");
    }

    private async Task<Finding> ClockAsync(CancellationToken limited)
    {
        var before = time.GetUtcNow();
        var answer = await rest.TimeAsync(limited).ConfigureAwait(false);
        if (answer is not Answer<Kraken.Rest.Wire.ServerTime>.Success success)
            return Finding.Fail("clock", $"Kraken did not tell its time: {AnswerText.Of(answer)}", Network);
        var middle = before + ((time.GetUtcNow() - before) / 2);
        return JudgeClock(middle - (DateTimeOffset.FromUnixTimeSeconds(success.Value.UnixSeconds) + HalfSecond));
    }

    private async Task<Finding> SocketAsync(string subject, Uri address, CancellationToken limited)
    {
        try
        {
            var began = time.GetTimestamp();
            using var socket = await SocketConnector.To(address)(limited).ConfigureAwait(false);
            return Finding.Ok(subject, $"{address.Host}, {Milliseconds(time.GetElapsedTime(began))} ms");
        }
        catch (SocketRefusedException refused)
        {
            return Finding.Fail(
                subject, $"{address} answers {refused.Status}", "wait a while: who reconnects too often is blocked");
        }
        catch (WebSocketException failure)
        {
            return Finding.Fail(subject, $"{address}: {(failure.InnerException ?? failure).Message}", Network);
        }
    }

    private static string Milliseconds(TimeSpan span) =>
        span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
