using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TradingBot.Tests.Telemetry;

/// <summary>A StatsD receiver nobody here wrote, with what it has received.</summary>
internal sealed class Netdata : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2); // ends a test that hangs, decides nothing
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private const int Thousandths = 1000; // it keeps gauges and histograms as whole numbers of these

    private readonly TemporaryDirectory _here = new();
    private readonly HttpClient _http;
    private readonly Process _process;

    private Netdata()
    {
        var web = FreePort(ProtocolType.Tcp);
        Port = FreePort(ProtocolType.Udp);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{web}") };
        _process = Process.Start(new ProcessStartInfo(
            Path.Combine(TelemetryTheoryAttribute.Folder.Path, "netdata.sh"), [_here.Path, $"{web}", $"{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Of its StatsD, on loopback.</summary>
    public int Port { get; }

    public static async Task<Netdata> StartAsync()
    {
        var netdata = new Netdata();
        await netdata.WaitAsync("/api/v1/info", _ => true);
        return netdata;
    }

    /// <summary>Waits until it shows all of these, and returns what it shows, by metric and dimension.</summary>
    /// <param name="wanted">Parts of its names, as <c>tradingbot_equity_gauge</c>.</param>
    /// <param name="meanwhile">Called before each look.</param>
    /// <param name="fleeting">Metrics and dimensions that are 0 when a beat had no value, and are waited for.</param>
    public async Task<Dictionary<string, double>> ShowsAsync(
        string[] wanted, Action? meanwhile = null, params string[] fleeting)
    {
        var text = await WaitAsync(
            "/api/v1/allmetrics?format=prometheus&source=as-collected",
            shown => Array.TrueForAll(wanted, name => shown.Contains($"statsd_{name}", StringComparison.Ordinal))
                && Values(shown) is var values && Array.TrueForAll(fleeting, name => values[name] != 0),
            meanwhile);
        return Values(text);
    }

    private static Dictionary<string, double> Values(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("netdata_statsd_", StringComparison.Ordinal)))
        {
            var name = line["netdata_statsd_".Length..line.IndexOf('{')];
            var dimension = line.Split("dimension=\"")[1].Split('"')[0];
            var value = double.Parse(line[(line.IndexOf('}') + 2)..].Split(' ')[0], CultureInfo.InvariantCulture);
            values[$"{name} {dimension}"] = dimension is "counter" or "unique" ? value : value / Thousandths;
        }

        return values;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _here.Dispose();
    }

    private async Task<string> WaitAsync(string path, Predicate<string> isEnough, Action? meanwhile = null)
    {
        using var guard = new CancellationTokenSource(Guard);
        using var pace = new PeriodicTimer(Pace);
        var last = "nothing";
        try
        {
            while (true)
            {
                meanwhile?.Invoke();
                if (_process.HasExited)
                    throw new InvalidOperationException($"netdata has ended with {_process.ExitCode}");
                last = await AnswerAsync(path, guard.Token) ?? last;
                if (last != "nothing" && isEnough(last))
                    return last;
                await pace.WaitForNextTickAsync(guard.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"netdata does not show what was waited for: {last}");
        }
    }

    private async Task<string?> AnswerAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await _http.GetStringAsync(path, cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static int FreePort(ProtocolType protocol)
    {
        using var socket = new Socket(
            AddressFamily.InterNetwork, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
