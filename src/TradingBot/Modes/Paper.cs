using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using TradingBot.Cli;
using TradingBot.Core.Engine;
using TradingBot.Hosting;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.KrakenSimulator;
using TradingBot.KrakenSimulator.Markets;
using TradingBot.Reports;

namespace TradingBot.Modes;

/// <summary>Trades live prices on paper: wires the host, the Kraken client and the session.</summary>
internal static class Paper
{
    /// <summary>On Kraken's live prices.</summary>
    /// <returns>The process's exit code.</returns>
    public static Task<int> OnKrakenAsync(TradeRequest request, TextWriter output, CancellationToken stop) =>
        RunAsync(
            request,
            new KrakenOptions { StateDirectory = KrakenOptions.DefaultStateDirectory },
            TimeProvider.System,
            output,
            stop);

    /// <summary>
    /// On an offline Kraken in this process, through the same client over HTTP and WebSocket on loopback. Both live by
    /// one clock that runs faster than the wall's, so that every timeout keeps its meaning.
    /// </summary>
    /// <param name="request">What to trade.</param>
    /// <param name="speed">Seconds of market time in a second.</param>
    /// <param name="output">For the ledger.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> OnSimulatorAsync(
        TradeRequest request, double speed, TextWriter output, CancellationToken stop)
    {
        var time = new ScaledTime(speed);
        var simulated = new OfflineKrakenOptions { Time = time, Markets = [MarketOf(request)] };
        var kraken = await OfflineKraken.StartAsync(simulated, stop).ConfigureAwait(false);
        await using (kraken.ConfigureAwait(false))
        {
            var options = new KrakenOptions
            {
                Rest = kraken.RestAddress,
                PublicSocket = kraken.PublicSocket,
                PrivateSocket = kraken.PrivateSocket,
                StateDirectory = KrakenOptions.DefaultStateDirectory,
            };
            return await RunAsync(request, options, time, output, stop).ConfigureAwait(false);
        }
    }

    private static MarketSetup MarketOf(TradeRequest request)
    {
        try
        {
            return MarketSetup.Synthetic(request.Instrument.Symbol);
        }
        catch (ArgumentException unknown)
        {
            throw new UserError($"--currency: {unknown.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private static async Task<int> RunAsync(
        TradeRequest request, KrakenOptions options, TimeProvider time, TextWriter output, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        await using var logger = new LoggerConfiguration()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(new LogFormatter(time))
            .CreateLogger();
        builder.Logging.AddSerilog(logger);
        builder.Services.AddSingleton(time).AddKrakenPublic(options);
        builder.Services.AddSingleton(provider => new PaperSession(
            request,
            options,
            provider.GetRequiredService<PublicRest>(),
            time,
            provider.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddSingleton<SessionService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SessionService>());
        using var host = builder.Build();
        var session = host.Services.GetRequiredService<PaperSession>();
        var service = host.Services.GetRequiredService<SessionService>();
        await host.RunAsync(stop).ConfigureAwait(false); // which disposes of the host as well
        if (service.Failure is { } failure)
            throw failure;
        WriteSummary(session.Engine, request, output);
        return ExitCode.Success;
    }

    private static void WriteSummary(TradingEngine? engine, TradeRequest request, TextWriter output)
    {
        if (engine is null || double.IsNaN(engine.LastClose))
            return;
        var ledger = engine.Ledger;
        var equity = ledger.Equity(request.Instrument.ExactPrice(engine.LastClose));
        output.WriteLine(
            $"Ended: {ledger.Closed.Count} trades closed, {ledger.Open.Count} open, fees {Text.Money(ledger.Fees)}, "
            + $"equity {Text.Money(equity)} {request.Instrument.Quote} of {Text.Money(ledger.StartCash)}");
    }
}
