using System.CommandLine;
using System.Globalization;
using System.Text;
using TradingBot.Input;
using TradingBot.Telemetry;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Cli.Options;

/// <summary>The options of metrics.</summary>
internal static class TelemetryOptions
{
    private const int OtlpPort = 4318;
    private const int LongestSocketPath = 107; // unix(7): sun_path, without its end
    private const string DatadogSocket = "/var/run/datadog/dsd.socket";

    public static TextOption Metrics { get; } = new(
        "--metrics",
        "TARGET",
        "where metrics go: statsd://HOST:PORT or unix:///PATH (DogStatsD), otlp://HOST:PORT (otlps:// by TLS), off, or"
        + " datadog: what DD_DOGSTATSD_URL, DD_AGENT_HOST and DD_DOGSTATSD_PORT say (default: datadog where one of"
        + " them names an agent, else off)")
    {
        Example = "statsd://127.0.0.1:8125",
    };

    public static TextOption Tags { get; } = new(
        "--metrics-tags", "TAGS", "tags of all metrics, such as env:prod,team:trading (and those of DD_TAGS)")
    {
        Example = "env:prod,team:trading",
    };

    public static TextOption Sample { get; } = new(
        "--metrics-sample", "SHARE", "share of prices, indicators and times sent to DogStatsD, such as 0.5 or "
            + "50%", "1");

    public static IEnumerable<Option> All => [Metrics.Option, Tags.Option, Sample.Option];

    /// <exception cref="UserError">A value is not allowed.</exception>
    public static MetricsOptions Read(ParseResult parsed) => Read(parsed, Environment.GetEnvironmentVariable);

    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Reads a variable; null where it is not set.</param>
    /// <exception cref="UserError">A value is not allowed.</exception>
    public static MetricsOptions Read(ParseResult parsed, Func<string, string?> environment) =>
        Metrics.Read(parsed, text => TargetOf(text, environment)) with
        {
            Tags = Tags.Read(parsed, ConstantTags.Split),
            SampleRate = Sample.Read(parsed, Share),
        };

    /// <exception cref="UserError">It is not allowed.</exception>
    public static MetricsOptions TargetOf(string text, Func<string, string?> environment)
    {
        if (text.Length == 0)
            text = NamesAgent(environment) ? "datadog" : "off";
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
            return new MetricsOptions();
        if (text.Equals("datadog", StringComparison.OrdinalIgnoreCase))
            return new MetricsOptions { Statsd = AgentOf(environment) };
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            if (DogStatsdAt(address, "statsd") is { } statsd)
                return new MetricsOptions { Statsd = statsd };
            if (address.Scheme is "otlp" or "otlps" && IsHostAndPort(address))
                return new MetricsOptions { Otlp = CollectorAt(address) };
        }

        throw new UserError(
            $"'{text}' is not allowed; use statsd://127.0.0.1:8125, unix:///run/datadog/dsd.socket, datadog, "
            + "otlp://127.0.0.1:4318 or off");
    }

    private static bool NamesAgent(Func<string, string?> environment) =>
        Array.Exists(["DD_DOGSTATSD_URL", "DD_DOGSTATSD_SOCKET", "DD_AGENT_HOST"], name => IsSet(environment(name)));

    /// <summary>As Datadog's clients find their agent.</summary>
    private static DogStatsdTarget AgentOf(Func<string, string?> environment)
    {
        if (environment("DD_DOGSTATSD_URL") is { Length: > 0 } url)
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && DogStatsdAt(address, "udp") is { } target
                ? target
                : throw new UserError($"DD_DOGSTATSD_URL: '{url}' is not allowed; use udp://HOST:PORT or unix:///PATH");
        }

        if (environment("DD_DOGSTATSD_SOCKET") is { Length: > 0 } path)
            return SocketAt(path);
        if (environment("DD_AGENT_HOST") is { Length: > 0 } host)
            return DogStatsdTarget.Udp(host, PortOf(environment("DD_DOGSTATSD_PORT")));
        return File.Exists(DatadogSocket)
            ? DogStatsdTarget.Unix(DatadogSocket)
            : DogStatsdTarget.Udp("127.0.0.1", PortOf(environment("DD_DOGSTATSD_PORT")));
    }

    private static DogStatsdTarget? DogStatsdAt(Uri address, string scheme) => address.Scheme switch
    {
        "unix" or "unixgram" when address is { Host: "", AbsolutePath.Length: > 1 } =>
            SocketAt(Uri.UnescapeDataString(address.AbsolutePath)),
        var given when given == scheme && IsHostAndPort(address) =>
            DogStatsdTarget.Udp(address.DnsSafeHost, address.Port > 0 ? address.Port : DogStatsdTarget.DefaultPort),
        _ => null,
    };

    private static DogStatsdTarget SocketAt(string path) => Encoding.UTF8.GetByteCount(path) <= LongestSocketPath
        ? DogStatsdTarget.Unix(path)
        : throw new UserError(FormattableString.Invariant(
            $"'{path}' is longer than the {LongestSocketPath} bytes that a unix socket's path may have"));

    private static Uri CollectorAt(Uri address) => new UriBuilder(
        address.Scheme == "otlps" ? "https" : "http", address.Host, address.Port > 0 ? address.Port : OtlpPort).Uri;

    private static bool IsHostAndPort(Uri address) =>
        address is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "", AbsolutePath: "" or "/" };

    private static int PortOf(string? text) => text is null or ""
        ? DogStatsdTarget.DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new UserError($"DD_DOGSTATSD_PORT: '{text}' is not allowed; use a port from 1 to 65535");

    private static double Share(string text) => text is "1" or "100%" ? 1 : (double)OptionValues.Share(text);

    private static bool IsSet(string? text) => !string.IsNullOrEmpty(text);
}
