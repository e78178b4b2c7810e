using System.Net;
using System.Reflection;

namespace TradingBot.Exchanges.Connections;

/// <summary>HTTP as an exchange wants it.</summary>
public static class DirectHandler
{
    // Every answer fits many times over; a body without end does not fill the memory.
    private const int MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>
    /// A handler that never sends anything twice by itself: no redirects, no cookies, no retries. It renews its
    /// connections, so that a client of it may live as long as the program.
    /// </summary>
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>
    /// A client as the transports need it: addressed, named, and without a time limit of its own.
    /// </summary>
    /// <param name="handler">Below it; disposed of with it.</param>
    /// <param name="address">Of the exchange.</param>
    public static HttpClient Client(HttpMessageHandler handler, Uri address)
    {
        var http = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBodyBytes,
        };
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        http.DefaultRequestHeaders.UserAgent.ParseAdd("TradingBot/" + version);
        return http;
    }
}
