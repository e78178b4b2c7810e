using System.Globalization;
using System.Net.WebSockets;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Diagnosis;

/// <summary>Whether an exchange can be reached, what it accepts, and what it says the time is.</summary>
/// <param name="exchange">Which.</param>
/// <param name="time">Ours.</param>
/// <param name="speed">Seconds of its time in a second of ours; not 1: its clock has nothing to do with ours.</param>
internal sealed class ExchangeChecks(IExchange exchange, TimeProvider time, double speed = 1)
{
    private const string Network = "check the network, DNS and the firewall";

    /// <summary>Where an exchange reports whole seconds, half a second has passed on average.</summary>
    private static readonly TimeSpan HalfSecond = TimeSpan.FromSeconds(0.5);

    private string Venue => exchange.Venue.DisplayName;

    public IEnumerable<Check> All() =>
    [
        Check.Of($"{Venue} REST", RestAsync),
        Check.Of("clock", ClockAsync),
        .. exchange.Addresses.Skip(1).Select(socket =>
            Check.Of(socket.Name, limited => SocketAsync(socket.Name, socket.Uri, limited))),
    ];

    /// <summary>
    /// Deadlines of orders are by the exchange's clock, whatever ours shows; nonces and the times of logs are by ours,
    /// and a clock that is off by seconds is not kept at all.
    /// </summary>
    public static Finding JudgeClock(TimeSpan ahead, string venue)
    {
        var seconds = ahead.Duration().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var figure = $"{seconds} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} {venue}'s";
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
        var subject = $"{Venue} REST";
        var began = time.GetTimestamp();
        var answer = await exchange.Market.StatusAsync(limited).ConfigureAwait(false);
        if (answer is not Answer<ExchangeStatus>.Success success)
            return Finding.Fail(subject, $"{exchange.Addresses[0].Uri}: {AnswerText.Of(answer)}", Network);
        var figure = $"{success.Value.Word}, {Milliseconds(time.GetElapsedTime(began))} ms";
        return success.Value.Mode == ExchangeMode.Online
            ? Finding.Ok(subject, figure)
            : Finding.Warn(subject, figure, $"orders wait until {Venue} is online; see {exchange.Venue.StatusPage}");
    }

    private async Task<Finding> ClockAsync(CancellationToken limited)
    {
        var before = time.GetUtcNow();
        var answer = await exchange.Market.TimeAsync(limited).ConfigureAwait(false);
        if (answer is not Answer<DateTime>.Success success)
            return Finding.Fail("clock", $"{Venue} did not report its time: {AnswerText.Of(answer)}", Network);
        if (speed != 1)
        {
            return Finding.Ok("clock", string.Create(
                CultureInfo.InvariantCulture, $"{Venue}'s own, {speed} times as fast as this machine's"));
        }

        var middle = before + ((time.GetUtcNow() - before) / 2);
        return JudgeClock(middle.UtcDateTime - (success.Value + HalfSecond), Venue);
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
                subject, $"{address} answers {refused.Status}", "wait a while: clients that reconnect too often are "
                    + "blocked");
        }
        catch (WebSocketException failure)
        {
            return Finding.Fail(subject, $"{address}: {(failure.InnerException ?? failure).Message}", Network);
        }
    }

    private static string Milliseconds(TimeSpan span) =>
        span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
