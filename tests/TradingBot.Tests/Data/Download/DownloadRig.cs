using System.Globalization;
using TradingBot.Cli.History;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Input;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Data.Download;

/// <summary>The client over a tape in memory, on a clock that its waiting moves, and a store.</summary>
internal sealed class DownloadRig : IDisposable
{
    private readonly TestKraken _kraken;

    /// <param name="server">The exchange.</param>
    /// <param name="directory">Of the candles.</param>
    public DownloadRig(TapeServer server, string directory)
    {
        _kraken = new TestKraken(server);
        Store = new CandleStore(directory);
        Started = _kraken.Time.GetUtcNow();
    }

    public CandleStore Store { get; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    /// <summary>Time that passed on the clock.</summary>
    public TimeSpan Elapsed => _kraken.Time.GetUtcNow() - Started;

    private DateTimeOffset Started { get; }

    /// <summary>One run of the command over a server and a directory.</summary>
    public static (int ExitCode, string Output, string Errors) Run(
        TapeServer server, string directory, WantedHistory wanted, CancellationToken stop = default)
    {
        using var rig = new DownloadRig(server, directory);
        var exitCode = rig.Run(wanted, stop);
        return (exitCode, rig.Output, rig.Errors);
    }

    public static WantedHistory Wanted(
        int minutes = 1, long? from = null, long? to = null, bool keepsTrades = false, params string[] pairs) =>
        new(pairs.Length == 0 ? ["XBTUSD"] : pairs, new Timeframe(minutes), from, to, keepsTrades);

    /// <summary>What is stored of a pair.</summary>
    public static List<Candle> Stored(string directory, string pair = "XBTUSD", int minutes = 1)
    {
        using var file = new CandleStore(directory).Open(SeriesName.Of(pair, new Timeframe(minutes))!.Value);
        file.VerifyAll();
        return [.. file.Candles];
    }

    /// <returns>The exit code, as the program would end.</returns>
    public int Run(WantedHistory wanted, CancellationToken stop = default)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var errors = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var downloads = new Downloads(_kraken.Exchange, Store, _kraken.Time, output, errors);
        try
        {
            return _kraken.Time.RunAsync(downloads.RunAsync(wanted, stop)).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is UserError or CandleStoreException)
        {
            errors.WriteLine(failure.Message);
            return (failure as UserError)?.ExitCode ?? ExitCode.Failed;
        }
        finally
        {
            (Output, Errors) = (output.ToString(), errors.ToString());
        }
    }

    public void Dispose() => _kraken.Dispose();
}
