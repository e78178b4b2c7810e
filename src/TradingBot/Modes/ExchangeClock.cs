using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;

namespace TradingBot.Modes;

/// <summary>The clock of a session at an exchange.</summary>
internal static class ExchangeClock
{
    /// <summary>The machine's, or where an offline exchange's is faster, one that began where it is.</summary>
    /// <exception cref="UserError">It does not report its time.</exception>
    public static async Task<TimeProvider> OfAsync(
        IVenue venue, ExchangeOptions options, CancellationToken stop) => options.Speed == 1
        ? TimeProvider.System
        : new ScaledTime(options.Speed, await TimeOfAsync(venue, options, stop).ConfigureAwait(false));

    private static async Task<DateTimeOffset> TimeOfAsync(
        IVenue venue, ExchangeOptions options, CancellationToken stop)
    {
        var exchange = venue.Connect(
            options, key: null, RealNetwork.With(TimeProvider.System), NullLoggerFactory.Instance);
        await using (exchange.ConfigureAwait(false))
        {
            var answer = await exchange.Market.TimeAsync(stop).ConfigureAwait(false);
            return answer is Answer<DateTime>.Success { Value: var now }
                ? new DateTimeOffset(now, TimeSpan.Zero)
                : throw new UserError(
                    $"--at: {exchange.Addresses[0].Uri} did not report its time: {AnswerText.Of(answer)}",
                    ExitCode.Failed);
        }
    }
}
